"""Cleans a text of what no eye sees, so that the same words are the same letters."""

import re
import unicodedata

# Ordinal signs are said "número", and no letter o.
_SIGNS = str.maketrans({"º": "°", "ª": "°", "\u20e3": None, "\ufe0f": None})
_ESCAPED_NOUGHT = re.compile("%00")
_APOSTROPHES = re.compile("(?<=[^\\W\\d_])['\u2018\u2019\u02bc`\u00b4](?=[^\\W\\d_])")
_PLUS = re.compile(r"\+(?=\s*[^\W\d_])")
_PIECE = re.compile(r"[0-9]+|[^\W\d_]+")
_KEPT_BLANKS = frozenset("\n\r\t")
# Invisible and bidi marks, controls, lone surrogates: they are part of no word.
_UNSEEN = frozenset({"Cf", "Cc", "Cs"})


def cleaned(text: str) -> str:
    """Write a text in one form of each letter, without marks that nobody sees."""
    signed = text.translate(_SIGNS)
    seen = "".join(map(_seen, unicodedata.normalize("NFKC", signed)))
    composed = unicodedata.normalize("NFKC", seen)
    return _ESCAPED_NOUGHT.sub(" ", composed)


def plain(text: str) -> str:
    """Write a cleaned text in small letters without accents, as long words are compared."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _PLUS.sub("mas ", _APOSTROPHES.sub("", bare)).casefold()


def pieces(text: str) -> list[str]:
    """Part a plain text into words and figures, also where they were written as one."""
    return _PIECE.findall(text)


def _seen(letter: str) -> str:
    if letter in _KEPT_BLANKS:
        return letter
    if letter.isdecimal() and not letter.isascii():
        return str(unicodedata.decimal(letter))
    return "" if unicodedata.category(letter) in _UNSEEN else letter
