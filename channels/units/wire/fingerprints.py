"""Leaves out what follows from the rest of a case: fingerprints of office rows, and its one head.

A fingerprint names what an office's row said. An assertion repeats all of it; a case that was
only asserted has most of it, and what it lacks is tried in the order of `_said`.
"""

import json
from collections.abc import Iterator, Mapping

from channels.units.wire.json_value import Json, carried, is_carried, uncarried
from core.model.asserted import FACTS, fingerprint_of
from core.model.event import canonical
from core.model.state import State

_FINGERPRINT, _HEADS, _LAST, _CLOCK = "fingerprint", "heads", "last", "clock"
_WAITS = frozenset({State.OBSERVADO_MESA.value, State.REQUERIDO.value})
Facts = Mapping[str, Json]


def omit_of_data(data: dict[str, Json]) -> dict[str, Json]:
    """Leave out the fingerprint that the data of an assertion lead to; wrap any other."""
    if _FINGERPRINT not in data:
        return data
    worked_out = next(_of_data(data), None)
    is_same = worked_out is not None and worked_out == data[_FINGERPRINT]
    return data | {_FINGERPRINT: 0 if is_same else carried(data[_FINGERPRINT])}


def restore_of_data(data: dict[str, Json]) -> dict[str, Json]:
    """Put the fingerprint back."""
    if _FINGERPRINT not in data:
        return data
    told = data[_FINGERPRINT]
    return data | {_FINGERPRINT: uncarried(told) if is_carried(told) else _only(_of_data(data))}


def omit_of_case(row: Facts) -> dict[str, Json]:
    """Leave out of a case's row its head that is its last event, and a fingerprint that follows."""
    kept = dict(row)
    if _HEADS in row:
        kept[_HEADS] = 0 if row[_HEADS] == _one_head(row) else carried(row[_HEADS])
    if _FINGERPRINT in row:
        known, told = _of_case(row), row[_FINGERPRINT]
        kept[_FINGERPRINT] = known.index(told) if told in known else carried(told)
    return kept


def restore_of_case(kept: Facts) -> dict[str, Json]:
    """Put both back."""
    row = dict(kept)
    if _HEADS in kept:
        told = kept[_HEADS]
        row[_HEADS] = uncarried(told) if is_carried(told) else _one_head(kept)
    if _FINGERPRINT in kept:
        told = kept[_FINGERPRINT]
        row[_FINGERPRINT] = uncarried(told) if is_carried(told) else _of_case(kept)[told]
    return row


def _only(found: Iterator[str]) -> str:
    for one in found:
        return one
    raise LookupError("a fingerprint that was left out cannot be worked out")


def _one_head(row: Facts) -> str:
    return canonical([row.get(_LAST)]).decode()


def _of_data(data: Facts) -> Iterator[str]:
    if all(name in data for name in FACTS):
        yield fingerprint_of(data)


def _of_case(row: Facts) -> list[str]:
    try:
        return [fingerprint_of(facts) for facts in _said(row)]
    except (LookupError, TypeError, ValueError):
        return []


def _said(row: Facts) -> Iterator[dict[str, Json]]:
    """Guess what the office's row said, from what its assertion made of the case."""
    clock = json.loads(row[_CLOCK])
    waits, since, term = row["state"] in _WAITS, clock["citizen_since"], clock["citizen_term"]
    said = {
        **{name: row[name] for name in ("state", "procedure", "station", "outcome")},
        **{name: row[name] for name in ("presented_on", "received_on")},
        "reasons": json.loads(row["reasons"]),
        "distance_days": clock["distance_days"],
        "resolved_on": clock["issued_on"],
        "observed_on": since if waits else None,
        "notified_on": None if waits else since,
        "cure_days": None,
    }
    yield said
    if waits and term is not None:
        yield said | {"cure_days": term["count"]}
