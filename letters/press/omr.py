"""Marks by which an inserter knows which sheets are one letter, off unless a machine reads them.

A column of short bars in the left margin of each front, as inserters of several makers read them:
a benchmark and a safety mark always, then the first and the last sheet of a letter, parity, and a
count from one to three by which a sheet that went missing is noticed.
"""

from dataclasses import dataclass

from letters.envelope import SHEET_HEIGHT
from letters.page import MM_PER_PT

ROUND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Where the column of marks stands, in millimetres from the left and top of the sheet."""

    left: float = 5.0
    top: float = 169.0
    width: float = 10.0
    thick: float = 0.5
    pitch: float = 3.2

    def on(self, sheet: int, sheets: int, *, number: int) -> bytes:
        """Draw the marks of a sheet of the letter with this number in its file."""
        count = number % ROUND + 1
        said = [True, True, sheet == 1, sheet == sheets, count & 1 > 0, count & 2 > 0]
        said.append(sum(said) % 2 == 1)  # with it, the number of marks is even
        bars = "".join(self._bar(place) for place, is_said in enumerate(said) if is_said)
        return f"/Artifact BMC q 0 g {bars}f Q EMC".encode("ascii")

    def _bar(self, place: int) -> str:
        left, wide = self.left / MM_PER_PT, self.width / MM_PER_PT
        low = (SHEET_HEIGHT - self.top - place * self.pitch - self.thick) / MM_PER_PT
        return f"{left:.2f} {low:.2f} {wide:.2f} {self.thick / MM_PER_PT:.2f} re "
