"""Window envelopes, and where a sheet that slides inside them is always, or ever, seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.refusals import SettingInvalid

SHEET_WIDTH = 210.0
SHEET_HEIGHT = 297.0


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An area in millimetres from the left and the top of whatever bears it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Tell how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Tell how high it is."""
        return self.bottom - self.top

    def shared_with(self, other: "Rectangle") -> "Rectangle":
        """Keep what lies in both."""
        return Rectangle(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def around(self, other: "Rectangle") -> "Rectangle":
        """Draw the smallest area that holds both."""
        return Rectangle(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Zones:
    """Where on an A4 sheet the address must stand (`safe`), and nothing else may (`quiet`)."""

    safe: Rectangle
    quiet: Rectangle


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope with a window, and the height of the A4 sheet once folded into it."""

    name: str
    width: float
    height: float
    window: Rectangle
    fold: float

    def zones(self) -> Zones:
        """Take the play of the sheet off the window (always seen), and add it (ever seen)."""
        play_x = self.width - SHEET_WIDTH
        play_y = self.height - self.fold
        if play_x < 0 or play_y < 0:
            raise SettingInvalid(setting="envelope", problem=f"{self.name}: the sheet does not fit")
        panel = Rectangle(0.0, 0.0, SHEET_WIDTH, self.fold)
        seen = self.window
        safe = Rectangle(seen.left, seen.top, seen.right - play_x, seen.bottom - play_y)
        quiet = Rectangle(seen.left - play_x, seen.top - play_y, seen.right, seen.bottom)
        return Zones(safe.shared_with(panel), quiet.shared_with(panel))


# ISO 269 sizes with the window of DIN 680: 90 x 45 mm, 20 mm from the left, 15 mm (DL) or
# 60 mm (C5) from the bottom.
DL = Envelope(
    name="DL", width=220.0, height=110.0, window=Rectangle(20.0, 50.0, 110.0, 95.0), fold=105.0
)
C5 = Envelope(
    name="C5", width=229.0, height=162.0, window=Rectangle(20.0, 57.0, 110.0, 102.0), fold=148.5
)


def shared_zone(envelopes: Sequence[Envelope]) -> Zones:
    """Find the one layout that serves every envelope, so that one PDF goes into any of them."""
    if not envelopes:
        raise SettingInvalid(setting="envelope", problem="no envelope is named")
    each = [envelope.zones() for envelope in envelopes]
    shared = each[0]
    for zones in each[1:]:
        shared = Zones(shared.safe.shared_with(zones.safe), shared.quiet.around(zones.quiet))
    return shared
