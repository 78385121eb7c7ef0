"""Tells which letters of the house are copies, and marks them so when they go on paper."""

from datetime import date
from zoneinfo import ZoneInfo

from config.house import House
from core.first_print import first_print
from core.model.letter import Letter
from core.model.letter_id import LetterId
from letters.blocks import LetterText
from letters.copies import as_copy


def copied(house: House, letter: Letter) -> tuple[LetterId, date] | None:
    """Tell of which letter one is a copy, and on which day of the country that was printed."""
    first = first_print(house.shelf.letters, letter)
    if first is None:
        return None
    return first.letter, first.at.astimezone(ZoneInfo(house.country.time_zone)).date()


def marked(house: House, letter: Letter, text: LetterText) -> LetterText:
    """Mark what was printed before; the words themselves stay as they were sealed."""
    copy = copied(house, letter)
    return text if copy is None else as_copy(text, house.wording, *copy)
