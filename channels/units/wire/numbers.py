"""A column of numbers as letters, which compress, and bits, which do not.

Each letter tells a small number itself, or how many bits a greater one has; those follow among
the bits. So a column costs about what chance makes of it, whatever its range.
"""

from collections.abc import Sequence

from channels.units.wire.bits import BitReader, BitWriter
from channels.units.wire.json_value import Json

# What JSON writes as one byte each.
LETTERS = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) != "\\")
_PLACE = {letter: place for place, letter in enumerate(LETTERS)}
_DIRECT = 16
_FIRST_WIDTH = _DIRECT.bit_length()
MOST_BITS = 64
_LAST = _DIRECT + MOST_BITS - _FIRST_WIDTH


def write(values: Sequence[int], bits: BitWriter) -> Json:
    """Write numbers counted from the least one, or folded where some are below nought."""
    if not values:
        return ""
    least = min(values)
    if least < 0:
        return [_written([folded(value) for value in values], bits)]
    letters = _written([value - least for value in values], bits)
    return [least, letters] if least else letters


def read(written: Json, count: int, bits: BitReader) -> list[int]:
    """Read so many numbers back."""
    if count == 0:
        return []
    if isinstance(written, str):
        return _read(written, count, bits)
    if len(written) == 1:
        return [unfolded(value) for value in _read(written[0], count, bits)]
    least, letters = written
    return [least + value for value in _read(letters, count, bits)]


def is_writable(value: int) -> bool:
    """Say whether a number is one that a column holds, whatever stands beside it."""
    return value.bit_length() < MOST_BITS - 2


def _written(values: Sequence[int], bits: BitWriter) -> str:
    letters = [_letter(value, bits) for value in values]
    return letters[0] if len(set(letters)) == 1 else "".join(letters)


def _letter(value: int, bits: BitWriter) -> str:
    if value < _DIRECT:
        return LETTERS[value]
    width = value.bit_length()
    bits.add(value - (1 << width - 1), width - 1)
    return LETTERS[_DIRECT + width - _FIRST_WIDTH]


def _read(letters: str, count: int, bits: BitReader) -> list[int]:
    told = letters * count if len(letters) == 1 else letters
    if len(told) != count:
        raise ValueError("a column of numbers has another length")
    return [_value(letter, bits) for letter in told]


def _value(letter: str, bits: BitReader) -> int:
    place = _PLACE[letter]
    if place < _DIRECT:
        return place
    if place > _LAST:
        raise ValueError("a number is too wide")
    width = place - _DIRECT + _FIRST_WIDTH
    return (1 << width - 1) + bits.take(width - 1)


def folded(value: int) -> int:
    """Fold the numbers below nought between the others, so that small ones stay small."""
    return value * 2 if value >= 0 else -value * 2 - 1


def unfolded(value: int) -> int:
    """Undo the folding."""
    return value // 2 if value % 2 == 0 else -(value // 2) - 1
