"""Cuts a parcel in two, each part with what its own events need beside them."""

from collections.abc import Iterator
from dataclasses import replace

from core.model.event import Event
from core.model.exchange import Parcel

Seal = tuple[str, str, object]


def cut(parcel: Parcel, at: int) -> tuple[Parcel, Parcel]:
    """Cut before an event; values go with whoever sealed them, documents with the first part."""
    first = _part(parcel, slice(0, at))
    return first, replace(_part(parcel, slice(at, None)), documents=())


def _part(parcel: Parcel, span: slice) -> Parcel:
    events = parcel.events[span]
    seals = {seal for event in events for seal in _seals(event)}
    people = {person for person, _, _ in seals}
    return replace(
        parcel,
        events=events,
        order=parcel.order[span],
        values=tuple(v for v in parcel.values if (v.person, v.field, v.version) in seals),
        secrets={who: said for who, said in parcel.secrets.items() if who in people},
    )


def _seals(event: Event) -> Iterator[Seal]:
    data = event.draft.data
    person = str(data.get("person", event.draft.subject.partition(":")[2]))
    sealed = data.get("sealed")
    for field, said in (sealed if isinstance(sealed, dict) else {}).items():
        if isinstance(said, dict):
            yield person, field, said.get("version")
