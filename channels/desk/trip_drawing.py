"""Draws a trip as a line with its stops: what is done, what comes next and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.model.visit import Visit, VisitState

WIDTH, A_ROW, STEP, HEIGHT = 640, 16, 40, 44


@dataclass(frozen=True, slots=True)
class Dot:
    """One stop on the line; `kind` is done, cancelled, late, next or coming."""

    kind: str
    stop: Visit
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TripLine:
    """The line of a trip, sixteen stops to a row."""

    dots: tuple[Dot, ...]
    rows: tuple[tuple[int, int], ...]
    height: int
    width: int = WIDTH

    def count(self, kind: str) -> int:
        """Count the stops of one kind."""
        return sum(dot.kind == kind for dot in self.dots)


def draw_trip(stops: Sequence[Visit], today: date) -> TripLine:
    """Draw the stops in their order; the next one is the first that is still to come."""
    coming = next((one.id for one in stops if one.is_planned and not one.is_late(today)), "")
    dots = tuple(
        Dot(_kind(stop, coming, today), stop, _x(at % A_ROW), _y(at // A_ROW))
        for at, stop in enumerate(stops)
    )
    rows = tuple(
        (_y(row), _x(min(A_ROW, len(stops) - row * A_ROW) - 1))
        for row in range(-(-len(stops) // A_ROW))
    )
    return TripLine(dots, rows, HEIGHT * max(1, len(rows)))


def _kind(stop: Visit, coming: str, today: date) -> str:
    if stop.state is VisitState.DONE:
        return "done"
    if stop.state is VisitState.CANCELLED:
        return "cancelled"
    if stop.is_late(today):
        return "late"
    return "next" if stop.id == coming else "coming"


def _x(at: int) -> int:
    return STEP // 2 + STEP * at


def _y(row: int) -> int:
    return HEIGHT // 2 + HEIGHT * row
