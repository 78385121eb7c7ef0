"""Reads a text as a person types it: a case number in any spelling, or a word and what follows."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise

from channels.sms.asked import (
    Asked,
    ChoiceAsked,
    HelpAsked,
    LostNumberAsked,
    MoreAsked,
    MyCasesAsked,
    OfficeAsked,
    ProcedureAsked,
    ShortcutAsked,
    StatusAsked,
    VisitAsked,
    WishAsked,
)
from channels.sms.words import KEYWORDS, NUMBERED, Keyword
from core.model.case_number import LENGTH, find_number
from core.model.clave import LENGTH as CLAVE_LENGTH
from core.model.digits import Group, fold_figures, runs
from core.refusals import TextMissing, TextNotUnderstood, TextTooLong

LONGEST = 1600
FEWEST_FIGURES = 6  # from here on a case number was meant
LIKE_A_CLAVE = range(CLAVE_LENGTH - 1, CLAVE_LENGTH + 2)
_SPOKEN, _PRINTED_CLAVE = (3, 3, 4), (3, 3)
_ANY_GAP = "[^0-9]*"
# The way almost everyone writes; what follows reads the same texts alike, and all the others.
_BARE = re.compile(r"([0-9]{3})[ .-]?([0-9]{3})[ .-]?([0-9]{4})(?: ([0-9]{6}))?")
_NOT_WORD = re.compile(r"[\W_]+")
_CHOICE = re.compile(r"(?:(?:OPCION|NUMERO|EL|LA) )?([1-9])")
# A wish has a word: jj, ok and sí are none.
_WORD = re.compile(r"[A-Z]{3}")


def read(text: str) -> Asked:
    """Tell what a text asks, or refuse it with a word on why."""
    bare = _BARE.fullmatch(text)
    if bare is not None:
        return StatusAsked("".join(bare.group(1, 2, 3)), bare[4])
    if len(text) > LONGEST:
        raise TextTooLong(limit=LONGEST)
    words = plain(text).split()
    if not words:
        raise TextMissing
    keyword, rest = _keyword(words)
    if keyword in _WITH_WORDS and rest and not _is_wish(keyword, rest):
        return _WITH_WORDS[keyword](rest)
    groups = [group.figures for run in runs(text) for group in run]
    if sum(map(len, groups)) >= FEWEST_FIGURES:
        return _status(text, groups)
    if keyword in _ALONE:
        return _ALONE[keyword]
    return _wish(text, words, keyword)


def _is_wish(keyword: Keyword | None, rest: Sequence[str]) -> bool:
    """Say whether what is lost is no number: PERDI MI BREVETE asks for a procedure."""
    has_figures = any(map(str.isdigit, "".join(rest)))
    return keyword is Keyword.LOST_NUMBER and not has_figures and NUMBERED.isdisjoint(rest)


def _wish(text: str, words: Sequence[str], keyword: Keyword | None) -> Asked:
    written = " ".join(words)
    choice = _CHOICE.fullmatch(written)
    if choice is not None:
        return ChoiceAsked(choice[1])
    is_bare = keyword is not None and KEYWORDS.get(written) is keyword
    if is_bare or _WORD.search(written) is None:
        raise TextNotUnderstood
    return WishAsked(text)


def plain(text: str) -> str:
    """Write a text in capitals, without accents or anything that is not a letter or a figure."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare).strip().upper()


def _keyword(words: Sequence[str]) -> tuple[Keyword | None, Sequence[str]]:
    for length in (3, 2, 1):
        keyword = KEYWORDS.get(" ".join(words[:length]))
        if keyword is not None:
            return keyword, words[length:]
    return None, words


def _procedure(rest: Sequence[str]) -> Asked:
    if len(rest) == 1 and rest[0].isascii() and rest[0].isdigit():
        return ShortcutAsked(rest[0])
    return ProcedureAsked(_code(rest))


def _code(rest: Sequence[str]) -> str:
    """Write a code as the documents write it, whatever stood between its words."""
    return "-".join(rest).lower()


_WITH_WORDS: Mapping[Keyword | None, Callable[[Sequence[str]], Asked]] = {
    Keyword.PROCEDURE: _procedure,
    Keyword.OFFICE: lambda rest: OfficeAsked(_code(rest)),
    Keyword.LOST_NUMBER: lambda rest: LostNumberAsked("".join(rest)),
    Keyword.VISIT: lambda rest: VisitAsked(" ".join(rest)),
}
_ALONE: Mapping[Keyword | None, Asked] = {
    Keyword.HELP: HelpAsked(),
    Keyword.MORE: MoreAsked(),
    Keyword.MY_CASES: MyCasesAsked(),
}


def _status(text: str, groups: Sequence[str]) -> StatusAsked:
    number = find_number(text)
    meant = number.digits if number is not None else _meant(groups)
    return StatusAsked(meant, _clave(text, meant))


def _meant(groups: Sequence[str]) -> str:
    """Choose the figures that were meant as the number, so that it is refused for its own fault."""
    for first, figures in enumerate(groups):
        spelling = groups[first : first + len(_SPOKEN)]
        if len(figures) == LENGTH:
            return figures
        if tuple(map(len, spelling)) == _SPOKEN:
            return "".join(spelling)
    figures = "".join(groups)
    ends = set(accumulate(map(len, groups)))
    if LENGTH in ends or len(figures) == LENGTH + CLAVE_LENGTH:
        return figures[:LENGTH]
    return figures


def _clave(text: str, number: str) -> str | None:
    """Find what was given as the clave; one figure too few or too many is a clave written wrong.

    Nothing else counts, so that a date or a DNI beside the number never costs a guess.
    """
    beside = re.sub(_ANY_GAP.join(number), "|", fold_figures(text), count=1)
    found = [figures for run in runs(beside) for figures in _pieces(beside, run)]
    if len(found) == 1 and len(found[0]) in LIKE_A_CLAVE:
        return found[0]
    sixes = [figures for figures in found if len(figures) == CLAVE_LENGTH]
    return sixes[0] if len(sixes) == 1 else None


def _pieces(text: str, run: Sequence[Group]) -> Sequence[str]:
    """Join groups that only spaces part, or that are printed 3-3; `20/11/26` is a day."""
    figures = [group.figures for group in run]
    spaced = all(text[left.end : right.start].isspace() for left, right in pairwise(run))
    if spaced or tuple(map(len, figures)) == _PRINTED_CLAVE:
        return ["".join(figures)]
    return figures
