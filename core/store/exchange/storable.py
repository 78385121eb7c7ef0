"""Which facts both databases can keep: text without the byte zero, numbers of their columns."""

from collections.abc import Iterable

# The columns of versions and of schemas have 32 bits, those of places in a chain 64.
SMALL, LARGE = 2**31, 2**63


def is_storable(text: str, version: int) -> bool:
    """Say whether a personal value can be kept."""
    return is_text((text,)) and 0 < version < SMALL


def is_text(texts: Iterable[object]) -> bool:
    """Say whether texts can be kept: PostgreSQL has no zero byte, and neither has half a letter."""
    for text in texts:
        if isinstance(text, str) and ("\0" in text or not _is_whole(text)):
            return False
    return True


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
