"""Slips that came back, as a reader tells them, for the tests of what becomes of them."""

from core.model.letter import Letter
from core.model.letter_id import SheetCode
from core.model.slip import Mark, Said, SlipRead

YES, NO, UNSURE = (Mark(said, 0.9) for said in Said)
PICTURE = b"\x89PNG of figures"


def a_slip(letter: Letter, kind: str = "reply", **boxes: Mark) -> SlipRead:
    code = SheetCode(letter=letter.id, sheet=1, sheets=1, spot="R1")
    return SlipRead(code=code, kind=kind, boxes=boxes)


def written(letter: Letter, kind: str = "reply", *names: str) -> SlipRead:
    code = SheetCode(letter=letter.id, sheet=1, sheets=1, spot="R1")
    return SlipRead(code=code, kind=kind, boxes={}, crops=dict.fromkeys(names, PICTURE))
