"""Moments to the millisecond as numbers, and the places of events in their chains as steps."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from core.model.event import EventId

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_number(moment: datetime) -> int:
    """Count the milliseconds, as the journal writes moments: the rest is cut off."""
    return (moment - _BEGINNING) // _MILLISECOND


def to_moment(number: int) -> datetime:
    """Tell the moment of a count."""
    return _BEGINNING + number * _MILLISECOND


def steps(numbers: Sequence[int]) -> list[int]:
    """Tell each number by what it is more than the one before."""
    return [now - before for now, before in zip(numbers, (0, *numbers), strict=False)]


def sums(told: Sequence[int]) -> list[int]:
    """Undo the steps."""
    found, total = [], 0
    for step in told:
        total += step
        found.append(total)
    return found


def chain_steps(ids: Sequence[EventId], order: Sequence[int]) -> list[int]:
    """Tell each seq by how far it is from the one that its chain and the hub's order suggest."""
    last: dict[tuple[str, int], int] = {}
    told = []
    for at, one in enumerate(ids):
        told.append(one.seq - _suggested(ids, order, (last.get(one[:2]), at)))
        last[one[:2]] = at
    return told


def chain_places(
    chains: Sequence[tuple[str, int]], order: Sequence[int], told: Sequence[int]
) -> list[EventId]:
    """Undo the steps of chains."""
    last: dict[tuple[str, int], int] = {}
    ids: list[EventId] = []
    for at, (chain, step) in enumerate(zip(chains, told, strict=True)):
        ids.append(EventId(*chain, step + _suggested(ids, order, (last.get(chain), at))))
        last[chain] = at
    return ids


def _suggested(ids: Sequence[EventId], order: Sequence[int], places: tuple[int | None, int]) -> int:
    before, now = places
    if before is None:
        return 0
    return ids[before].seq + (order[now] - order[before] if order else 1)
