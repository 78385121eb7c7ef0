"""A letter's words as bytes, to be sealed and printed later exactly as they were read."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.model.event import canonical
from core.model.letter_id import LetterId
from letters.blocks import (
    Blank,
    Block,
    Fact,
    Frame,
    LetterText,
    Run,
    Section,
    Slip,
    SlipKind,
    Style,
)


def write(text: LetterText) -> bytes:
    """Write a letter in the one way that its hash names."""
    return canonical(asdict(text) | {"id": text.id.code})


def read(written: bytes) -> LetterText:
    """Read back what `write` wrote."""
    told: dict[str, Any] = json.loads(written)
    return LetterText(
        **{
            **told,
            "id": LetterId(told["id"]),
            "address": tuple(told["address"]),
            "facts": tuple(Fact(**fact) for fact in told["facts"]),
            "sections": tuple(map(_section, told["sections"])),
            "slip": None if told["slip"] is None else _slip(told["slip"]),
        }
    )


def _section(told: Mapping[str, Any]) -> Section:
    pieces = tuple(map(_piece, told["pieces"]))
    return Section(**{**told, "pieces": pieces, "frame": Frame(told["frame"])})


def _piece(told: Mapping[str, Any]) -> Block | Blank:
    if "label" in told:
        return Blank(**told)
    return Block(Style(told["style"]), tuple(Run(**run) for run in told["runs"]))


def _slip(told: Mapping[str, Any]) -> Slip:
    return Slip(SlipKind(told["kind"]), dict(told["texts"]))
