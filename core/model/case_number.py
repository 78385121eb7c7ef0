"""The number of a case: ten figures that a person can say, type and check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model.check_digits import damm_digit, ends_in_damm_digit
from core.model.digits import Group, fold_figures, runs
from core.model.permutation import SIZE
from core.refusals import NumberIncomplete, NumberMissing, NumberTooLong, NumberWrongCheck

LENGTH = 10
_CODE, _COUNTER = 3, 6
_SPOKEN = (3, 3, 4)
_FIGURES = frozenset("0123456789")


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """Code (3), shown counter (6) and Damm check digit (1); it exists only if it checks."""

    digits: str

    def __post_init__(self) -> None:
        if len(self.digits) != LENGTH or not _FIGURES.issuperset(self.digits):
            raise ValueError("a case number has ten figures")
        if not ends_in_damm_digit(self.digits):
            raise ValueError("the check digit of a case number agrees")

    @classmethod
    def parse(cls, text: str) -> "CaseNumber":
        """Read a number asked for by itself: all the figures of the text, in any spelling."""
        figures = "".join(letter for letter in fold_figures(text) if letter in _FIGURES)
        if not figures:
            raise NumberMissing
        if len(figures) < LENGTH:
            raise NumberIncomplete(found=len(figures), expected=LENGTH)
        if len(figures) > LENGTH:
            raise NumberTooLong(found=len(figures), expected=LENGTH)
        if not ends_in_damm_digit(figures):
            raise NumberWrongCheck
        return cls(figures)

    @classmethod
    def compose(cls, code: str, shown: int) -> "CaseNumber":
        """Make the number of a code and a shown counter."""
        if len(code) != _CODE or not _FIGURES.issuperset(code):
            raise ValueError("a number code has three figures")
        if not 0 <= shown < SIZE:
            raise ValueError(f"a shown counter lies between 0 and {SIZE - 1}")
        figures = f"{code}{shown:0{_COUNTER}d}"
        return cls(figures + damm_digit(figures))

    @property
    def code(self) -> str:
        """Tell the code, which serves one origin and epoch."""
        return self.digits[:_CODE]

    @property
    def body(self) -> str:
        """Tell the counter as it is shown."""
        return self.digits[_CODE:-1]

    @property
    def check(self) -> str:
        """Tell the check digit."""
        return self.digits[-1]

    @property
    def grouped(self) -> str:
        """Write the number as it is printed and spoken: 140-000-4276."""
        return f"{self.digits[:3]}-{self.digits[3:6]}-{self.digits[6:]}"

    def __str__(self) -> str:
        return self.digits


def find_number(text: str) -> CaseNumber | None:
    """Find the one number in free text; none if there is none, or if there are several."""
    found = {number for run in runs(text) for number in _numbers_in(run)}
    return found.pop() if len(found) == 1 else None


def grouped_numbers(run: Sequence[Group]) -> Iterator[range]:
    """Tell which groups of a run are a number as people write it: ten figures, or 3-3-4."""
    sizes = tuple(len(group.figures) for group in run)
    for first, size in enumerate(sizes):
        count = 1 if size == LENGTH else len(_SPOKEN)
        is_spelling = size == LENGTH or sizes[first : first + count] == _SPOKEN
        if is_spelling and ends_in_damm_digit(_joined(run[first : first + count])):
            yield range(first, first + count)


def _numbers_in(run: Sequence[Group]) -> Iterator[CaseNumber]:
    for groups in grouped_numbers(run):
        yield CaseNumber(_joined(run[groups.start : groups.stop]))
    figures = _joined(run)
    if len(figures) == LENGTH and ends_in_damm_digit(figures):
        yield CaseNumber(figures)


def _joined(run: Sequence[Group]) -> str:
    return "".join(group.figures for group in run)
