"""Events of a unit that come to a house, without the way they came."""

from collections.abc import Mapping
from typing import Any

from config.house import House
from core.model.case_number import CaseNumber
from core.model.event import GENESIS, Draft, Event, EventId
from core.store import event_rows
from tests.core.stories import PISAC, PISAC_DISTRICT, case_of
from tests.houses import TODAY

UNIT = "tambo.3"


def a_foreign_event(
    house: House,
    subject: str,
    kind: str,
    base: tuple[EventId, ...] = (),
    *,
    data: Mapping[str, Any] | None = None,
    seq: int = 1,
) -> Event:
    """Let a unit have written something, with what it had seen of the subject."""
    now = house.clock.now()
    draft = Draft(
        kind=kind,
        subject=subject,
        institution=PISAC,
        actor="user:boatman",
        via="unit",
        happened_at=now,
        data=data or {},
        buckets=(PISAC_DISTRICT,),
        basis="TUO LPAG art. 200",
        base=base,
        presented_on=TODAY,
        received_on=TODAY,
        effective_on=TODAY,
    )
    return Event(id=EventId(UNIT, 3, seq), draft=draft, recorded_at=now, prev_hash=GENESIS)


def arrives(house: House, *events: Event) -> None:
    """Let events come in and be folded."""
    with house.shelf.ledger.writing() as work:
        for event in events:
            work.projections.settle(event)
            work.arriving.accept(
                event_rows.to_row(event),
                house.clock.now(),
                event.draft.buckets,
                transport="http",
            )


def contradicted(
    house: House,
    number: CaseNumber,
    kind: str = "case_withdrawn",
    data: Mapping[str, Any] | None = None,
    *,
    base: tuple[EventId, ...] | None = None,
    seq: int = 1,
) -> Event:
    """Let a unit have moved a case since its opening, without knowing what the office did."""
    opening = house.shelf.case_log.events(number)[0].id
    seen = (opening,) if base is None else base
    event = a_foreign_event(house, f"case:{number}", kind, seen, data=data, seq=seq)
    arrives(house, event)
    assert any(one.event == event.id for one in case_of(house, number).disputes)
    return event
