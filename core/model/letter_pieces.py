"""The pieces that a letter's template is written of: messages, answers, lists and blanks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from core.model.body import Body
from core.model.told_facts import ToldFacts

STYLES = (
    *("title", "greeting", "heading", "lead", "text", "item", "label", "value"),
    *("closing", "signer", "small"),
)
FRAMES = ("none", "box", "rule")
MOST_LINES = 12
_SPOKEN = re.compile(r"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)(?:\(([a-z_]+(?:, [a-z_]+)*)\))?")
_CONDITION = ("when", "unless")

Part = Literal["must", "may"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the catalogue with the facts that it is given: `letter.reach(phone, number)`."""

    id: str
    facts: tuple[str, ...] = ()

    @classmethod
    def parse(cls, body: Body, field: str) -> "Message":
        """Read one as templates write it."""
        written = _SPOKEN.fullmatch(body.text(field))
        if written is None:
            raise body.refuse("not_message", field)
        return cls(written[1], tuple(written[2].split(", ")) if written[2] else ())


@dataclass(frozen=True, slots=True)
class Condition:
    """When a piece is printed: only with a fact, or only without one."""

    when: str = ""
    unless: str = ""

    @classmethod
    def parse(cls, body: Body) -> "Condition":
        """Read it; most pieces have none."""
        return cls(body.maybe_text("when") or "", body.maybe_text("unless") or "")

    def holds(self, facts: ToldFacts) -> bool:
        """Say whether the piece is printed."""
        return (not self.when or facts.has(self.when)) and not (
            self.unless and facts.has(self.unless)
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A message in a style; with `each` it is said once for every row of a list."""

    style: str
    message: Message
    each: str = ""
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class Answered:
    """The lines of the letter's answer: what must be told, or what may be."""

    style: str
    part: Part
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class LeftBlank:
    """Lines to write on under a label; `filled` is said instead where its facts are known."""

    label: Message
    lines: int = 1
    filled: Message | None = None
    condition: Condition = Condition()


Piece = Said | Answered | LeftBlank


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSection:
    """Pieces that stand together; one that is whole is not split over two pages."""

    pieces: tuple[Piece, ...]
    frame: str = "none"
    is_whole: bool = False
    condition: Condition = Condition()

    @classmethod
    def parse(cls, row: Body) -> "TemplateSection":
        """Read a section, or refuse it with the field that is wrong."""
        row.only("pieces", "frame", "whole", *_CONDITION)
        pieces = tuple(_piece(piece) for piece in row.parts("pieces"))
        if not pieces:
            raise row.refuse("empty", "pieces")
        return cls(
            pieces=pieces,
            frame=row.choice("frame", FRAMES) if row.has("frame") else "none",
            is_whole=row.flag("whole") if row.has("whole") else False,
            condition=Condition.parse(row),
        )


def _piece(row: Body) -> Piece:
    if row.has("blank"):
        return _blank(row)
    if row.has("answer"):
        row.only("answer", "style", *_CONDITION)
        style, part = row.choice("style", STYLES), row.choice("answer", PARTS)
        return Answered(style, part, Condition.parse(row))
    style = next((style for style in STYLES if row.has(style)), "")
    if not style:
        raise row.refuse("missing", "text")
    row.only(style, "each", *_CONDITION)
    each = row.maybe_text("each") or ""
    return Said(style, Message.parse(row, style), each, Condition.parse(row))


def _blank(row: Body) -> LeftBlank:
    row.only("blank", "lines", "filled", *_CONDITION)
    lines = row.whole("lines", least=1) if row.has("lines") else 1
    if lines > MOST_LINES:
        raise row.refuse("too_large", "lines")
    filled = Message.parse(row, "filled") if row.has("filled") else None
    return LeftBlank(Message.parse(row, "blank"), lines, filled, Condition.parse(row))


def texts_by_name(part: Body) -> Mapping[str, Message]:
    """Read a mapping of names to messages, as the words of a slip are written."""
    return {name: Message.parse(part, name) for name in part.fields}
