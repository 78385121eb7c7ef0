"""What came of one scanned page: a sheet of ours, or a page left for a person with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.letter_id import SheetCode
from core.model.slip import Mark, SlipRead
from letters.blocks import SlipKind


class Why(StrEnum):
    """Why a page is left for a person."""

    BLANK = "blank"  # the back of a sheet: nothing to do
    NO_CODE = "no_code"  # scan it again, or type the name that stands under the code
    FOREIGN = "foreign"  # a code of another system: not a letter of ours
    MISREAD = "misread"  # a code like ours whose check letter is wrong
    BROKEN = "broken"  # a file that is no picture, or is cut off
    TOO_LARGE = "too_large"  # scan it again at 300 dots an inch
    AGAIN = "again"  # the same picture was read before


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLeft:
    """A page, or a file of page 0, that told nothing new; it is listed, never lost."""

    file: str
    page: int
    sha256: str
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSeen:
    """A sheet of ours on a page; `sha256` names the page's picture.

    `slip` is the kind of the slip on it, if there is one. `crops` are pictures (PNG) of what was
    written by hand. A slip that could not be straightened has all of its boxes unsure.
    """

    file: str
    page: int
    sha256: str
    code: SheetCode
    slip: SlipKind | None = None
    boxes: Mapping[str, Mark] = field(default_factory=dict)
    crops: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def read(self) -> SlipRead | None:
        """Give what the slip says, for the case."""
        if self.slip is None:
            return None
        return SlipRead(code=self.code, kind=self.slip.value, boxes=self.boxes, crops=self.crops)


Seen = SheetSeen | PageLeft
