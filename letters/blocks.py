"""What a letter says, piece by piece: the one form that every press prints."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.letter_id import LetterId


class Style(StrEnum):
    """How a piece of text is set; sizes and spaces are the press's own."""

    TITLE = "title"
    GREETING = "greeting"
    HEADING = "heading"
    LEAD = "lead"
    TEXT = "text"
    ITEM = "item"
    LABEL = "label"
    VALUE = "value"
    CLOSING = "closing"
    SIGNER = "signer"
    SMALL = "small"


class Frame(StrEnum):
    """What stands around some pieces: nothing, four lines, or one line above."""

    NONE = "none"
    BOX = "box"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set in one way; one that is unbroken stays on one line."""

    text: str
    is_bold: bool = False
    is_unbroken: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or item."""

    style: Style
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Read it as it is spoken."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on by hand, after its label; `lines` more under it if the answer is long."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Pieces that belong together, in one language; a short one is not split over two pages."""

    pieces: tuple[Block | Blank, ...]
    frame: Frame = Frame.NONE
    language: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands beside the window: a label and what it names."""

    label: str
    value: str
    is_large: bool = False


class SlipKind(StrEnum):
    """What is torn off at the bottom: none, an answer by post, an acknowledgement, a card."""

    REPLY = "reply"
    ACKNOWLEDGEMENT = "acknowledgement"
    WALLET = "wallet"


@dataclass(frozen=True, slots=True)
class Slip:
    """The part to tear off; `texts` are its words under the names of its kind's layout."""

    kind: SlipKind
    texts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """All that one letter prints, worded in one language and ready for any press.

    `language` is a BCP 47 tag; `is_large` asks for the large print (16 points at least).
    """

    id: LetterId
    kind: str
    language: str
    sender: str
    sender_place: str
    address: tuple[str, ...]
    facts: tuple[Fact, ...]
    title: str
    sections: tuple[Section, ...]
    slip: Slip | None = None
    is_large: bool = False
    run: str = field(default="", kw_only=True)

    def blocks(self) -> Iterator[Block | Blank]:
        """List every piece in the order of reading."""
        for section in self.sections:
            yield from section.pieces
