"""What a text costs exactly as it stands, and which of its letters are to blame."""

from dataclasses import dataclass
from typing import Literal

from core.model.gsm7 import ALPHABET_PLACES, ESCAPED, UCS2_PLACES, is_gsm7, packed, widths

GSM7: Literal["GSM-7"] = "GSM-7"
UCS2: Literal["UCS-2"] = "UCS-2"


@dataclass(frozen=True, slots=True)
class TextCost:
    """The alphabet, the parts paid for, and the places left in the last of them.

    `costly` are the letters that force the dearer alphabet, each once, in the order of the text.
    """

    encoding: Literal["GSM-7", "UCS-2"]
    parts: int
    left: int
    costly: tuple[str, ...]


def cost_of(text: str) -> TextCost:
    """Measure a text as it stands, without composing or replacing anything."""
    costly = tuple(dict.fromkeys(letter for letter in text if not is_gsm7(letter)))
    places = UCS2_PLACES if costly else ALPHABET_PLACES
    count, left = packed(widths(text), places)
    return TextCost(UCS2 if costly else GSM7, count, left, costly)


def dear_letters(text: str) -> tuple[str, ...]:
    """Name what makes a text dear: what forces UCS-2, or else what takes two places."""
    letters = cost_of(text).costly or (letter for letter in text if letter in ESCAPED)
    return tuple(dict.fromkeys(letters))
