"""The drafts of a language as they lie in its folder, and where each comes from."""

import re
from collections.abc import Iterable
from importlib.resources.abc import Traversable

from core.refusals import DocumentInvalid
from core.wording.catalogue import FIRST_LANGUAGE
from core.wording.formats import CHANNELS
from core.wording.po_files import Entry, read_file, read_language

DRAFTS = "drafts.po"
_SOURCE = re.compile(r"\bSource: *(.+)$")
Name = tuple[str, str]


def source_of(entry: Entry) -> str:
    """Tell where a translation comes from, as the note above it says."""
    found = _SOURCE.search(entry.notes)
    return found[1] if found else ""


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Put a message's channels side by side, and messages in the order of the Spanish files."""
    listed = list(entries)
    first: dict[str, int] = {}
    for place, entry in enumerate(listed):
        first.setdefault(entry.msgid, place)
    return sorted(listed, key=lambda e: (first[e.msgid], CHANNELS.index(e.channel)))


def present(folder: Traversable, language: str) -> dict[Name, Entry]:
    """Read all that a language has; it may have nothing yet, but a name it must have."""
    if language == FIRST_LANGUAGE or not re.fullmatch("[a-z]{2,3}", language):
        raise DocumentInvalid(document=language, problem="language")
    inside = folder / language
    found = read_language(inside) if inside.is_dir() else ()
    return {(entry.channel, entry.msgid): entry for entry in found}


def drafts(folder: Traversable, language: str) -> tuple[Entry, ...]:
    """Read the file that takes in what translators bring."""
    file = folder / language / DRAFTS
    return read_file(DRAFTS, file.read_bytes()).entries if file.is_file() else ()
