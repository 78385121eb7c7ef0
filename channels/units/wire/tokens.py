"""Takes out of a text what is a number at heart: ids, hashes, days, case numbers, figures."""

import re
from collections.abc import Iterable
from datetime import date

from core.model.case_number import LENGTH
from core.model.check_digits import ends_in_damm_digit

# What stands in a template where a token was: letters of private use, which no text should have.
ID, HASH, DAY, CASE, NATURAL, SHORT = (chr(0xE000 + kind) for kind in range(6))
_PADDED, _MOST_FIGURES = 0xE010, 18
_VERBATIM = "\ue03f"
_RESERVED = re.compile(r"[\ue000-\ue03f]")
_HOLE = re.compile(r"[\ue000-\ue03e]")
_TOKEN = re.compile(
    r"(?P<hash>(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f]))"
    r"|(?P<id>(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f]))"
    r"|(?P<day>(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))"
    r"|(?P<short>(?<=phone:)[0-9a-f]{8}(?![0-9a-f]))"
    # The epoch and the seq of an event's id, however small; other figures when they are many.
    r"|(?P<place>(?<=\.)[0-9]+(?=\.[0-9]+\Z)|(?<=[0-9]\.)[0-9]+\Z)"
    r"|(?P<figures>[0-9]{4,})",
    re.ASCII,
)
Token = tuple[str, str]


def split(text: str) -> tuple[str, tuple[Token, ...]]:
    """Tell the template of a text, and its tokens as pairs of kind and spelling."""
    if _RESERVED.search(text):
        return whole(text), ()
    tokens: list[Token] = []

    def hole(found: re.Match[str]) -> str:
        kind = _kind(found)
        if kind is None:
            return found[0]
        tokens.append((kind, found[0]))
        return kind

    return _TOKEN.sub(hole, text), tuple(tokens)


def whole(text: str) -> str:
    """Tell the template that is the text itself."""
    return _VERBATIM + text if _RESERVED.search(text) else text


def holes(template: str) -> list[str]:
    """List the kinds of the tokens that a template lacks."""
    return [] if template.startswith(_VERBATIM) else _HOLE.findall(template)


def fill(template: str, spellings: Iterable[str]) -> str:
    """Put the tokens back."""
    if template.startswith(_VERBATIM):
        return template[1:]
    left = iter(spellings)
    return _HOLE.sub(lambda _: next(left), template)


def number_of(kind: str, spelling: str) -> int:
    """Read a day or figures as a number."""
    if kind == DAY:
        return date.fromisoformat(spelling).toordinal()
    return int(spelling)


def spelling_of(kind: str, number: int) -> str:
    """Spell a number as the token that it was."""
    if kind == DAY:
        return date.fromordinal(number).isoformat()
    width = 0 if kind == NATURAL else ord(kind) - _PADDED
    return f"{number:0{width}d}"


def _kind(found: re.Match[str]) -> str | None:
    sort, spelling = found.lastgroup, found[0]
    if sort == "day":
        return DAY if _is_day(spelling) else None
    if sort in _BY_NAME:
        return _BY_NAME[sort]
    if len(spelling) == LENGTH and ends_in_damm_digit(spelling):
        return CASE
    if len(spelling) > _MOST_FIGURES:
        return None
    is_padded = spelling.startswith("0") and len(spelling) > 1
    return chr(_PADDED + len(spelling)) if is_padded else NATURAL


def _is_day(spelling: str) -> bool:
    try:
        date.fromisoformat(spelling)
    except ValueError:
        return False
    return True


_BY_NAME = {"hash": HASH, "id": ID, "short": SHORT}
