"""Takes the drafts of translators in.

A signature never comes in with a file: what is new or changed is a draft, and a text that differs
by one letter from the one signed has lost its approval by its hash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from core.refusals import DocumentInvalid
from core.wording import drafts
from core.wording.catalogue import FIRST_LANGUAGE
from core.wording.draft_check import fault_of, hints_of
from core.wording.drafts import Name, in_order, source_of
from core.wording.po_files import Entry, read_file, read_language
from core.wording.po_text import Written, forms_of, write


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of one message of a file, under a code that never changes."""

    channel: str
    msgid: str
    code: str


@dataclass(slots=True, kw_only=True)
class Taken:
    """What came of a file: the drafts as they would stand, and what was said of each message."""

    drafts: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    empty: int = 0
    refused: list[Remark] = field(default_factory=list)
    hints: list[Remark] = field(default_factory=list)


def take(folder: Traversable, language: str, content: bytes, *, source: str = "") -> Taken:
    """Take drafts in; a message that cannot stand is refused by itself and the rest goes on."""
    file = read_file("", content)
    if file.language != language:
        raise DocumentInvalid(document=language, problem=f"language: {file.language or 'none'}")
    spanish = {(e.channel, e.msgid): e for e in read_language(folder / FIRST_LANGUAGE)}
    present = drafts.present(folder, language)
    stay = {(e.channel, e.msgid) for e in drafts.drafts(folder, language)}
    kept = {name: _rewritten(present[name]) for name in stay}
    taken = Taken(refused=[Remark(*name, "twice") for name in file.repeated])
    for entry in file.entries:
        name = (entry.channel, entry.msgid)
        old = present.get(name)
        if not any(entry.texts):
            taken.empty += 1
        elif name in file.repeated:
            continue
        elif old is not None and old.texts == entry.texts:
            taken.unchanged += 1
        elif fault := fault_of(entry, spanish.get(name), forms_of(language)):
            taken.refused.append(Remark(*name, fault))
        elif old is not None and name not in stay:
            taken.refused.append(Remark(*name, "kept_elsewhere"))
        elif not (whence := source or _new_source(entry, old)):
            taken.refused.append(Remark(*name, "source_missing"))
        else:
            kept[name] = _draft(entry, whence)
            taken.new, taken.changed = taken.new + (old is None), taken.changed + (old is not None)
            taken.hints.extend(Remark(*name, code) for code in hints_of(entry))
    taken.drafts = write(language, (kept[name] for name in _names(spanish, kept)))
    return taken


def _new_source(entry: Entry, old: Entry | None) -> str:
    """Take the note of the file, unless it still speaks of the text that was replaced."""
    said = source_of(entry)
    return "" if old is not None and said == source_of(old) else said


def _draft(entry: Entry, source: str) -> Written:
    return Written(
        channel=entry.channel,
        msgid=entry.msgid,
        texts=entry.texts,
        is_plural=entry.is_plural,
        notes=(f"Source: {source}",),
    )


def _rewritten(entry: Entry) -> Written:
    return Written(
        channel=entry.channel,
        msgid=entry.msgid,
        texts=entry.texts,
        is_plural=entry.is_plural,
        is_draft=entry.is_draft,
        notes=(entry.notes,) if entry.notes else (),
    )


def _names(spanish: Mapping[Name, Entry], kept: Mapping[Name, Written]) -> list[Name]:
    """Order the drafts as Spanish is; what Spanish no longer has comes last, for a person."""
    order = [(entry.channel, entry.msgid) for entry in in_order(spanish.values())]
    return [*(name for name in order if name in kept), *sorted(kept.keys() - spanish.keys())]
