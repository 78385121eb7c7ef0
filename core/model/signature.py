"""A signature drawn on a screen: strokes of points, small enough to travel with its event."""

import re
from dataclasses import dataclass

from core.refusals import DrawingInvalid

WIDTH, HEIGHT = 600, 200
LONGEST = 2400
FEWEST_POINTS = 4
_STROKE = re.compile(r"[0-9]{1,3},[0-9]{1,3}(?: [0-9]{1,3},[0-9]{1,3})*")
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signature:
    """Strokes as `x,y x,y;x,y`, in a field of 600 by 200."""

    strokes: tuple[tuple[Point, ...], ...]

    @classmethod
    def parse(cls, text: str) -> "Signature":
        """Read one, or refuse what is too long, too short or no drawing at all."""
        if len(text) > LONGEST:
            raise DrawingInvalid
        strokes = tuple(_points(stroke) for stroke in text.strip(";").split(";"))
        if sum(map(len, strokes)) < FEWEST_POINTS:
            raise DrawingInvalid
        return cls(strokes)

    @property
    def text(self) -> str:
        """Write it as it was read."""
        return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in self.strokes)

    @property
    def path(self) -> str:
        """Write it as the path of a drawing: numbers and two letters, nothing else."""
        return " ".join("M" + "L".join(f"{x} {y}" for x, y in stroke) for stroke in self.strokes)


def _points(stroke: str) -> tuple[Point, ...]:
    if _STROKE.fullmatch(stroke) is None:
        raise DrawingInvalid
    pairs = (point.split(",") for point in stroke.split(" "))
    points = tuple((int(x), int(y)) for x, y in pairs)
    if any(x > WIDTH or y > HEIGHT for x, y in points):
        raise DrawingInvalid
    return points
