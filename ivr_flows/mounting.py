"""Puts the steps of a part, written once, where a script calls for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from core.refusals import DocumentInvalid
from ivr_flows.fields import Fields
from ivr_flows.migrations import FIELD, migrate

KIND = "script"
DEEPEST = 3  # parts in parts; deeper, no author still knows where a call is
_LEADS = ("then", "silence", "wrong", "back", "repeat", "empty", "otherwise", "exhausted")
_LEAD_BY_NAME = ("keys", "ways")

Parts = Callable[[str], object]
Steps = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Part:
    """The steps of a part as they are written, the first of them, and the ways out of it."""

    name: str
    steps: Mapping[str, object]
    start: str
    exits: Mapping[str, str]


def mounted(steps: Mapping[str, object], parts: Parts, document: str) -> Steps:
    """Replace each step that calls for a part by the part's own steps, parts of parts included.

    The first of them takes the name of the step, the others stand under it: `rate`, `rate.kept`.
    """
    return _Mounting(parts, document).all_of(steps, ())


@dataclass(frozen=True, slots=True)
class _Mounting:
    parts: Parts
    document: str

    def all_of(self, steps: Mapping[str, object], within: tuple[str, ...]) -> Steps:
        """List the steps with every part in its place; `within` names the parts around them."""
        done: Steps = {}
        for name, step in steps.items():
            is_call = isinstance(step, Mapping) and KIND in step
            placed = self._part(name, step, within) if is_call else {name: step}
            for each in placed:
                if each in done or (each != name and each in steps):
                    self._refuse(name, f"a step `{each}` is there already")
            done |= placed
        return done

    def _part(self, name: str, step: object, within: tuple[str, ...]) -> Steps:
        fields = Fields(step, document=self.document, node=name)
        wanted, exits = fields.text(KIND), fields.ways("ways")
        fields.finish()
        if wanted in within:
            self._refuse(name, f"part `{wanted}` is in itself")
        if len(within) == DEEPEST:
            self._refuse(name, f"more than {DEEPEST} parts in one another")
        part = self._read(name, wanted, exits)
        placed = {
            _placed(name, part, each): self._led(name, part, step)
            for each, step in part.steps.items()
        }
        return self.all_of(placed, (*within, wanted))

    def _read(self, name: str, wanted: str, exits: Mapping[str, str]) -> _Part:
        body = self.parts(wanted)
        if body is None:
            self._refuse(name, f"no part `{wanted}`")
        fields = Fields(body, document=self.document, node=name)
        if FIELD not in fields:
            fields.refuse(f"part `{wanted}` does not say its `{FIELD}`")
        fields = Fields(migrate(body, self.document), document=self.document, node=name)
        fields.count(FIELD)
        fields.count("version")
        fields.one_of("part", (wanted,))
        start, steps = fields.text("start"), fields.mapping("nodes")
        fields.finish()
        if start not in steps:
            self._refuse(name, f"part `{wanted}` has no step `{start}`")
        for way in exits:
            if way in steps:
                self._refuse(name, f"`{way}` is a step of part `{wanted}`, and no way out of it")
        return _Part(wanted, steps, start, exits)

    def _led(self, name: str, part: _Part, step: object) -> object:
        """Lead a step of a part to where its ways now are."""
        if not isinstance(step, Mapping):
            return step
        led = dict(step)
        for field, value in step.items():
            if field in _LEADS:
                led[field] = self._way(name, part, value)
            elif field in _LEAD_BY_NAME and isinstance(value, Mapping):
                led[field] = {key: self._way(name, part, way) for key, way in value.items()}
        return led

    def _way(self, name: str, part: _Part, way: object) -> object:
        if not isinstance(way, str):
            return way
        if way in part.steps:
            return _placed(name, part, way)
        if way not in part.exits:
            self._refuse(
                name, f"part `{part.name}` leads to `{way}`, and `ways` does not say where"
            )
        return part.exits[way]

    def _refuse(self, node: str, problem: str) -> NoReturn:
        raise DocumentInvalid(document=self.document, node=node, problem=problem)


def _placed(name: str, part: _Part, step: str) -> str:
    return name if step == part.start else f"{name}.{step}"
