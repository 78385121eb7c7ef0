"""Writes how far down each district has come, in few letters: most lie side by side and as far."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from channels.units.wire.json_value import Json
from core.model.exchange import Cursors

# Begins a name that is written whole, because it is shorter than the one before.
_WHOLE = "="


def write_cursors(cursors: Cursors) -> list[Json]:
    """Write the places, each before the names of all districts that have come as far."""
    by_place = sorted(cursors.items(), key=lambda one: (one[1], one[0]))
    return [
        [place, " ".join(_shortened(name for name, _ in group))]
        for place, group in groupby(by_place, key=lambda one: one[1])
    ]


def read_cursors(words: Iterable[tuple[int, str]]) -> Mapping[str, int]:
    """Read them back."""
    return {name: int(place) for place, names in words for name in _whole(names.split(" "))}


def _shortened(names: Iterable[str]) -> Iterator[str]:
    """Leave out of each name how it begins, where the name before is as long and begins so."""
    before = ""
    for name in names:
        kept = _shared(before, name) if len(name) == len(before) else 0
        tail = name[kept:]
        yield f"{_WHOLE}{name}" if len(name) < len(before) or tail.startswith(_WHOLE) else tail
        before = name


def _whole(tails: Iterable[str]) -> Iterator[str]:
    before = ""
    for tail in tails:
        if tail.startswith(_WHOLE):
            before = tail.removeprefix(_WHOLE)
        elif len(tail) < len(before):
            before = before[: len(before) - len(tail)] + tail
        else:
            before = tail
        yield before


def _shared(one: str, other: str) -> int:
    return next(at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
