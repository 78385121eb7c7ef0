"""Whether a language can be heard on the phone: by a machine's voice, or all of it recorded."""

from collections.abc import Iterable
from typing import Protocol

from core.wording.parts import way_parts
from core.wording.po_files import Entry
from core.wording.recordable import Piece, is_glued, spoken
from core.wording.way import leads_to_status

# A machine reads Spanish, of whatever country; none reads Quechua or Aymara well enough.
READ_BY_MACHINE = frozenset({"es"})


class SoundOf(Protocol):
    """Finds what a speaker recorded for exactly these words: the sound's hash, or nothing."""

    def __call__(self, language: str, name: str, text: str, /) -> str:
        """Find it."""
        ...


def nothing_recorded(language: str, name: str, text: str, /) -> str:
    """Find nothing: where nobody recorded anything, a voice that has no machine stays silent."""
    del language, name, text
    return ""


def has_machine(language: str) -> bool:
    """Say whether a machine's voice reads the language where nobody recorded it."""
    return language.partition("-")[0] in READ_BY_MACHINE


def to_record(language: str, entries: Iterable[Entry]) -> tuple[Piece, ...]:
    """List what a speaker records before the language may be offered: the way and its parts."""
    if has_machine(language):
        return ()
    way = (entry for entry in entries if leads_to_status(entry.msgid))
    return (*spoken(way), *way_parts(language))


def glued(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Name the messages of the way that no speaker can record as they are worded."""
    return tuple(e.msgid for e in entries if leads_to_status(e.msgid) and is_glued(e))
