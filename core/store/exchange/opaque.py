"""A parcel as text, for a run that waits until the one before it has come."""

import json

from core.model.exchange import Parcel, VaultValue
from core.store.event_rows import as_json, to_event, to_row


def written(parcel: Parcel) -> str:
    """Write what came up the chain; a parcel on the way up has neither order nor documents."""
    return as_json(
        {
            "events": [to_row(event) for event in parcel.events],
            "values": [[one.person, one.field, one.version, one.value] for one in parcel.values],
            "secrets": dict(parcel.secrets),
        }
    )


def read(text: str) -> Parcel:
    """Read back what `written` wrote."""
    facts = json.loads(text)
    return Parcel(
        events=tuple(to_event(row) for row in facts["events"]),
        values=tuple(VaultValue(*value) for value in facts["values"]),
        secrets=facts["secrets"],
    )
