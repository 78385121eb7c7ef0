"""Of which paper a letter that is written again is a copy: the first one that was printed."""

from dataclasses import dataclass
from datetime import datetime

from core.model.letter import Letter, LetterStep
from core.model.letter_id import LetterId
from core.ports import Letters


@dataclass(frozen=True, slots=True)
class FirstPrint:
    """A letter that lay on paper, and since when."""

    letter: LetterId
    at: datetime


def first_print(letters: Letters, letter: Letter) -> FirstPrint | None:
    """Go back through the letters that this one replaces; one set aside was never on paper."""
    found, here = None, letter
    while here.reprint_of:
        before = letters.get(LetterId(here.reprint_of))
        if before is None:
            break
        printed = (one for one in letters.steps(before.id) if one.step is LetterStep.PRINT)
        found = next((FirstPrint(before.id, one.at) for one in printed), found)
        here = before
    return found
