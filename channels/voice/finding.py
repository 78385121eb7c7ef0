"""The questions that find a procedure by letters: a caller spells with the keys of the phone."""

from collections.abc import Callable, Mapping
from typing import Protocol

from core import refusals
from core.model.answers import Answer, ProcedureAnswer
from core.model.choices import ChoicesAnswer
from core.refusals import Refusal

Arguments = Mapping[str, str]


class Finding(Protocol):
    """The part of the core's finding that a caller may ask by keys."""

    def by_letters(self, keys: str, country: str, /) -> ChoicesAnswer:
        """Answer what begins with the letters on these keys."""
        ...

    def chosen_by_letters(self, keys: str, place: str, country: str, /) -> ProcedureAnswer:
        """Answer about the one that was chosen by its place in what these keys offer."""
        ...


def _by_letters(finding: Finding, country: str, given: Arguments) -> Answer:
    return finding.by_letters(given.get("letters", ""), country)


def _by_choice(finding: Finding, country: str, given: Arguments) -> Answer:
    keys, place = given.get("letters", ""), given.get("choice", "")
    return finding.chosen_by_letters(keys, place, country)


FINDING: Mapping[str, Callable[[Finding, str, Arguments], Answer]] = {
    "procedure.by_letters": _by_letters,
    "procedure.by_choice": _by_choice,
}

REFUSED: Mapping[str, tuple[type[Refusal], ...]] = {
    "procedure.by_letters": (refusals.ProcedureNotUnderstood,),
    "procedure.by_choice": (
        refusals.ProcedureNotUnderstood,
        refusals.ChoiceUnknown,
        refusals.ProcedureUnknown,
    ),
}
