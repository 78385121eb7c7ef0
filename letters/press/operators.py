"""What stands on a page as PDF operators: figures in points from the bottom left of the sheet."""

from collections.abc import Iterable

from letters.envelope import SHEET_HEIGHT
from letters.page import MM_PER_PT, Page
from letters.press.boxes import Bar
from letters.press.breaking import Line
from letters.press.sheet_style import marks

PT_PER_PX = 0.75
PX_PER_MM = 1 / MM_PER_PT / PT_PER_PX
HEIGHT_PT = SHEET_HEIGHT / MM_PER_PT
MARK_LEFT, MARK_THICK = 5.0, 0.2
DASH = 3


def figure(value: float) -> str:
    """Write a figure to a hundredth of a point."""
    return f"{value:.2f}"


def shown(line: Line, size: float) -> str:
    """Show one line, box after box."""
    points = figure(size * PT_PER_PX)
    return "".join(
        f"/F{segment.is_bold:d} {points} Tf[({segment.shown})]TJ" for segment in line
    ).replace("()", "")


def begun_at(left: float) -> str:
    """Begin to place lines, so many CSS pixels from the left."""
    return f"1 0 0 1 {figure(left * PT_PER_PX)} "


def height_of(baseline: float) -> str:
    """End the same, so many CSS pixels from the top."""
    return f"{figure(HEIGHT_PT - baseline * PT_PER_PX)} Tm"


def drawn(bars: Iterable[Bar]) -> str:
    """Draw black bars, and lines to cut along."""
    solid = [_area(bar) for bar in bars if not bar.is_dashed]
    dashed = [_cut(bar) for bar in bars if bar.is_dashed]
    return "".join((*solid, "f\n" if solid else "", *dashed))


def sheet_marks(page: Page) -> tuple[Bar, ...]:
    """List the marks at the edge of the first page, where to fold and to punch."""
    return tuple(
        Bar(
            MARK_LEFT * PX_PER_MM,
            (height - MARK_THICK / 2) * PX_PER_MM,
            (MARK_LEFT + length) * PX_PER_MM,
            (height + MARK_THICK / 2) * PX_PER_MM,
        )
        for height, length in marks(page)
    )


def _area(bar: Bar) -> str:
    left, bottom = bar.left * PT_PER_PX, HEIGHT_PT - bar.bottom * PT_PER_PX
    wide, high = (bar.right - bar.left) * PT_PER_PX, (bar.bottom - bar.top) * PT_PER_PX
    return f"{figure(left)} {figure(bottom)} {figure(wide)} {figure(high)} re\n"


def _cut(bar: Bar) -> str:
    wide, high = bar.right - bar.left, bar.bottom - bar.top
    thick = min(wide, high) * PT_PER_PX
    if wide > high:
        middle = figure(HEIGHT_PT - (bar.top + high / 2) * PT_PER_PX)
        ends = f"{figure(bar.left * PT_PER_PX)} {middle} m {figure(bar.right * PT_PER_PX)} {middle}"
    else:
        middle = figure((bar.left + wide / 2) * PT_PER_PX)
        low, up = (HEIGHT_PT - edge * PT_PER_PX for edge in (bar.bottom, bar.top))
        ends = f"{middle} {figure(low)} m {middle} {figure(up)}"
    return f"q [{DASH}] 0 d {figure(thick)} w {ends} l S Q\n"
