"""A refusal that carries codes is said to staff in names, at the desk and in the CLI alike."""

import pytest

from channels.porch.refusal_words import ASKED, OF_LETTER, refusal_words
from config.shipped import read_wording
from core.model.letter import LetterState
from core.model.moves import MOVES
from core.model.print_run import RunState
from core.model.state import State
from core.refusals import IllegalMove, LetterIncomplete, LetterMoved, Refusal, RunMoved

CODED: list[Refusal] = [
    *(LetterMoved(state=state.value) for state in LetterState),
    *(RunMoved(state=state.value) for state in RunState),
    *(LetterIncomplete(field=name) for name in sorted(OF_LETTER | ASKED)),
    *(IllegalMove(state=state.value, move=move) for state in State for move in MOVES),
]


def test_no_code_of_a_letter_a_run_or_a_case_is_left_in_the_words() -> None:
    wording = read_wording()
    for refusal in CODED:
        words = refusal_words(wording, refusal)
        codes = {str(fact) for fact in refusal.facts.values()}
        assert not any(code in words.split() for code in codes if "_" in code or code.isupper())
        assert "_" not in words, refusal.facts
        assert words.endswith("."), words


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (
            LetterMoved(state="ENTREGADA_AL_CORREO"),
            "Ese paso no va ahora. La carta está así: Entregada al correo.",
        ),
        (
            RunMoved(state="LISTO"),
            "Eso no va ahora. El tiraje está así: Listo para la impresora.",
        ),
        (
            LetterIncomplete(field="visit_on"),
            "Falta un dato para la carta: «Día de la visita».",
        ),
        (
            LetterIncomplete(field="a_fact_of_tomorrow"),
            "Falta un dato para la carta: «Dato que pide esta carta».",
        ),
        (LetterMoved(state="EN_LA_LUNA"), "Ese paso no va ahora: la carta está en EN_LA_LUNA."),
    ],
)
def test_a_code_that_nobody_named_is_said_as_it_is_or_as_another_fact(
    refusal: Refusal, words: str
) -> None:
    assert refusal_words(read_wording(), refusal) == words
