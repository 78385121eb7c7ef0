"""Finds what is wrong with one translation before anyone is asked to sign it."""

import re
from collections.abc import Iterator

from core.model.economy import fewest_parts, plainest
from core.model.gsm7 import is_gsm7
from core.wording.formats import CHANNELS, DIGITS, PLAIN, SENTENCE, WORDS
from core.wording.message import PLACE
from core.wording.po_files import Entry

MANNERS = frozenset({PLAIN, DIGITS})
OF_PAPER = frozenset({WORDS, SENTENCE})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def fault_of(entry: Entry, spanish: Entry | None, forms: int) -> str:
    """Name the first reason why the text could not be told, or nothing."""
    if entry.channel not in CHANNELS:
        return "unknown_channel"
    if spanish is None:
        return "unknown_message"
    return next(_faults(entry, spanish, forms), "")


def hints_of(entry: Entry) -> Iterator[str]:
    """Say what a text would cost by SMS; the facts themselves still come on top."""
    if entry.channel != "sms":
        return
    if not all(is_gsm7(plainest(text)) for text in entry.texts):
        yield "not_gsm7"
    if any(fewest_parts(text) > 1 for text in entry.texts):
        yield "more_than_one_part"


def _faults(entry: Entry, spanish: Entry, forms: int) -> Iterator[str]:
    if spanish.is_plural != entry.is_plural or len(entry.texts) != (
        forms if entry.is_plural else 1
    ):
        yield "plural_forms"
    if not all(text.strip() for text in entry.texts):
        yield "half_empty"
    if any(_CONTROL.search(text) for text in entry.texts):
        yield "control_letters"
    if entry.facts != spanish.facts or any(_has_stray_brace(text) for text in entry.texts):
        yield "placeholders"
    asked = {place[2] or PLAIN for text in entry.texts for place in PLACE.finditer(text)}
    if not asked <= (MANNERS if entry.channel == "voice" else MANNERS | OF_PAPER):
        yield "manner_unknown"


def _has_stray_brace(text: str) -> bool:
    """Find a place that is misspelt: it would be read out with its braces."""
    return any(brace in PLACE.sub("", text) for brace in "{}")
