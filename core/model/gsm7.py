"""How a text travels by SMS (3GPP 23.038): whether it fits the old alphabet, in how many parts."""

import unicodedata
from collections.abc import Iterable, Iterator

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")  # each needs an escape before it, so it takes two places
ALPHABET_PLACES = (160, 153)  # a text alone, and a part of several that bears a header
UCS2_PLACES = (70, 67)
LAST_OF_ONE_UNIT = "\uffff"  # letters after it take two places in UCS-2
# The three marks that quz and ayr are typed with for a glottal stop, and the ordinals of Spanish.
TYPED = {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "º": "o", "ª": "a"}
_OLD = ALPHABET | ESCAPED


def is_gsm7(text: str) -> bool:
    """Say whether every letter is in the alphabet that lets 160 of them travel in one part."""
    return _OLD.issuperset(text)


def fold(text: str) -> str:
    """Take the accent off the letters that would force UCS-2, and leave all others as they are."""
    return "".join(_folded(letter) for letter in unicodedata.normalize("NFC", text))


def parts(text: str) -> int:
    """Count the parts that a carrier sends and charges for."""
    if ALPHABET.issuperset(text):
        return _evenly(len(text), ALPHABET_PLACES)
    if is_gsm7(text):
        return packed(widths(text), ALPHABET_PLACES)[0]
    return parts_in_ucs2(text)


def parts_in_ucs2(text: str) -> int:
    """Count the parts of a text that some letter forces into the dearer alphabet."""
    # As many units as letters: each takes one place, and none can be cut at a border.
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return _evenly(len(text), UCS2_PLACES)
    return packed(widths(text), UCS2_PLACES)[0]


def widths(text: str) -> Iterator[int]:
    """Tell the places of each letter in the alphabet that the whole text travels in."""
    if is_gsm7(text):
        return (2 if letter in ESCAPED else 1 for letter in text)
    return (2 if letter > LAST_OF_ONE_UNIT else 1 for letter in text)


def packed(widths: Iterable[int], places: tuple[int, int]) -> tuple[int, int]:
    """Fill part after part, never cutting a letter of two places: how many, and what is left."""
    alone, shared = places
    count, filled, total = 1, 0, 0
    for width in widths:
        total += width
        if filled + width > shared:
            count, filled = count + 1, 0
        filled += width
    return (1, alone - total) if total <= alone else (count, shared - filled)


def _evenly(letters: int, places: tuple[int, int]) -> int:
    alone, shared = places
    return 1 if letters <= alone else -(-letters // shared)


def _folded(letter: str) -> str:
    if is_gsm7(letter):
        return letter
    plain = TYPED.get(letter) or unicodedata.normalize("NFD", letter)[0]
    return plain if plain in ALPHABET else letter
