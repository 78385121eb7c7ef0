"""Writes a PO file in one fixed form, so that the same words are always the same bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.messages.pofile import escape

# Spanish has two forms; Quechua and Aymara count with the number alone.
PLURALS = dict.fromkeys(("ayr", "quy", "quz"), "nplurals=1; plural=0;")
SPANISH_PLURALS = "nplurals=2; plural=(n != 1);"
ABOUT = """\
# {language}. Every text here is a draft ("borrador"): none is served until a native reviewer has
# signed it in ../approvals.csv with name, variety and date. Words that are attested do not make a
# phrase that is attested.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One message as it stands in a file, with the notes above it."""

    channel: str
    msgid: str
    texts: tuple[str, ...]
    is_plural: bool = False
    is_draft: bool = True
    notes: tuple[str, ...] = ()


def write(language: str, messages: Iterable[Written]) -> str:
    """Write the head and the messages, in the order given."""
    head = (
        f'{ABOUT.format(language=language)}msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: Convergencia\\n"\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS.get(language, SPANISH_PLURALS)}\\n"\n'
    )
    return "\n".join([head, *("\n".join(_lines(each)) + "\n" for each in messages)])


def forms_of(language: str) -> int:
    """Tell how many forms a language has for one thing and for many."""
    return 1 if language in PLURALS else 2


def _lines(message: Written) -> Iterator[str]:
    yield from (f"#. {' '.join(note.split())}" for note in message.notes)
    if message.is_draft:
        yield "#, fuzzy"
    yield f"msgctxt {escape(message.channel)}"
    yield f"msgid {escape(message.msgid)}"
    if not message.is_plural:
        yield f"msgstr {escape(message.texts[0])}"
        return
    yield f"msgid_plural {escape(message.msgid)}"
    yield from (f"msgstr[{form}] {escape(text)}" for form, text in enumerate(message.texts))
