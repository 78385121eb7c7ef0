"""Says a refusal to staff with names for the codes that stand in it, at the desk and in the CLI."""

from collections.abc import Iterator, Mapping

from core.model.answers import Line, RefusalAnswer
from core.model.letter import LetterState
from core.model.letter_needs import ANSWERS, LISTS, OF_HOUSE
from core.model.moves import MOVES
from core.model.print_run import RunState
from core.model.state import State
from core.ports import Wording
from core.refusals import IllegalMove, LetterIncomplete, LetterMoved, Refusal, RunMoved

LANGUAGE, CHANNEL = "es", "page"
# Facts that staff tell and that have words of their own; a template of tomorrow may ask others.
ASKED = frozenset(
    {
        "answer_given",
        "asked_on",
        "authority",
        "effective_on",
        "exhausts",
        "first_date",
        "first_hour",
        "new_date",
        "new_hour",
        "question",
        "remedy",
        "resolution",
        "resolution_number",
    }
)
OF_CARGO = frozenset({"received_by", "relation", "features"})
OF_LETTER = frozenset({*OF_HOUSE, *LISTS, *ANSWERS, *OF_CARGO})
# Which sentence has room for names, and under which the code of each fact has one.
_NAMED: Mapping[type[Refusal], tuple[str, Mapping[str, Mapping[str, str]]]] = {
    IllegalMove: (
        "page.problem.illegal",
        {
            "state": {state.value: f"page.state.{state}" for state in State},
            "move": {move: f"page.move.{move}" for move in MOVES},
        },
    ),
    LetterMoved: (
        "page.problem.letter_moved",
        {"state": {state.value: f"page.letter.state.{state}" for state in LetterState}},
    ),
    RunMoved: (
        "page.problem.run_moved",
        {"state": {state.value: f"page.run.state.{state}" for state in RunState}},
    ),
    LetterIncomplete: (
        "page.problem.letter_incomplete",
        {
            "field": {
                **{name: f"page.letter.fact.{name}" for name in OF_LETTER},
                **{name: f"page.letter.ask.{name}" for name in ASKED},
            }
        },
    ),
}
_OTHER: Mapping[type[Refusal], str] = {LetterIncomplete: "page.letter.ask.other"}


def refusal_words(wording: Wording, refusal: Refusal) -> str:
    """Say what is wrong with a thing, and the way on."""
    names = tuple(_names(refusal))
    lines = RefusalAnswer(refusal).must_tell
    if names:
        said = wording.compose(LANGUAGE, CHANNEL, [Line(message, {}) for _, message in names])
        facts = dict(zip((fact for fact, _ in names), said.texts, strict=True))
        lines = (Line(_NAMED[type(refusal)][0], facts),)
    return " ".join(wording.compose(LANGUAGE, CHANNEL, lines).texts)


def _names(refusal: Refusal) -> Iterator[tuple[str, str]]:
    """List each fact with the message that names it; none, where one of them has no name."""
    _, known = _NAMED.get(type(refusal), ("", {}))
    other = _OTHER.get(type(refusal), "")
    found = {name: codes.get(str(refusal.facts[name]), other) for name, codes in known.items()}
    return iter(found.items() if all(found.values()) else ())
