"""The words of a prompt as a caller fails: whole, then shorter, then explained."""

_VARIANTS = ("", ".again", ".help")


def variant(prompt: str, failures: int) -> str:
    """Choose the words of a prompt: whole, then shorter, then explained."""
    return prompt + _VARIANTS[min(failures, len(_VARIANTS) - 1)]


def variants(prompt: str, tries: int) -> tuple[str, ...]:
    """List the words that a prompt can come to need."""
    return tuple(prompt + suffix for suffix in _VARIANTS[:tries])
