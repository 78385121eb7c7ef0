"""Finds in a text the case numbers, the clave and whatever else was meant as a number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from core.model.case_number import LENGTH
from core.model.check_digits import ends_in_damm_digit
from core.model.clave import LENGTH as CLAVE_LENGTH

# From here on a number was meant.
FEWEST_FIGURES = 6
_NEAR_A_CLAVE = frozenset({CLAVE_LENGTH - 1, CLAVE_LENGTH, CLAVE_LENGTH + 1})
_DOCUMENT = 8
_SPOKEN, _PRINTED_CLAVE = (3, 3, 4), (3, 3)
_GROUP = re.compile(r"[0-9]+")
_GAP = r"[\s.,;:_/\\|+()#*·\u2010-\u2015\u2212-]{1,3}"
_RUN = re.compile(rf"[0-9]+(?:{_GAP}[0-9]+)*")
_DATE = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:20|19)?[0-9]{2}"
    r"|(?:20|19)[0-9]{2}([/.-])[0-9]{1,2}\2[0-9]{1,2})(?![0-9])"
)
# Figures that are told apart by their separators are a date only if they can be one.
_LAST_MONTH, _LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that stand together, and where."""

    figures: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the figures of a text are: numbers whose check digit agrees, and all the others.

    `clave` may be one figure short or long where nothing else can be meant: it is told so.
    """

    numbers: tuple[str, ...] = ()
    clave: str | None = field(default=None, repr=False)
    meant: str = ""
    document: str = field(default="", repr=False)
    short: str = ""

    @property
    def has_six(self) -> bool:
        """Say whether what looks like a clave has the six figures of one."""
        return self.clave is not None and len(self.clave) == CLAVE_LENGTH


def find_figures(text: str, *, clave_is_said: bool) -> Figures:
    """Read the figures of a text in which look-alikes are already figures."""
    undated = _without_dates(text)
    runs = list(_runs(undated))
    found: dict[str, None] = {}
    left: list[Sequence[Group]] = []
    for run in runs:
        numbers, rest = _numbers_of(run)
        found.update(dict.fromkeys(numbers))
        left += [rest] if rest else []
    pieces = [piece for run in left for piece in _pieces(undated, run)]
    only_figures = re.search(r"[^\W\d_]", undated) is None
    return Figures(
        numbers=tuple(found),
        clave=_clave(pieces, lenient=bool(found) and (clave_is_said or only_figures)),
        meant="" if found else _meant(left),
        document=next((piece for piece in pieces if len(piece) == _DOCUMENT), ""),
        short=pieces[0] if len(pieces) == 1 and len(pieces[0]) < CLAVE_LENGTH - 1 else "",
    )


def _without_dates(text: str) -> str:
    """Blank out days, which are neither claves nor numbers."""

    def blanked(day: re.Match[str]) -> str:
        parts = [int(part) for part in _GROUP.findall(day[0])]
        small = [part for part in parts if part <= _LAST_DAY]
        is_day = len(small) >= len(parts) - 1 and any(part <= _LAST_MONTH for part in small)
        return " ; x ; ".ljust(len(day[0])) if is_day else day[0]

    return _DATE.sub(blanked, text)


def _runs(text: str) -> Iterator[tuple[Group, ...]]:
    for run in _RUN.finditer(text):
        groups = _GROUP.finditer(text, run.start(), run.end())
        yield tuple(Group(group[0], group.start(), group.end()) for group in groups)


def _numbers_of(run: Sequence[Group]) -> tuple[list[str], Sequence[Group]]:
    """Tell the numbers of a run as people write them, and the groups that are left."""
    numbers: list[str] = []
    left: list[Group] = []
    place = 0
    while place < len(run):
        count = _spelling_at(run, place)
        if count:
            numbers.append(_joined(run[place : place + count]))
            place += count
        else:
            left.append(run[place])
            place += 1
    if numbers:
        return numbers, left
    return _own_grouping(run)


def _spelling_at(run: Sequence[Group], place: int) -> int:
    """Count the groups that make a number here: ten figures together, or 3-3-4."""
    if _is_number(run[place].figures):
        return 1
    three = run[place : place + len(_SPOKEN)]
    is_spoken = tuple(len(group.figures) for group in three) == _SPOKEN
    return len(_SPOKEN) if is_spoken and _is_number(_joined(three)) else 0


def _own_grouping(run: Sequence[Group]) -> tuple[list[str], Sequence[Group]]:
    """Read a run that is one number in any groups, alone or with its clave before or after."""
    figures = _joined(run)
    if _is_number(figures):
        return [figures], ()
    if len(figures) != LENGTH + CLAVE_LENGTH:
        return [], run
    ends = set(accumulate(len(group.figures) for group in run))
    first, last = figures[:LENGTH], figures[CLAVE_LENGTH:]
    if (LENGTH in ends or len(run) == 1) and _is_number(first):
        return [first], (Group(figures[LENGTH:], run[-1].start, run[-1].end),)
    if CLAVE_LENGTH in ends and _is_number(last):
        return [last], (Group(figures[:CLAVE_LENGTH], run[0].start, run[0].end),)
    return [], run


def _pieces(text: str, run: Sequence[Group]) -> list[str]:
    """Join groups that only blanks part, pairs of figures, and what is printed 3-3."""
    figures = [group.figures for group in run]
    blank = all(text[left.end : right.start].isspace() for left, right in pairwise(run))
    if blank or tuple(map(len, figures)) == _PRINTED_CLAVE:
        return ["".join(figures)]
    return figures


def _clave(pieces: Sequence[str], *, lenient: bool) -> str | None:
    """Find the one thing that can be a clave; a date or a DNI never costs a guess."""
    if lenient and len(pieces) == 1 and len(pieces[0]) in _NEAR_A_CLAVE:
        return pieces[0]
    sixes = [piece for piece in pieces if len(piece) == CLAVE_LENGTH]
    return sixes[0] if len(sixes) == 1 else None


def _meant(left: Sequence[Sequence[Group]]) -> str:
    """Choose the figures that were meant as the number, to be refused for their own fault."""
    for run in left:
        for place, group in enumerate(run):
            three = run[place : place + len(_SPOKEN)]
            if len(group.figures) == LENGTH:
                return group.figures
            if tuple(len(one.figures) for one in three) == _SPOKEN:
                return _joined(three)
    figures = max(map(_joined, left), key=len, default="")
    if len(figures) == LENGTH + CLAVE_LENGTH:
        return figures[:LENGTH]
    return figures if len(figures) >= FEWEST_FIGURES else ""


def _is_number(figures: str) -> bool:
    return len(figures) == LENGTH and ends_in_damm_digit(figures)


def _joined(run: Sequence[Group]) -> str:
    return "".join(group.figures for group in run)
