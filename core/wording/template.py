"""Hands the words of a language to its translators: every message, with its Spanish above it."""

from importlib.resources.abc import Traversable

from core.wording.catalogue import FIRST_LANGUAGE
from core.wording.drafts import in_order, present, source_of
from core.wording.po_files import Entry, read_language
from core.wording.po_text import Written, forms_of, write


def export(folder: Traversable, language: str) -> str:
    """Write every message with its Spanish above it and, where there is one, its draft."""
    drafted = present(folder, language)
    forms = forms_of(language)
    return write(
        language,
        (
            Written(
                channel=spanish.channel,
                msgid=spanish.msgid,
                texts=draft.texts if draft else ("",) * (forms if spanish.is_plural else 1),
                is_plural=spanish.is_plural,
                is_draft=draft is not None and draft.is_draft,
                notes=_above(spanish, draft),
            )
            for spanish in in_order(read_language(folder / FIRST_LANGUAGE))
            for draft in (drafted.get((spanish.channel, spanish.msgid)),)
        ),
    )


def _above(spanish: Entry, draft: Entry | None) -> tuple[str, ...]:
    said = tuple(f"Spanish: {text}" for text in spanish.texts)
    note = (f"Note: {spanish.notes}",) if spanish.notes else ()
    source = source_of(draft) if draft else ""
    return (*said, *note, *((f"Source: {source}",) if source else ()))
