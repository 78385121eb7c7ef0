"""Draws what sessions carried: a pair of bars for each, what went up beside what came down."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.exchange_session import ExchangeSession

WIDTH, HEIGHT, FLOOR, LEFT = 640, 110, 90, 8
MOST_DRAWN = 50
STEP = (WIDTH - 2 * LEFT) // MOST_DRAWN
BAR = STEP // 2 - 1
LEAST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One session from left to right: the heights of what went up and came down."""

    x: int
    up: int
    down: int
    is_bad: bool


@dataclass(frozen=True, slots=True)
class SessionDrawing:
    """The sessions of a list, the oldest at the left; `most` is what the highest bar stands for."""

    bars: tuple[Bar, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    bar: int = BAR


def draw_sessions(sessions: Sequence[ExchangeSession]) -> SessionDrawing | None:
    """Draw sessions that come newest first; nothing where there is nothing to compare."""
    shown = tuple(reversed(sessions[:MOST_DRAWN]))
    most = max((max(one.bytes_up, one.bytes_down) for one in shown), default=0)
    if not most:
        return None
    bars = tuple(
        Bar(
            x=LEFT + at * STEP,
            up=_height(one.bytes_up, most),
            down=_height(one.bytes_down, most),
            is_bad=bool(one.code),
        )
        for at, one in enumerate(shown)
    )
    return SessionDrawing(bars, most)


def _height(count: int, most: int) -> int:
    """Let the least that was carried still be seen."""
    return max(LEAST, round(count / most * (FLOOR - 10))) if count else 0
