"""Cuts the words of a language into what a speaker can record: whole prompts, pieces and parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.wording.message import PLACE
from core.wording.po_files import Entry
from core.wording.spanish_numbers import cardinal

VOICE = "voice"
# A message is told by its own name; where facts stand in it, each run of words is a piece of it.
_PIECE, _PART = "{msgid}-{number}", "{kind}-{number}"
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
SPANISH_DIGITS = tuple(cardinal(digit) for digit in range(10))
# Attested word by word on the Quechua pages of gob.pe and in the AmericasNLP 2021 word lists.
DIGITS: Mapping[str, tuple[str, ...]] = {
    "quz": (
        *("ch'usaq", "huk", "iskay", "kimsa", "tawa"),
        *("pisqa", "suqta", "qanchis", "pusaq", "isqun"),
    ),
    "quy": (
        *("chusaq", "huk", "iskay", "kimsa", "tawa"),
        *("pichqa", "suqta", "qanchis", "pusaq", "isqun"),
    ),
    "ayr": (
        *("ch'usa", "maya", "paya", "kimsa", "pusi"),
        *("phisqa", "suxta", "paqallqu", "kimsaqallqu", "llätunka"),
    ),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One sound to be recorded: its name, and the words to be read."""

    name: str
    text: str


def pieces(entry: Entry) -> tuple[Piece, ...]:
    """Cut one message; a sign that stands alone between two facts is no sound."""
    if len(entry.texts) == 1 and not entry.facts:
        return (Piece(entry.msgid, entry.texts[0]),) if entry.texts[0] else ()
    words = (run.strip(" .,;:") for text in entry.texts for run in _runs(text))
    said = [run for run in words if run]
    return tuple(
        Piece(_PIECE.format(msgid=entry.msgid, number=number), text)
        for number, text in enumerate(said, start=1)
    )


def spoken(entries: Iterable[Entry]) -> tuple[Piece, ...]:
    """Cut every message of the voice."""
    return tuple(piece for entry in entries if entry.channel == VOICE for piece in pieces(entry))


def parts_of(language: str) -> tuple[Piece, ...]:
    """List what numbers and dates are put together from.

    Days and months are said in Spanish wherever no reviewer has said otherwise.
    """
    digits = DIGITS.get(language, SPANISH_DIGITS)
    return tuple(
        Piece(_PART.format(kind=kind, number=number), text)
        for kind, texts, first in (
            ("digit", digits, 0),
            ("day", tuple(cardinal(day) for day in range(1, 32)), 1),
            ("weekday", WEEKDAYS, 1),
            ("month", MONTHS, 1),
        )
        for number, text in enumerate(texts, start=first)
    )


def _runs(text: str) -> Iterator[str]:
    end = 0
    for place in PLACE.finditer(text):
        yield text[end : place.start()]
        end = place.end()
    yield text[end:]
