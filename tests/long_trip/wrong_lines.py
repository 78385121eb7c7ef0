"""A hub that tells boats what is not so: who believes it must be found out by the trip."""

from dataclasses import replace
from typing import Any

from core.model.exchange import Acknowledged, Parcel, Place
from core.store.exchange import StoreHubShelf
from tests.exchange.lines import Faults


class Dropping(StoreHubShelf):
    """Loses the last event of each run, and acknowledges it all the same."""

    def accept(self, parcel: Parcel, /, **said: Any) -> Acknowledged:  # noqa: ANN401 - as it comes
        kept = parcel if len(parcel.events) == 1 else replace(parcel, events=parcel.events[:-1])
        return super().accept(kept, **said)

    def placed(self, *asked: Any) -> Acknowledged:  # noqa: ANN401 - as it comes
        told = super().placed(*asked)
        if not told.placed:
            return told
        *before, last = told.placed
        longer = Place(last.seq, last.hub_seq, last.count + 1)
        return replace(told, seq=told.seq + 1, placed=(*before, longer))


ACKNOWLEDGES_WHAT_IT_DROPPED = Faults(
    hub=lambda shelf: Dropping(shelf.ledger, shelf.effects)  # type: ignore[attr-defined]
)
