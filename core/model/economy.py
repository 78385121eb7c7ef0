"""Makes a text cost as little as it can: the last thing that happens to it before it is sent.

Letters that only look different are always made plain, for nothing is lost. An accent is given up
only where that saves a part. A text is never made dearer, and doing it twice changes nothing.
"""

import unicodedata
from collections.abc import Set as AbstractSet

from core.model.gsm7 import ALPHABET, ESCAPED, fold, parts, parts_in_ucs2
from core.model.look_alikes import LOOK_ALIKES

# Degrees and times are read as letters, but are not the same: given up like an accent.
_READ_AS = {"\u00b0": "o", "\u00d7": "x"}
_BARE = dict(zip("áíóúÁÍÓÚ", "aiouAIOU", strict=True))
_SPANISH = frozenset(_BARE)
_ACCENTS = range(0x300, 0x370)
_OLD = ALPHABET | ESCAPED
_LOOK_ALIKES = frozenset(LOOK_ALIKES)


def economise(text: str) -> str:
    """Write the text as it is sent: in its own letters where they are free, else in plain ones."""
    costly = frozenset(text) - _OLD
    if not costly:
        return text
    if costly <= _SPANISH:
        # Nearly every text of ours is one of these, and this is paid at every turn.
        plain = _without_accents(text, costly)
        return plain if parts(plain) < parts_in_ucs2(text) else text
    tidy = _tidied(text, costly)
    if parts(tidy) == 1:
        return tidy
    # The first of those that cost the least: what gives up nothing comes before what does.
    return min(dict.fromkeys((tidy, _composed(text), _plain(tidy), text)), key=parts)


def plainest(text: str) -> str:
    """Write a text in the letters of the old alphabet, as far as it can be said in them."""
    return _plain(_tidied(text, frozenset(text)))


def fewest_parts(text: str) -> int:
    """Count the parts that are paid for once the text is economised."""
    return parts(economise(text))


def _without_accents(text: str, accented: AbstractSet[str]) -> str:
    for letter in accented:
        text = text.replace(letter, _BARE[letter])
    return text


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _tidied(text: str, costly: AbstractSet[str]) -> str:
    """Compose the letters, and say plainly what only looks different."""
    once = _composed(_replaced(text, costly))
    # What is composed may be in the table in its turn, such as a Greek accent that stands alone.
    again = once if once == text else _replaced(once, frozenset(once))
    return once if again == once else _composed(again)


def _replaced(text: str, letters: AbstractSet[str]) -> str:
    for letter in _LOOK_ALIKES & letters:
        text = text.replace(letter, LOOK_ALIKES[letter])
    return text


def _plain(tidy: str) -> str:
    """Give up what forces the dearer alphabet, where a plain letter says the same."""
    for letter in frozenset(tidy) - _OLD:
        tidy = tidy.replace(letter, _plainer(letter))
    return _composed(tidy)


def _plainer(letter: str) -> str:
    if ord(letter) in _ACCENTS:
        return ""
    return _READ_AS.get(letter) or fold(letter)
