"""Where a long text may be cut, and how much worse one place is than another."""

import re
from enum import IntEnum

_NOT_LETTERS = re.compile(r"^\W+|\W+$")
_SENTENCE_END = (".", "!", "?", "…")
_CLAUSE_END = (",", ";", ":")
_CLOSING = "\"')]}\u00bb\u201d\u2019"
# Ends of these are no ends of a sentence: a name or a figure follows.
_SHORTENED = frozenset({
    "a.", "art.", "arts.", "av.", "cel.", "dist.", "dpto.", "dr.", "dra.", "exp.", "ing.", "jr.",
    "lic.", "m.", "mz.", "n.", "n.o", "n.º", "no.", "nro.", "num.", "núm.", "p.", "pje.", "prov.",
    "psje.", "reg.", "s.", "sr.", "sra.", "srta.", "tel.",
})  # fmt: skip
_LINKS = frozenset({"de", "del", "e", "en", "la", "las", "los", "san", "santa", "y"})
_MONTHS = frozenset({
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre",
    "septiembre", "octubre", "noviembre", "diciembre", "ene", "feb", "mar", "abr", "may", "jun",
    "jul", "ago", "set", "sep", "oct", "nov", "dic",
})  # fmt: skip
_DAYS = frozenset({
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "lun", "mar", "mié",
    "jue", "vie", "sáb", "dom",
})  # fmt: skip
_AFTER_FIGURES = frozenset({"hábil", "hábiles", "sol", "soles", "céntimos"})
_BEFORE_FIGURES = frozenset({"s/", "s/.", "bs", "bs.", "n°", "nº", "no.", "nro.", "dni", "exp"})


class Break(IntEnum):
    """How bad it is to cut between two words."""

    SENTENCE = 0
    CLAUSE = 1
    WORDS = 3
    TOGETHER = 1000  # a number, a date, a sum or a name: cut only where nothing else can be done


def between(before: str, after: str) -> Break:
    """Tell how bad it is to cut between a word and the one that follows it."""
    ends = before.rstrip(_CLOSING)
    if ends.casefold() in _SHORTENED or ends.casefold() in _BEFORE_FIGURES:
        return Break.TOGETHER
    if ends.endswith(_SENTENCE_END):
        return Break.SENTENCE
    if ends.endswith(_CLAUSE_END):
        return Break.CLAUSE
    return Break.TOGETHER if _belong_together(_bare(before), _bare(after)) else Break.WORDS


def _belong_together(before: str, after: str) -> bool:
    """Say whether two words are one number, date, sum or name."""
    if _has_figure(before) or _has_figure(after):
        return True
    first, then = before.casefold(), after.casefold()
    if then in _MONTHS or first in _DAYS or then in _AFTER_FIGURES:
        return True
    is_name = before[:1].isupper() or first in _LINKS
    return (is_name and after[:1].isupper()) or (before[:1].isupper() and then in _LINKS)


def _has_figure(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _bare(word: str) -> str:
    return _NOT_LETTERS.sub("", word)
