"""What JSON can say: a tree of texts, numbers, truths and nothing, told apart by who reads it."""

from typing import Any

Json = Any


def carried(value: Json) -> Json:
    """Write a value where a number says that it was left out: a text stays itself."""
    return value if isinstance(value, str) else [value]


def is_carried(written: Json) -> bool:
    """Say whether a value is there."""
    return isinstance(written, str | list)


def uncarried(written: Json) -> Json:
    """Read the value back."""
    return written if isinstance(written, str) else written[0]
