"""A hub and two units of its district, each maybe of another release than the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from config.house import House
from core.model.event import Draft, Event
from tests.channels.units.exchanges import Between
from tests.core.stories import PISAC, PISAC_DISTRICT
from tests.store.units import untaught

# As a later release may write: kinds, subjects and fields that nobody here knows.
LATER: Mapping[str, Any] = {
    "weight": 1.5,
    "big": 2**80,
    "flags": [True, None, {"ñandú": "\u2028", "": []}],
    "sealed_later": {"name": {"version": 3, "commitment": "ab" * 32}},
    "like_an_id": "0123456789abcdef" * 2,
    "like_a_number": "1400000014",
    "day": "2026-02-30",
}


def later(subject: str, kind: str, **more: Any) -> Draft:  # noqa: ANN401 - as a release may write
    """Write something of two releases on."""
    return Draft(
        kind=kind,
        subject=subject,
        institution=PISAC,
        actor="user:boatman",
        via="drone",
        happened_at=more.pop("at"),
        data={**LATER, **more},
        buckets=(PISAC_DISTRICT,),
        schema_v=3,
    )


@dataclass(frozen=True)
class Three:
    """A hub and two units of its district, each maybe of another release."""

    hub: House
    newer: House
    older: House

    @property
    def units(self) -> Sequence[Between]:
        return (Between(self.hub, self.newer), Between(self.hub, self.older))

    def meet(self) -> None:
        for line in (*self.units, *self.units):
            line.all()

    def writes(self, house: House, draft: Draft) -> Event:
        """Let a place write what its release alone knows how to fold."""
        with house.shelf.ledger.writing() as work:
            untaught(work)
            return work.append(draft)


def events_of(house: House, kind: str) -> list[Event]:
    return [event for _, event in house.shelf.journal.events() if event.draft.kind == kind]
