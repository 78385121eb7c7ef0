"""Reads the PO files of one language; which of their texts may be told is decided elsewhere."""

import gettext
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import BytesIO

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from core.refusals import DocumentInvalid
from core.wording.formats import CHANNELS
from core.wording.message import names

# Arabic has six forms and no language has more; a head that says a billion would fill the memory.
MOST_FORMS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One translation, as its translator left it: several texts where number matters."""

    channel: str
    msgid: str
    texts: tuple[str, ...]
    is_draft: bool
    plural: Callable[[int], int]
    locale: Locale | None
    is_plural: bool
    notes: str

    @property
    def facts(self) -> frozenset[str]:
        """Name the facts that it tells; the form for many things is the one that tells them all."""
        return names(self.texts[-1])


@dataclass(frozen=True, slots=True)
class PoFile:
    """One file: what its head says, what it tells, and what it tells more than once."""

    language: str
    entries: tuple[Entry, ...]
    repeated: tuple[tuple[str, str], ...]


class _Heedful(Catalog):
    """Keeps in mind what a file says twice: Babel keeps the first and drops the other unsaid."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[tuple[str, str]] = []

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:  # noqa: A002 - Babel's name
        if id and self.get(id, message.context) is not None:
            self.repeated.append((message.context or "", _msgid(message)))
        super().__setitem__(id, message)
        if not 1 <= self.num_plurals <= MOST_FORMS:
            raise ValueError("Plural-Forms")


def read_language(folder: Traversable) -> tuple[Entry, ...]:
    """Read every PO file of a language's folder; a message told twice is refused."""
    found: dict[tuple[str, str], Entry] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".po"):
            continue
        read = read_file(file.name, file.read_bytes())
        for channel, msgid in read.repeated:
            raise DocumentInvalid(document=file.name, problem=f"twice: {channel} {msgid}")
        for entry in read.entries:
            if entry.channel not in CHANNELS:
                problem = f"no channel: {entry.channel} {entry.msgid}"
                raise DocumentInvalid(document=file.name, problem=problem)
            if (entry.channel, entry.msgid) in found:
                problem = f"twice: {entry.channel} {entry.msgid}"
                raise DocumentInvalid(document=file.name, problem=problem)
            found[entry.channel, entry.msgid] = entry
    return tuple(found.values())


def read_file(name: str, content: bytes) -> PoFile:
    """Read one PO file, or refuse it by its name."""
    catalog = _Heedful()
    try:
        PoFileParser(catalog, abort_invalid=True).parse(BytesIO(content))
        entries = tuple(_entries(catalog))
    # Babel lets what it did not expect escape: a charset or plural rule that is none, a cut line.
    except (PoFileError, ValueError, LookupError, AssertionError) as fault:
        raise DocumentInvalid(document=name, problem=str(fault) or "not_a_po_file") from fault
    return PoFile(catalog.locale_identifier or "", entries, tuple(catalog.repeated))


def _entries(catalog: Catalog) -> Iterator[Entry]:
    plural = gettext.c2py(catalog.plural_expr)
    for message in catalog:
        if not message.id:
            continue
        written = message.string or ""
        texts = (written,) if isinstance(written, str) else tuple(written)
        yield Entry(
            channel=message.context or "",
            msgid=_msgid(message),
            texts=texts,
            is_draft=message.fuzzy or not all(texts),
            plural=plural,
            locale=catalog.locale,
            is_plural=not isinstance(message.id, str),
            notes=" ".join(message.auto_comments),
        )


def _msgid(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
