"""How far a case has come on its route, told by the offices where it has been."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from core.model.route import Deviation, Route, Station
from core.model.term import Term


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a case at an office: `term` is pinned by the hand-over, none off any route."""

    office: str
    since: date | None
    term: Term | None = None
    deviation: Deviation | None = None
    is_extended: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """The step that a case has reached, -1 before the first; `is_off` while it lies elsewhere."""

    route: Route
    step: int = -1
    is_off: bool = False

    @property
    def station(self) -> Station | None:
        """The station where the case lies, none while it lies off its route."""
        if self.is_off or self.step < 0:
            return None
        return self.route.stations[self.step]

    @property
    def regular(self) -> tuple[Station, ...]:
        """Where it may go without a reason, the expected station first.

        Off the route it goes back to where it left; stations that may be skipped are passed over.
        """
        return (*self._left(), *self._ahead())

    def after(self, office: str, deviation: Deviation | None) -> "Position":
        """Tell where a hand-over leads."""
        step = self._step_of(office, deviation)
        if step is None:
            return Position(self.route, self.step, is_off=True)
        return Position(self.route, step)

    def _left(self) -> tuple[Station, ...]:
        return (self.route.stations[self.step],) if self.is_off and self.step >= 0 else ()

    def _ahead(self) -> Iterator[Station]:
        for station in self.route.stations[self.step + 1 :]:
            yield station
            if not station.is_optional:
                return

    def _step_of(self, office: str, deviation: Deviation | None) -> int | None:
        """Find a station on the way on, else on the way back; what is returned goes back first."""
        steps = [at for at, station in enumerate(self.route.stations) if station.office == office]
        if self.step in steps:
            return self.step
        ahead = next((at for at in steps if at > self.step), None)
        behind = next((at for at in reversed(steps) if at < self.step), None)
        if deviation is Deviation.DEVUELTO:
            ahead, behind = behind, ahead
        return behind if ahead is None else ahead


def follow(beginning: Position, stays: Iterable[Stay]) -> tuple[Position, ...]:
    """Tell the position at the beginning and after every stay: the same for the same history."""
    return tuple(
        accumulate(
            stays,
            lambda position, stay: position.after(stay.office, stay.deviation),
            initial=beginning,
        )
    )
