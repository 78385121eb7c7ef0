from dataclasses import replace

import pytest

from config.letter_specimens import specimen
from core.model.letter import LetterKind
from core.refusals import LetterUnprintable
from letters.blocks import Fact, LetterText, Slip
from letters.envelope import C5, DL
from letters.press import Press
from letters.press.both import BothPresses
from tests.letters.letter_texts import chance_of, status

LETTER = status(chance_of(2))
REMINDER = specimen(LetterKind.REMINDER)
LONG = "Subgerencia de Programas Sociales y Desarrollo Humano " * 9


def with_long_slip() -> LetterText:
    assert REMINDER.slip is not None
    texts = REMINDER.slip.texts | {"return_to": LONG}
    return replace(REMINDER, slip=Slip(REMINDER.slip.kind, texts))


@pytest.mark.parametrize(
    ("letter", "problem"),
    [
        (replace(LETTER, sender_place=LONG), "head_too_long"),
        (replace(LETTER, facts=LETTER.facts * 2), "facts_too_long"),
        (replace(LETTER, facts=(Fact("Referencia", LONG),)), "facts_too_long"),
        (with_long_slip(), "slip_too_long"),
    ],
)
def test_a_letter_whose_words_would_stand_on_others_is_refused_by_both_presses(
    letter: LetterText, problem: str
) -> None:
    for make in (Press().print_letter, BothPresses.of((DL, C5)).make):
        with pytest.raises(LetterUnprintable) as refused:
            make(letter)
        assert refused.value.facts["problem"] == problem
