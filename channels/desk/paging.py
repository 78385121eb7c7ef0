"""Long lists a page at a time: where one page ended stands in the address, and nothing is counted.

A list is asked for one row more than a page shows: if it comes, there is another page.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from core.model.event import instant
from core.ports import Mark

A_PAGE = 50
ASKED = A_PAGE + 1
# The field of the address that tells where a page begins.
FROM = "desde"
_MARK = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)~([0-9A-Z]+)"
)
_PLACE = re.compile(r"[0-9]{1,9}")
_LONGEST = 60
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list; `rest` is where the next one begins, and empty on the last."""

    items: tuple[Item, ...]
    rest: str = ""


def leaf_of(
    found: Sequence[Item], mark_of: Callable[[Item], str], *, size: int = A_PAGE
) -> Leaf[Item]:
    """Cut what was found, one more than a page shows, and mark where the next page begins."""
    shown = tuple(found[:size])
    return Leaf(shown, mark_of(shown[-1]) if len(found) > size else "")


def written_mark(at: datetime, name: str) -> str:
    """Write for an address where a page of a list by moments ended."""
    return f"{instant(at)}~{name}"


def mark_in(address: Mapping[str, str]) -> Mark | None:
    """Read where a page begins; what nobody of ours wrote there means the first page."""
    found = _MARK.fullmatch(address.get(FROM, "")[:_LONGEST])
    return None if found is None else Mark(at=found[1], name=found[2])


def place_in(address: Mapping[str, str]) -> int:
    """Read after which place a page of a numbered list begins; 0 is the first page."""
    found = _PLACE.fullmatch(address.get(FROM, ""))
    return 0 if found is None else int(found[0])
