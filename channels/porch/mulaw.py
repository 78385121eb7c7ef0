"""ITU-T G.711 mu-law: how a telephone line carries a sample of 16 bits in 8."""

from functools import cache

# This bias makes every step twice as wide as the one before.
_BIAS, _CLIP = 132, 32_635


@cache
def to_mulaw() -> bytes:
    """Give the byte of every sample, by its 16 bits: a table is a hundred times as fast."""
    signed = (value - 0x10000 if value & 0x8000 else value for value in range(0x10000))
    return bytes(_mulaw_of(value) for value in signed)


def _mulaw_of(sample: int) -> int:
    sign = 0x80 if sample < 0 else 0
    size = min(abs(sample), _CLIP) + _BIAS
    step = size.bit_length() - 8
    return ~(sign | step << 4 | size >> step + 3 & 0x0F) & 0xFF


@cache
def from_mulaw() -> tuple[int, ...]:
    """Give the sample of every byte."""
    return tuple(_sample_of(~byte & 0xFF) for byte in range(0x100))


def _sample_of(code: int) -> int:
    size = (((code & 0x0F) << 3) + _BIAS << (code >> 4 & 7)) - _BIAS
    return -size if code & 0x80 else size
