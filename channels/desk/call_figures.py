"""What the desk shows of calls: figures of whole days, never so small that one caller is seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

LEAST = 5
FEW = "menos de 5"
# Nine of ten means nothing of fewer.
LEAST_FOR_NINE_OF_TEN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageFigures:
    """How soon calls in one language were answered."""

    language: str
    calls: int
    answered: int
    median_seconds: float | None
    p90_seconds: float | None

    @property
    def half(self) -> str:
        """Tell how soon half of them were answered, if they are enough to tell."""
        return _seconds(self.median_seconds) if self.answered >= LEAST else ""

    @property
    def nine_of_ten(self) -> str:
        """Tell how soon nine of ten were answered, if they are enough to tell."""
        return _seconds(self.p90_seconds) if self.answered >= LEAST_FOR_NINE_OF_TEN else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFigures:
    """How many calls came by a step, and how many were hung up there; `does` and `says` name it."""

    step: str
    does: str
    says: str
    calls: int
    left: int

    @property
    def is_bad(self) -> bool:
        """Say whether so many hang up here that someone should look at the step."""
        return veiled(self.left) * 4 >= max(veiled(self.calls), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFigures:
    """The calls of some whole days; both days are counted. `marks` are 1 (helped) and 2."""

    since: date
    until: date
    calls: int
    became: Mapping[str, int]
    marks: Mapping[str, int]
    languages: tuple[LanguageFigures, ...]
    steps: tuple[StepFigures, ...]


class CallBoard(Protocol):
    """Counts calls, and draws where they went."""

    def figures(self, days: int, /) -> CallFigures:
        """Count the calls of the last whole days."""
        ...

    def drawing(self, days: int, /) -> str | None:
        """Draw them as SVG; nothing where this machine cannot draw."""
        ...


def veiled(count: int) -> int:
    """Round down to fives: no difference of two figures then tells of one caller."""
    return count - count % LEAST


def told(count: int) -> str:
    """Tell a count so that no single caller is seen."""
    return str(veiled(count)) if count >= LEAST else FEW


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.0f} s"
