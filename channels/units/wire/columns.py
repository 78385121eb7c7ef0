"""A column of values as one alphabet of templates, letters that choose, and what they lack.

Values are texts, numbers, truths or nothing. A template is a text without its tokens; a whole
number is the template nought. Days are told against the day before in the same row.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from channels.units.wire import numbers
from channels.units.wire.bits import BitReader, BitWriter
from channels.units.wire.json_value import Json
from channels.units.wire.named import NAMED, NameReader, NameWriter
from channels.units.wire.tokens import DAY, SHORT, fill, holes, number_of, spelling_of, split, whole

_INT = "int"
_SHORT_WIDTH = 32
_BETWEEN = "|"
_EACH_ITS_OWN = 0
# More templates than this share of the cells are listed one by one, without letters.
_FEW = 0.7
# Up to this share of the cells, districts and the like are letters rather than figures.
_SELDOM = 0.3
Anchors = dict[int, int]


class _Hole(NamedTuple):
    """One token that a cell lacks: which cell, at which place, in which row."""

    cell: int
    at: int
    row: int


class ColumnWriter:
    """Writes columns one after the other; `anchors` holds the last day of each row."""

    def __init__(self, anchors: Anchors) -> None:
        self.bits = BitWriter()
        self.names = NameWriter(self.bits)
        self._anchors = anchors

    def write(self, rows: Sequence[int], values: Sequence[Json]) -> Json:
        """Write the values of some rows."""
        if not rows:
            return ""
        pairs = _pairs(values)
        templates = [template for template, _ in pairs]
        entries, letters = _chosen(templates)
        written = [
            self._part(kind, [pairs[hole.cell][1][hole.at] for hole in part], part)
            for kind, part in _parts(rows, templates, by_entry=letters != _EACH_ITS_OWN)
        ]
        listed = _joined(entries)
        if not written and letters == "" and isinstance(listed, str):
            return listed
        return [listed, letters, *written]

    def _part(self, kind: str, spellings: Sequence[str], part: Sequence[_Hole]) -> Json:
        if kind in NAMED:
            return self.names.write(kind, spellings)
        if kind == SHORT:
            for spelling in spellings:
                self.bits.add(int(spelling, 16), _SHORT_WIDTH)
            return 0
        if kind == _INT:
            return numbers.write([int(spelling) for spelling in spellings], self.bits)
        found = [number_of(kind, spelling) for spelling in spellings]
        return numbers.write(self._since(part, found) if kind == DAY else found, self.bits)

    def _since(self, part: Sequence[_Hole], days: Sequence[int]) -> list[int]:
        steps = []
        for hole, on in zip(part, days, strict=True):
            steps.append(on - self._anchors.get(hole.row, 0))
            self._anchors[hole.row] = on
        return steps


class ColumnReader:
    """Reads columns in the order in which they were written."""

    def __init__(self, raw: bytes, codes: str, anchors: Anchors) -> None:
        self.bits = BitReader(raw)
        self.names = NameReader(self.bits, codes)
        self._anchors = anchors

    def read(self, written: Json, rows: Sequence[int]) -> list[Json]:
        """Read the values of some rows."""
        if not rows:
            return []
        listed, letters, *parts = [written, ""] if isinstance(written, str) else written
        templates = _spread(_split_up(listed), letters, len(rows))
        spelt: list[list[str]] = [[""] * len(_kinds(template)) for template in templates]
        wanted = _parts(rows, templates, by_entry=letters != _EACH_ITS_OWN)
        for (kind, part), told in zip(wanted, parts, strict=True):
            for hole, spelling in zip(part, self._part(kind, told, part), strict=True):
                spelt[hole.cell][hole.at] = spelling
        return [_filled(*pair) for pair in zip(templates, spelt, strict=True)]

    def _part(self, kind: str, told: Json, part: Sequence[_Hole]) -> Iterable[str]:
        if kind in NAMED:
            return self.names.read(kind, told, len(part))
        if kind == SHORT:
            return [f"{self.bits.take(_SHORT_WIDTH):08x}" for _ in part]
        found = numbers.read(told, len(part), self.bits)
        if kind == _INT:
            return [str(value) for value in found]
        days = self._until(part, found) if kind == DAY else found
        return [spelling_of(kind, value) for value in days]

    def _until(self, part: Sequence[_Hole], steps: Sequence[int]) -> list[int]:
        days = []
        for hole, step in zip(part, steps, strict=True):
            on = self._anchors[hole.row] = self._anchors.get(hole.row, 0) + step
            days.append(on)
        return days


def _pairs(values: Sequence[Json]) -> list[tuple[Json, Sequence[str]]]:
    """Split values; a few texts that differ in nothing but figures are left whole."""
    texts = {value: split(value)[1] for value in values if isinstance(value, str)}
    is_few = len(texts) <= max(1, _SELDOM * len(values))
    kinds = {kind for tokens in texts.values() for kind, _ in tokens}
    if is_few and kinds.isdisjoint({*NAMED, DAY}):
        return [(whole(value), ()) if isinstance(value, str) else _split(value) for value in values]
    return [_split(value) for value in values]


def _split(value: Json) -> tuple[Json, Sequence[str]]:
    """Tell the template of a value and what it lacks; odd numbers stand in it as they are."""
    if isinstance(value, str):
        template, tokens = split(value)
        return template, [spelling for _, spelling in tokens]
    if isinstance(value, bool) or value is None:
        return value, ()
    if isinstance(value, int) and numbers.is_writable(value):
        return 0, [str(value)]
    return [value], ()


def _filled(template: Json, spelt: Sequence[str]) -> Json:
    if isinstance(template, str):
        return fill(template, spelt)
    if isinstance(template, list):
        return template[0]
    return int(spelt[0]) if spelt else template


def _kinds(template: Json) -> list[str]:
    if isinstance(template, str):
        return holes(template)
    return [_INT] if _name(template) == "0" else []


def _name(template: Json) -> str:
    """Tell templates apart that Python holds for equal, like 0 and false."""
    return json.dumps(template)


def _chosen(templates: Sequence[Json]) -> tuple[list[Json], Json]:
    """Choose between an alphabet with letters, and every cell's own template."""
    entries = {_name(template): template for template in templates}
    if len(entries) == 1:
        return list(entries.values()), ""
    is_alphabet = len(entries) <= min(_FEW * len(templates), len(numbers.LETTERS))
    if not is_alphabet:
        return list(templates), _EACH_ITS_OWN
    places = {name: numbers.LETTERS[place] for place, name in enumerate(entries)}
    return list(entries.values()), "".join(places[_name(template)] for template in templates)


def _spread(entries: Sequence[Json], letters: Json, count: int) -> list[Json]:
    if letters == "":
        return [entries[0]] * count
    if letters == _EACH_ITS_OWN:
        told = list(entries)
    else:
        places = {letter: place for place, letter in enumerate(numbers.LETTERS)}
        told = [entries[places[letter]] for letter in letters]
    if len(told) != count:
        raise ValueError("a column has another length")
    return told


def _parts(
    rows: Sequence[int], templates: Sequence[Json], *, by_entry: bool
) -> list[tuple[str, list[_Hole]]]:
    """Gather the holes of a kind: by template and place, or all of the column together."""
    kinds: dict[str, list[str]] = {}
    gathered: dict[tuple[str, ...], list[_Hole]] = {}
    name: Callable[[Json], str] = _name if by_entry else lambda _: ""
    for cell, template in enumerate(templates):
        own = kinds.setdefault(_name(template), _kinds(template))
        for at, kind in enumerate(own):
            key = (kind, name(template), str(at) if by_entry else "")
            gathered.setdefault(key, []).append(_Hole(cell, at, rows[cell]))
    return [(key[0], part) for key, part in gathered.items()]


def _joined(entries: Sequence[Json]) -> Json:
    is_plain = all(isinstance(one, str) and _BETWEEN not in one for one in entries)
    return _BETWEEN.join(entries) if is_plain and entries else list(entries)


def _split_up(listed: Json) -> list[Json]:
    return listed.split(_BETWEEN) if isinstance(listed, str) else list(listed)
