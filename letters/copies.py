"""Marks a letter as a copy, on its paper and nowhere in the words that somebody approved."""

from dataclasses import replace
from datetime import date

from core.model.answers import Line
from core.model.letter_id import LetterId
from core.ports import Wording
from letters.blocks import Block, LetterText, Run, Section, Style
from letters.composing import CHANNEL


def as_copy(text: LetterText, wording: Wording, first: LetterId, printed_on: date) -> LetterText:
    """Say before anything else of the letter which one it copies: in the text, off every zone."""
    language, *_ = wording.languages(CHANNEL)
    line = Line("letter.copy", {"letter": first.grouped, "printed_on": printed_on})
    (mark,) = wording.compose(language, CHANNEL, (line,)).texts
    section = Section((Block(Style.TEXT, (Run(mark, is_bold=True),)),), is_whole=True)
    return replace(text, sections=(section, *text.sections))
