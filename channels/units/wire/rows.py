"""Rows of JSON as shapes and columns: what rows have in common is written once."""

import json
from collections.abc import Iterator, Sequence

from channels.units.wire import numbers
from channels.units.wire.columns import ColumnReader, ColumnWriter
from channels.units.wire.json_value import Json
from channels.units.wire.tokens import split
from core.model.event import canonical

# In a shape: a value, a text that is JSON itself, and the pairs whose keys hold a token.
_VALUE, _TEXT, _PAIRS = 0, "$", "~"
Path = tuple[str | int, ...]


def write_rows(writer: ColumnWriter, places: Sequence[int], rows: Sequence[Json]) -> list[Json]:
    """Write rows: their shapes, which shape each has, then one column for each path."""
    leaves: list[dict[Path, Json]] = [{} for _ in rows]
    shapes = [_shape(row, (), into, may_nest=True) for row, into in zip(rows, leaves, strict=True)]
    known: dict[str, tuple[int, Json]] = {}
    chosen = [known.setdefault(json.dumps(shape), (len(known), shape))[0] for shape in shapes]
    listed = [shape for _, shape in known.values()]
    told = numbers.write(chosen, writer.bits)
    columns = [
        writer.write(
            [place for place, own in zip(places, leaves, strict=True) if path in own],
            [own[path] for own in leaves if path in own],
        )
        for path in _paths(listed)
    ]
    return [listed, told, *columns]


def read_rows(reader: ColumnReader, written: Sequence[Json], places: Sequence[int]) -> list[Json]:
    """Read the rows back."""
    listed, told, *columns = written
    chosen = numbers.read(told, len(places), reader.bits)
    own = [dict.fromkeys(_walk(shape, ())) for shape in listed]
    leaves: list[dict[Path, Json]] = [{} for _ in places]
    for path, column in zip(_paths(listed), columns, strict=True):
        bearers = [at for at, shape in enumerate(chosen) if path in own[shape]]
        values = reader.read(column, [places[at] for at in bearers])
        for at, value in zip(bearers, values, strict=True):
            leaves[at][path] = value
    pairs = zip(chosen, leaves, strict=True)
    return [_row(listed[shape], (), leaf, may_nest=True) for shape, leaf in pairs]


def _shape(value: Json, path: Path, into: dict[Path, Json], *, may_nest: bool) -> Json:
    if isinstance(value, dict):
        return _shape_of_object(value, path, into, may_nest=may_nest)
    if isinstance(value, list):
        return [_shape(one, (*path, at), into, may_nest=may_nest) for at, one in enumerate(value)]
    inner = _inner(value) if may_nest else None
    if inner is not None:
        # Once, and never within itself: every turn would double what it is read back to.
        return [_TEXT, _shape(inner, (*path, _TEXT), into, may_nest=False)]
    into[path] = value
    return _VALUE


def _shape_of_object(
    value: dict[str, Json], path: Path, into: dict[Path, Json], *, may_nest: bool
) -> dict[str, Json]:
    shape: dict[str, Json] = {}
    pairs: list[Json] = []
    for key in sorted(value):
        if key.startswith(_PAIRS) or split(key)[1]:
            at = (*path, _PAIRS, len(pairs))
            into[*at, 0] = key
            pairs.append([_VALUE, _shape(value[key], (*at, 1), into, may_nest=may_nest)])
        else:
            shape[key] = _shape(value[key], (*path, key), into, may_nest=may_nest)
    return shape | {_PAIRS: pairs} if pairs else shape


def _inner(value: Json) -> Json:
    """Read a text that is an object or a list in the house's one way of writing; else none."""
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return None
    try:
        inner = json.loads(value)
        return inner if canonical(inner).decode() == value else None
    except (ValueError, RecursionError):
        return None


def _paths(shapes: Sequence[Json]) -> list[Path]:
    return list(dict.fromkeys(path for shape in shapes for path in _walk(shape, ())))


def _walk(shape: Json, path: Path) -> Iterator[Path]:
    """Tell the paths of the values in a shape."""
    if isinstance(shape, dict):
        for key, inner in shape.items():
            yield from _walk(inner, (*path, key))
    elif not isinstance(shape, list):
        yield path
    elif shape[:1] == [_TEXT]:
        yield from _walk(shape[1], (*path, _TEXT))
    else:
        for at, inner in enumerate(shape):
            yield from _walk(inner, (*path, at))


def _row(shape: Json, path: Path, leaf: dict[Path, Json], *, may_nest: bool) -> Json:
    if isinstance(shape, dict):
        return _object(shape, path, leaf, may_nest=may_nest)
    if not isinstance(shape, list):
        return leaf[path]
    if shape[:1] == [_TEXT]:
        if not may_nest:
            raise ValueError("a text within a text")
        return canonical(_row(shape[1], (*path, _TEXT), leaf, may_nest=False)).decode()
    return [_row(inner, (*path, at), leaf, may_nest=may_nest) for at, inner in enumerate(shape)]


def _object(
    shape: dict[str, Json], path: Path, leaf: dict[Path, Json], *, may_nest: bool
) -> dict[str, Json]:
    row = {
        key: _row(inner, (*path, key), leaf, may_nest=may_nest)
        for key, inner in shape.items()
        if key != _PAIRS
    }
    for at, (_, inner) in enumerate(shape.get(_PAIRS, ())):
        where = (*path, _PAIRS, at)
        row[leaf[*where, 0]] = _row(inner, (*where, 1), leaf, may_nest=may_nest)
    return row
