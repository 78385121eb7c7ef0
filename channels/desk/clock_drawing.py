"""Draws the time of a case against the legal term: days as lengths, for the page to draw in SVG."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.casework import CaseFile

WIDTH, LEFT, RIGHT = 640, 10, 10
LEAST_DAYS = 14


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time on the drawing: `kind` is run, pause or citizen."""

    kind: str
    since: date
    until: date
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One day on the drawing (started, due, silence, today); `anchor` keeps its words inside."""

    kind: str
    on: date
    x: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A case's time from the day it was presented to the last day that matters."""

    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH


def draw(file: CaseFile, today: date) -> Drawing | None:
    """Draw a case's time, or nothing where no day is known."""
    first = file.case.presented_on or file.case.received_on or file.case.clock.started_on
    if first is None:
        return None
    days = _days(file, today)
    scale = _Scale(first, max(*days.values(), first + timedelta(days=LEAST_DAYS)))
    marks = tuple(scale.mark(kind, on) for kind, on in days.items())
    return Drawing(tuple(_spans(file, scale, today)), marks)


def _days(file: CaseFile, today: date) -> dict[str, date]:
    silence_on, decide_by = file.deadlines.silence_on, file.deadlines.decide_by
    due = file.standing.due
    if due == silence_on and decide_by is not None:
        due = decide_by.on
    known = {
        "started": file.case.clock.started_on,
        "due": due,
        "silence": silence_on,
        "today": today,
    }
    return {kind: on for kind, on in known.items() if on is not None}


def _spans(file: CaseFile, scale: "_Scale", today: date) -> Iterator[Span]:
    clock = file.case.clock
    decide_by = file.deadlines.decide_by
    if clock.started_on is not None:
        ended = clock.issued_on or (today if decide_by is None else decide_by.on)
        yield scale.span("run", clock.started_on, ended)
    for pause in clock.pauses:
        yield scale.span("pause", pause.since, pause.until or today)
    if clock.citizen_since is not None and file.standing.due is not None:
        yield scale.span("citizen", clock.citizen_since, file.standing.due)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turns days into lengths."""

    first: date
    last: date

    def span(self, kind: str, since: date, until: date) -> Span:
        start, end = self._x(since), self._x(max(since, until))
        return Span(kind, since, until, start, max(3, end - start))

    def mark(self, kind: str, on: date) -> Mark:
        x = self._x(on)
        anchor = "start" if x < WIDTH / 4 else "end" if x > 3 * WIDTH / 4 else "middle"
        return Mark(kind, on, x, anchor)

    def _x(self, day: date) -> int:
        whole = (self.last - self.first).days
        part = min(max((day - self.first).days, 0), whole)
        return LEFT + round(part / whole * (WIDTH - LEFT - RIGHT))
