"""Writes 32 secret bytes as age writes an identity: Bech32 (BIP 173), in capitals."""

from collections.abc import Iterable, Sequence

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX = "age-secret-key-"
_CHECK_LENGTH = 6


def identity_of(secret: bytes) -> str:
    """Tell the identity whose X25519 secret these bytes are."""
    groups = list(_in_fives(secret))
    checked = (*_expanded(_PREFIX), *groups, *([0] * _CHECK_LENGTH))
    rest = _polymod(checked) ^ 1
    check = [(rest >> 5 * (_CHECK_LENGTH - 1 - at)) & 31 for at in range(_CHECK_LENGTH)]
    return (_PREFIX + "1" + "".join(_LETTERS[one] for one in (*groups, *check))).upper()


def _in_fives(secret: bytes) -> Iterable[int]:
    """Cut bytes into groups of five bits, the last one filled up with zeros."""
    count = -(-len(secret) * 8 // 5)
    whole = int.from_bytes(secret, "big") << (count * 5 - len(secret) * 8)
    return ((whole >> 5 * (count - 1 - at)) & 31 for at in range(count))


def _expanded(prefix: str) -> Sequence[int]:
    return (*(ord(one) >> 5 for one in prefix), 0, *(ord(one) & 31 for one in prefix))


def _polymod(values: Iterable[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for at, part in enumerate(_GENERATOR):
            rest ^= part if (top >> at) & 1 else 0
    return rest
