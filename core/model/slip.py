"""What somebody said on a slip that came back: each box as a machine read it, or could not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.letter_id import SheetCode


class Said(StrEnum):
    """What a box says; one that was struck out, or is hard to tell, is for a person to read."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Mark:
    """A box as it was read, and how surely, from 0 to 1."""

    said: Said
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRead:
    """A slip that came back: its boxes by name, and pictures (PNG) of what is written by hand."""

    code: SheetCode
    kind: str
    boxes: Mapping[str, Mark]
    crops: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def says(self, name: str) -> bool:
        """Say whether a box is surely ticked."""
        return self.said(name) is Said.YES

    def said(self, name: str) -> Said:
        """Tell what a box says; one that was not printed says nothing."""
        mark = self.boxes.get(name)
        return Said.NO if mark is None else mark.said

    @property
    def unsure(self) -> tuple[str, ...]:
        """Name the boxes that a person has to read."""
        return tuple(name for name, mark in self.boxes.items() if mark.said is Said.UNSURE)
