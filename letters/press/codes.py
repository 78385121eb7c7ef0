"""The codes of a letter: one on the front of every sheet, and those of the part to tear off."""

from core.model.letter_id import SheetCode
from letters.blocks import LetterText
from letters.code import code_of, draw
from letters.envelope import SHEET_HEIGHT, Rectangle
from letters.slip import LAYOUTS, sheet_codes


def codes_on_front(text: LetterText, sheet: int, sheets: int, place: Rectangle) -> bytes:
    """Draw every code of the front of a sheet as operators of its page."""
    code = SheetCode(letter=text.id, sheet=sheet, sheets=sheets, run=text.run)
    drawn = [_drawn(code, place)]
    if text.slip is not None and sheet == 1:
        each = sheet_codes(LAYOUTS[text.slip.kind], code)
        drawn.extend(_drawn(of_slip, where) for of_slip, where in each)
    return b"\n".join(drawn)


def sheets_of(pages: int) -> int:
    """Count the sheets that pages fill when both sides are printed."""
    return (pages + 1) // 2


def _drawn(code: SheetCode, place: Rectangle) -> bytes:
    return draw(code_of(str(code)), place, SHEET_HEIGHT)
