"""The two presses, and the one place that imports WeasyPrint."""

from letters.press.sheet_style import FONTS
from letters.press.typeset_press import MOST_BYTES, MOST_PAGES, Press, Printed

__all__ = ["FONTS", "MOST_BYTES", "MOST_PAGES", "Press", "Printed"]
