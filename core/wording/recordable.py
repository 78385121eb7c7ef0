"""Cuts the words of a language into what a speaker can record: whole prompts and runs of words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from core.wording.message import PLACE
from core.wording.po_files import Entry

VOICE = "voice"
# A message is told by its own name; where facts stand in it, each run of words is a piece of it.
_PIECE = "{msgid}-{number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """One sound to be recorded: its name, and the words to be read."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place between two runs of words, where a fact is told in a manner."""

    fact: str
    manner: str


Cut = tuple[Piece | Gap, ...]


def cuts(entry: Entry) -> tuple[Cut, ...]:
    """Cut each form of one message; a sign that stands alone between two facts is no sound."""
    if len(entry.texts) == 1 and not entry.facts:
        return ((Piece(entry.msgid, entry.texts[0]),) if entry.texts[0] else (),)
    numbers = count(1)
    return tuple(tuple(_cut(entry.msgid, text, numbers)) for text in entry.texts)


def pieces(entry: Entry) -> tuple[Piece, ...]:
    """List what a speaker reads of one message."""
    return tuple(each for cut in cuts(entry) for each in cut if isinstance(each, Piece))


def spoken(entries: Iterable[Entry]) -> tuple[Piece, ...]:
    """List what a speaker reads of every message of the voice."""
    return tuple(piece for entry in entries if entry.channel == VOICE for piece in pieces(entry))


def is_glued(entry: Entry) -> bool:
    """Say whether an ending hangs on a fact ("{key}ta"): no speaker can read that alone."""
    return any(
        text[place.start() - 1 : place.start()].isalnum() or text[place.end() :][:1].isalnum()
        for text in entry.texts
        for place in PLACE.finditer(text)
    )


def _cut(msgid: str, text: str, numbers: Iterator[int]) -> Iterator[Piece | Gap]:
    end = 0
    for place in PLACE.finditer(text):
        yield from _run(msgid, text[end : place.start()], numbers)
        yield Gap(place[1], place[2] or "")
        end = place.end()
    yield from _run(msgid, text[end:], numbers)


def _run(msgid: str, text: str, numbers: Iterator[int]) -> Iterator[Piece]:
    words = text.strip(" .,;:")
    if any(sign.isalnum() for sign in words):
        yield Piece(_PIECE.format(msgid=msgid, number=next(numbers)), words)
