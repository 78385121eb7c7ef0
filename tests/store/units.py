"""Hubs and units for the tests of the exchange, and a line between them that loses nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from config.house import House, build
from config.settings import Settings
from core.model.case import Case
from core.model.event import Event
from core.model.exchange import EVERYWHERE, Acknowledged, Parcel, Scope
from core.ports import Work
from core.store.epochs import StoreEpochs
from core.store.exchange import StoreHubShelf, StoreUnitShelf
from core.store.journal import StoreJournal
from core.store.work import StoreWork
from tests.core.rows import rows
from tests.core.stories import PISAC_DISTRICT
from tests.houses import StoodClock, shipped

A_SEGMENT = 200
COMPARED = ("case_file", "citizen", "visit")
Told = list[tuple[str, str]]


@dataclass(frozen=True)
class Hub:
    """A hub, which notes what would follow from the events of units."""

    house: House
    told: Told = field(default_factory=list)

    @property
    def shelf(self) -> StoreHubShelf:
        return StoreHubShelf(self.house.shelf.ledger, self.note)

    def note(self, _work: Work, case: Case, event: Event) -> None:
        self.told.append((case.number.digits, event.draft.kind))

    def verify(self) -> None:
        self.house.shelf.journal.verify(lambda _: None)

    def rebuild(self) -> None:
        self.house.shelf.journal.rebuild(self.house.shelf.ledger.reckon(), lambda _: None)


@dataclass(frozen=True)
class Unit:
    """A unit with its district, and the exchange as it goes on a good day."""

    house: House
    scope: Scope

    @property
    def shelf(self) -> StoreUnitShelf:
        return StoreUnitShelf(self.house.shelf.ledger)

    def load(self, hub: Hub) -> None:
        self.shelf.load(hub.shelf.snapshot(self.scope, self.scope.buckets))

    def up(self, hub: Hub) -> list[Acknowledged]:
        acks = []
        for parcel in self.shelf.pending(limit=A_SEGMENT):
            acks.append(hub.shelf.accept(parcel, transport="http"))
            self.shelf.acknowledge(acks[-1])
        return acks

    def down(self, hub: Hub, limit: int = A_SEGMENT) -> list[Parcel]:
        """Fetch until nothing is left."""
        taken: list[Parcel] = []
        while True:
            parcel, cursors = hub.shelf.since(self.scope, self.shelf.cursors(), limit=limit)
            self.shelf.take(parcel, cursors)
            if not parcel.events:
                return taken
            taken.append(parcel)

    def exchange(self, hub: Hub) -> None:
        self.up(hub)
        self.down(hub)

    def verify(self) -> None:
        self.house.shelf.journal.verify(lambda _: None)

    def rebuild(self) -> None:
        self.house.shelf.journal.rebuild(self.house.shelf.ledger.reckon(), lambda _: None)


Units = Callable[..., Unit]


def unit_in(var: Path, url: str, origin: str, code: str) -> Unit:
    """Open a unit over bare tables and let it begin to write."""
    said = Settings(
        var_folder=var,
        database_url=url,
        master_key=f"{int(code):064x}",
        twilio_auth_token="a token made for tests",
        public_url="https://unit.example",
        origin=origin,
    )
    house = _of_unit(build(said, clock=StoodClock(), shipped=shipped()), int(code))
    epochs = StoreEpochs(house.shelf.ledger)
    epochs.begin(origin, 1, (code,), actor="system:test", only_first=True)
    scope = Scope(origin=origin, epoch=1, buckets=frozenset({PISAC_DISTRICT}))
    return Unit(house, scope)


def _of_unit(house: House, code: int) -> House:
    ledger = replace(house.shelf.ledger, lane=code, performs=frozenset({"recount"}))
    journal = StoreJournal(house.shelf.database, at_unit=True)
    return replace(
        house,
        shelf=replace(house.shelf, ledger=ledger, journal=journal),
        people=replace(house.people, ledger=ledger),
        opening=replace(house.opening, ledger=ledger),
        moving=replace(house.moving, ledger=ledger),
        trips=replace(
            house.trips,
            visiting=replace(house.visiting, ledger=ledger),
            moving=replace(house.trips.moving, ledger=ledger),
        ),
    )


def waiting(unit: Unit) -> Parcel:
    """Read all that one chain of a unit has waiting."""
    (parcel,) = unit.shelf.pending(limit=500)
    return parcel


def part(parcel: Parcel, first: int, last: int) -> Parcel:
    """Take a part of a run."""
    return replace(parcel, events=parcel.events[first - 1 : last])


def accepted(hub: Hub, parcel: Parcel, suspect: str = "") -> Acknowledged:
    """Let a hub take a parcel in."""
    return hub.shelf.accept(parcel, transport="http", suspect=suspect)


def begin_again(unit: Unit, epoch: int, code: str) -> Unit:
    """Let a unit begin a new epoch, as after a restore."""
    epochs = StoreEpochs(unit.house.shelf.ledger)
    epochs.begin(unit.scope.origin, epoch, (code,), actor="system:test", only_first=False)
    return replace(unit, scope=replace(unit.scope, epoch=epoch))


def shared(hub: Hub, unit: Unit) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read what both have of the unit's districts, row by row."""
    return _shared(hub.house, unit), _shared(unit.house, unit)


def _shared(house: House, unit: Unit) -> dict[str, Any]:
    places = unit.scope.buckets | {EVERYWHERE}
    cases = [row for row in rows(house, "case_file") if row["district"] in places]
    people = {row["applicant"] for row in cases}
    return {
        "cases": cases,
        "citizens": [row for row in rows(house, "citizen") if _lives_in(row, places, people)],
        "visits": [row for row in rows(house, "visit") if row["district"] in places],
    }


def _lives_in(row: Any, places: frozenset[str], people: set[str]) -> bool:  # noqa: ANN401 - a row
    return row["id"] in people or any(f'"district":"{place}"' in row["facts"] for place in places)


def untaught(work: StoreWork) -> None:
    """Let a place fold nothing, as one whose software knows no rule at all."""

    def fold_nothing(_event: Event, /) -> None:
        """Take whatever is told."""

    work.projections.fold = fold_nothing  # type: ignore[assignment,method-assign] # of this one
