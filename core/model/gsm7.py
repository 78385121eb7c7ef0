"""How a text travels by SMS (3GPP 23.038): whether it fits the old alphabet, in how many parts."""

import unicodedata
from collections.abc import Iterable

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


def is_gsm7(text: str) -> bool:
    """Say whether every letter is in the alphabet that lets 160 of them travel in one part."""
    return all(letter in ALPHABET or letter in ESCAPED for letter in text)


def fold(text: str) -> str:
    """Take the accent off the letters that would force UCS-2, and leave all others as they are."""
    return "".join(_folded(letter) for letter in unicodedata.normalize("NFC", text))


def parts(text: str) -> int:
    """Count the parts that a carrier sends and charges for."""
    if ALPHABET.issuperset(text):
        alone, shared = ALPHABET_PLACES
        return 1 if len(text) <= alone else -(-len(text) // shared)
    if is_gsm7(text):
        return _packed((2 if letter in ESCAPED else 1 for letter in text), ALPHABET_PLACES)
    return _packed((2 if letter > LAST_OF_ONE_UNIT else 1 for letter in text), UCS2_PLACES)


def _folded(letter: str) -> str:
    if is_gsm7(letter):
        return letter
    plain = TYPED.get(letter) or unicodedata.normalize("NFD", letter)[0]
    return plain if plain in ALPHABET else letter


def _packed(widths: Iterable[int], places: tuple[int, int]) -> int:
    """Fill part after part; a letter of two places is never cut in the middle."""
    alone, shared = places
    count, filled, total = 1, 0, 0
    for width in widths:
        total += width
        if filled + width > shared:
            count, filled = count + 1, 0
        filled += width
    return 1 if total <= alone else count
