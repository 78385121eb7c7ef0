"""A paragraph as the words that lines are filled with: what is glued, and where each space is.

A box is what WeasyPrint shapes in one go: plain runs that touch are one box, a bold or unbroken
run is a box of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from letters.blocks import Blank, Block, LetterText, Run
from letters.press.shaping import HARD_SPACE, SPACE, Unproven


class Gap(Enum):
    """What stands before a word: nothing, or a space in its box, the last one's, or its own."""

    NONE = "none"
    INSIDE = "inside"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"


class Piece(NamedTuple):
    """A word, or the part of one that stands in one box."""

    box: int
    text: str
    gap: Gap


Token = tuple[Piece, ...]
# Nothing breaks here but at spaces (UAX 14): a hyphen holds before a figure.
_HOLDS = re.compile(r"[^\W_]+(?:(?:[ .,:]|-(?=\d))[^\W_]+)*")


def boxes_of(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join plain runs that touch; figures that hold with hard spaces are plain."""
    joined: list[Run] = []
    for run in runs:
        plain = _plain(run)
        if plain and joined and not (joined[-1].is_bold or joined[-1].is_unbroken):
            joined[-1] = Run(joined[-1].text + plain)
        elif run.text:
            joined.append(Run(plain) if plain else run)
    return tuple(joined)


def with_few_boxes(text: LetterText) -> LetterText:
    """Write a letter so that only what would break is kept from breaking: both presses do."""
    sections = tuple(
        replace(section, pieces=tuple(_with_few_boxes(piece) for piece in section.pieces))
        for section in text.sections
    )
    return replace(text, sections=sections)


def _with_few_boxes(piece: Block | Blank) -> Block | Blank:
    return piece if isinstance(piece, Blank) else replace(piece, runs=boxes_of(piece.runs))


def is_tidy(text: str) -> bool:
    """Say whether there is a text, with single spaces between its words alone."""
    return bool(text) and text[0] != SPACE and text[-1] != SPACE and "  " not in text


def _plain(run: Run) -> str:
    """Write a run as plain text, if it can be, so that it need not be a box of its own."""
    if run.is_bold:
        return ""
    if not run.is_unbroken:
        return run.text
    return run.text.replace(SPACE, HARD_SPACE) if _HOLDS.fullmatch(run.text) else ""


def tokens_of(boxes: Sequence[Run]) -> tuple[Token, ...]:
    """Split a paragraph where its spaces may break."""
    whole = "".join(box.text for box in boxes)
    if not is_tidy(whole):
        raise Unproven
    tokens: list[list[Piece]] = []
    for piece, may_break in _pieces(boxes):
        if may_break or not tokens:
            tokens.append([piece])
        else:
            tokens[-1].append(piece)
    return tuple(tuple(token) for token in tokens)


def _pieces(boxes: Sequence[Run]) -> Iterator[tuple[Piece, bool]]:
    """List the words with what stands before each, and whether a line may break there."""
    pending = Gap.NONE
    for number, box in enumerate(boxes):
        first, *rest = box.text.split(SPACE)
        if box.is_unbroken and not (first and (not rest or rest[-1])):
            raise Unproven
        gap = Gap.INSIDE if first else Gap.AFTER
        if first:
            yield Piece(number, first, pending), pending is not Gap.NONE
            pending = Gap.NONE
        elif pending is not Gap.NONE:
            raise Unproven
        for word in rest:
            if word:
                yield Piece(number, word, gap), not box.is_unbroken
                gap = Gap.INSIDE
            else:  # a space that ends the box is before the next one, or all of this one
                pending = Gap.BEFORE if gap is Gap.INSIDE else Gap.BETWEEN
