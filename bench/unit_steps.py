"""Lets a unit of ours exchange with its hub over a bad line: the steps, and the cuts."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bench.links.bad_line import BadLine
from bench.links.cutting import Cutting
from bench.links.measured import (
    BOTH_WAYS,
    CUT_BOTH_WAYS,
    CUT_LOAD,
    FIRST_LOAD,
    NOTHING,
    Step,
    measured,
)
from bench.unit_field import NOWHERE, Field
from channels.units.client import Limits, UnitClient
from config.exchanging import unit_client_of
from config.house import House
from core.refusals import LinkDown

FIRST, SECOND = "unidad-01", "unidad-02"
TRIES, MOST_SECONDS = 30, 240.0
# A session is short: after so many bytes it is cut, and so often.
A_CUT, CUTS = 3 * 1024, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanges:
    """A field, and the line that its units have to the hub; what is said inside TLS is counted."""

    field: Field
    line: BadLine
    events: int
    cut_every: float = 0.0

    def steps(self) -> Iterator[Step]:
        """Take the steps of a unit one after the other."""
        unit, _ = self.field.unit(FIRST, frozenset({NOWHERE}))
        try:
            self.field.widen(unit)
            first = self.taken(FIRST_LOAD, unit)
            first.told = f"{self._known(unit)} cases"
            yield first
            yield self.taken(NOTHING, unit)
            if self.cut_every:
                # Now, while the hub has no more to tell than it told the first unit.
                yield self._cut_load(first)
            self._client(unit).sync(Limits(), lambda _: None)
            both = self.both_ways(unit)
            yield both
            if self.cut_every:
                yield self._cut_both_ways(unit, both)
        finally:
            unit.close()

    def both_ways(self, unit: House) -> Step:
        """Let both sides write, and exchange."""
        here = self.field.work(unit, self.events)
        there = self.field.work(self.field.hub, self.events)
        step = self.taken(BOTH_WAYS, unit)
        step.told += f", of which with personal values {here} + {there}"
        return step

    def taken(self, name: str, unit: House) -> Step:
        """Exchange once and see what it cost."""
        with measured(self.line, name) as step:
            tally = self._client(unit).sync(Limits(), lambda _: None)
        step.told = f"{tally.events_up} + {tally.events_down} events"
        return step

    def _cut_load(self, whole: Step) -> Step:
        """Load a second unit where the line is cut every so many seconds."""
        unit, _ = self.field.unit(SECOND, frozenset({NOWHERE}))
        try:
            self.field.widen(unit)
            step = self._cut(self._watching(unit, seconds=self.cut_every), CUT_LOAD, unit, whole)
            step.missing = len(self.field.cases) - self._known(unit)
            step.told += f", {step.missing} cases missing"
            return step
        finally:
            unit.close()

    def _cut_both_ways(self, unit: House, whole: Step) -> Step:
        """Let both sides write again, and exchange where the line is gone after a few kilobytes."""
        for place in (unit, self.field.hub):
            self.field.work(place, self.events)
        step = self._cut(self._watching(unit, size=A_CUT), CUT_BOTH_WAYS, unit, whole)
        standing = unit.shelf.exchange_log.standing(unit.settings.origin)
        step.missing = standing.saved - standing.received
        step.told += f", {step.missing} events not acknowledged"
        return step

    def _watching(self, unit: House, *, seconds: float = 0.0, size: int = 0) -> Cutting:
        return Cutting(
            self.line,
            Watched(unit).reached,
            seconds=seconds,
            size=size,
            most=CUTS if size else 1000,
        )

    def _cut(self, watching: Cutting, name: str, unit: House, whole: Step) -> Step:
        limits = Limits(tries=TRIES, most_seconds=MOST_SECONDS)
        # What did not end is told by how much is missing.
        with measured(self.line, name) as step, watching.going_on(), suppress(LinkDown):
            self._client(unit).sync(limits, lambda _: None)
        step.wasted = (step.figures.total - whole.figures.total) / max(1, watching.cuts)
        step.standstill = watching.longest_standstill()
        step.told = f"{watching.cuts} cuts"
        return step

    def _client(self, unit: House) -> UnitClient:
        client = unit_client_of(unit, f"http://127.0.0.1:{self.line.port}")
        return replace(client, random=Random(7))  # noqa: S311 - the same waits each time

    def _known(self, unit: House) -> int:
        found = (unit.shelf.cases.find(one, None) for one in self.field.cases)
        return sum(one is not None for one in found)


@dataclass(frozen=True, slots=True)
class Watched:
    """How far a unit has come: what it holds, what was acknowledged, how much of a file is here."""

    unit: House

    def reached(self) -> int:
        """Tell a figure that grows while anything goes on."""
        standing = self.unit.shelf.exchange_log.standing(self.unit.settings.origin)
        return self.unit.shelf.journal.count() + standing.received + sum(self._parts())

    def _parts(self) -> Iterator[int]:
        folder: Path = self.unit.settings.var_folder / "unit" / "files"
        for path in folder.rglob("*"):
            try:
                yield path.stat().st_size
            except FileNotFoundError:
                continue
