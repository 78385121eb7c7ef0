"""A letter as the stamp sees it: every element by name, and what decides how it is set."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from core.model.letter_id import LetterId
from letters.blocks import Blank, Block, Frame, LetterText, Run, Section, Slip, Style
from letters.press.boxes import MARKER, SLIP
from letters.slip import LAYOUTS

Key = tuple[object, ...]
Words = str | tuple[tuple[str, bool, bool], ...]  # what runs say, as what is quick to look up
COUNTER, SUBJECT, NAME = "@bottom-right", "@top-left", "@right-top"


class Item(NamedTuple):
    """One element: its name on the page, the role that decides its look, and its words."""

    name: str
    role: Key
    words: Words
    written: tuple[Run, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """Tell its words as runs; most elements are one plain run, made when it is asked for."""
        return self.written or (Run(str(self.words)),)


class Piece(NamedTuple):
    """An element of the text, with its number of section and, if it is a blank, its lines."""

    item: Item
    section: int
    frame: Frame
    marker: Item | None = None
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """All elements of a letter by the part of the page that they belong to."""

    print_key: Key
    head: tuple[Item, ...]
    window: tuple[Item, ...]
    aside: tuple[Item, ...]
    slip: tuple[Item, ...]
    slip_key: Key
    title: Item
    pieces: tuple[Piece, ...]
    name: Item

    @property
    def items(self) -> Iterator[Item]:
        """List everything that is written, but what tells the number of a page."""
        yield from (*self.head, *self.window, *self.aside, *self.slip, self.title)
        for piece in self.pieces:
            if piece.marker is not None:
                yield piece.marker
            yield piece.item
        yield self.name


def drawn(text: LetterText) -> Drawn:
    """Take a letter apart."""
    return Drawn(
        print_key=(text.is_large, text.language),
        head=(_item("sender", text.sender), _item("place", text.sender_place)),
        window=tuple(_item(f"a{n}", line, "a") for n, line in enumerate(text.address)),
        aside=tuple(_aside(text)),
        slip=tuple(_slip(text.slip, text.id)) if text.slip else (),
        slip_key=(text.slip.kind.value, *text.slip.texts) if text.slip else (),
        title=_item("title", text.title),
        pieces=tuple(_pieces(text)),
        name=_item(NAME, text.id.grouped),
    )


def counter(page: int, pages: int) -> Item:
    """Tell which page it is, as people and inserters read it."""
    return _item(COUNTER, f"{page} / {pages}")


def subject(text: LetterText) -> Item:
    """Tell which letter a later page belongs to."""
    return _item(SUBJECT, text.title)


def _item(name: str, said: str, role: str = "") -> Item:
    return Item(name, (role or name,), said)


def _slip(slip: Slip, letter: LetterId) -> Iterator[Item]:
    for label in LAYOUTS[slip.kind].labels:
        if label.name in slip.texts:
            name = f"{SLIP}label {slip.kind}-label-{label.name}"
            yield _item(name, slip.texts[label.name])
    yield _item(f"{SLIP}name {slip.kind}-name", letter.grouped)


def _aside(text: LetterText) -> Iterator[Item]:
    for number, fact in enumerate(text.facts):
        yield _item(f"l{number}", fact.label, "l")
        yield _item(f"v{number}", fact.value, "V" if fact.is_large else "v")


def _pieces(text: LetterText) -> Iterator[Piece]:
    number = 0
    for place, section in enumerate(text.sections):
        for listed, piece in _numbered(section):
            yield _piece(f"p{number}", piece_of=(place, section), piece=piece, listed=listed)
            number += 1


def _numbered(section: Section) -> Iterator[tuple[int, Block | Blank]]:
    listed = 0
    for piece in section.pieces:
        is_item = not isinstance(piece, Blank) and piece.style is Style.ITEM
        listed = listed + 1 if is_item else 0
        yield listed, piece


def _piece(name: str, *, piece_of: tuple[int, Section], piece: Block | Blank, listed: int) -> Piece:
    place, section = piece_of
    language = section.language
    frame = section.frame.value
    if isinstance(piece, Blank):
        item = _item(name, piece.label)._replace(role=("blank", piece.lines, frame, language))
        return Piece(item, place, section.frame, lines=piece.lines)
    # Values and not members: Python works out the hash of a member of an enumeration each time.
    role = (piece.style.value, frame, language)
    words = tuple([(run.text, run.is_bold, run.is_unbroken) for run in piece.runs])
    item = Item(name, role, words, piece.runs)
    marker = _item(name + MARKER, f"{listed}.")._replace(role=(MARKER, *role)) if listed else None
    return Piece(item, place, section.frame, marker)
