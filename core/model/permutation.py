"""Shows a counter as another number of six figures, so that nobody guesses the next one."""

import hmac

SIZE = 1_000_000
_HALF = 1_000
# A Feistel network needs eight rounds to look random on so few numbers; ten leave a margin.
_ROUNDS = range(10)


def permute(key: bytes, counter: int) -> int:
    """Show a counter: under one key every counter below a million has a number of its own."""
    left, right = _halves(counter)
    for turn in _ROUNDS:
        left, right = right, (left + _mixed(key, turn, right)) % _HALF
    return left * _HALF + right


def unpermute(key: bytes, shown: int) -> int:
    """Find the counter behind a shown number."""
    left, right = _halves(shown)
    for turn in reversed(_ROUNDS):
        left, right = (right - _mixed(key, turn, left)) % _HALF, left
    return left * _HALF + right


def _halves(number: int) -> tuple[int, int]:
    if not 0 <= number < SIZE:
        raise ValueError(f"a counter lies between 0 and {SIZE - 1}")
    return divmod(number, _HALF)


def _mixed(key: bytes, turn: int, half: int) -> int:
    digest = hmac.digest(key, bytes((turn,)) + half.to_bytes(2, "big"), "sha256")
    return int.from_bytes(digest, "big") % _HALF
