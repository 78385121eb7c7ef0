"""Knows how the texts of this release begin, so that one that comes back is not answered."""

import re
from collections.abc import Iterator
from importlib.resources import files

from channels.sms.understanding.normalise import cleaned, pieces, plain
from core.wording.po_files import read_language

# What begins with fewer words of ours may be a person's own.
FEWEST_WORDS = 5
_OUR_CASE = re.compile(r"(Exp )?\{number\}: ([^\W\d_]+)")


def own_beginnings() -> tuple[str, ...]:
    """List the beginnings of all that is texted, as the reader compares them."""
    folder = files("core.wording")
    texts = (
        text
        for language in sorted(folder.iterdir(), key=lambda part: part.name)
        if language.is_dir() and any(file.name.endswith(".po") for file in language.iterdir())
        for entry in read_language(language)
        if entry.channel == "sms"
        for text in entry.texts
    )
    return tuple(dict.fromkeys(begin for text in texts for begin in _beginning(text)))


def _beginning(text: str) -> Iterator[str]:
    case = _OUR_CASE.match(text)
    if case is not None:
        yield f"{plain(case[1] or '')}# # # {plain(case[2])}"
        return
    words = pieces(plain(cleaned(text.partition("{")[0])))
    if len(words) >= FEWEST_WORDS:
        yield " ".join("#" if word.isdigit() else word for word in words)
