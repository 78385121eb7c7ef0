"""Reads the PO files of one language; which of their texts may be told is decided elsewhere."""

import gettext
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from core.refusals import DocumentInvalid
from core.wording.formats import CHANNELS
from core.wording.message import names


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One translation, as its translator left it: several texts where number matters."""

    channel: str
    msgid: str
    texts: tuple[str, ...]
    is_draft: bool
    plural: Callable[[int], int]
    locale: Locale | None

    @property
    def facts(self) -> frozenset[str]:
        """Name the facts that it tells; the form for many things is the one that tells them all."""
        return names(self.texts[-1])


def read_language(folder: Traversable) -> tuple[Entry, ...]:
    """Read every PO file of a language's folder; a message told twice is refused."""
    found: dict[tuple[str, str], Entry] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".po"):
            continue
        for entry in _entries(file):
            if entry.channel not in CHANNELS:
                problem = f"no channel: {entry.channel} {entry.msgid}"
                raise DocumentInvalid(document=file.name, problem=problem)
            if (entry.channel, entry.msgid) in found:
                problem = f"twice: {entry.channel} {entry.msgid}"
                raise DocumentInvalid(document=file.name, problem=problem)
            found[entry.channel, entry.msgid] = entry
    return tuple(found.values())


def _entries(file: Traversable) -> Iterator[Entry]:
    catalog = _catalog(file)
    plural = gettext.c2py(catalog.plural_expr)
    for message in catalog:
        if not message.id:
            continue
        msgid = message.id if isinstance(message.id, str) else message.id[0]
        written = message.string or ""
        texts = (written,) if isinstance(written, str) else tuple(written)
        yield Entry(
            channel=message.context or "",
            msgid=msgid,
            texts=texts,
            is_draft=message.fuzzy or not all(texts),
            plural=plural,
            locale=catalog.locale,
        )


def _catalog(file: Traversable) -> Catalog:
    with file.open("rb") as stream:
        try:
            return read_po(stream, abort_invalid=True)
        except (PoFileError, UnicodeDecodeError) as fault:
            raise DocumentInvalid(document=file.name, problem=str(fault)) from fault
