"""Who had seen what: told by the ids that an author names, never by a clock."""

from collections.abc import Iterable

from core.model.event import Event, EventId


def has_seen(event: Event, earlier: EventId) -> bool:
    """Say whether the author of an event had another one when writing it."""
    return any(reaches(known, earlier) for known in (event.id, *event.draft.base))


def reaches(known: EventId, earlier: EventId) -> bool:
    """Say whether one id implies another: in a chain nobody has what follows without it.

    A new epoch may begin behind what the one before had come to (a backup), so it implies nothing.
    """
    same_chain = (known.origin, known.epoch) == (earlier.origin, earlier.epoch)
    return same_chain and known.seq >= earlier.seq


def frontier(ids: Iterable[EventId]) -> tuple[EventId, ...]:
    """Name what was seen with as few ids as do: the last one of each chain."""
    newest: dict[tuple[str, int], EventId] = {}
    for one in ids:
        chain = (one.origin, one.epoch)
        newest[chain] = max(newest.get(chain, one), one)
    return tuple(newest[chain] for chain in sorted(newest))


def elsewhere(ids: Iterable[EventId], chain: tuple[str, int]) -> tuple[EventId, ...]:
    """Leave out what lies in the author's own chain: whatever is written there implies it."""
    return tuple(one for one in ids if (one.origin, one.epoch) != chain)
