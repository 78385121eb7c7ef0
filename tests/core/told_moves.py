"""Moves of one case by several authors, without a house: for the laws of the fold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.case_story import settle
from core.model.event import GENESIS, Draft, Event, EventId

NUMBER, OTHER = CaseNumber.compose("140", 4276), CaseNumber.compose("140", 1)
DAY = date(2026, 11, 16)
AT = datetime(2026, 11, 16, 17, tzinfo=UTC)
OPENED: Mapping[str, Any] = {
    "number": NUMBER.digits,
    "state": "PRESENTADO",
    "procedure": "PE/domicilio",
    "applicant": "someone",
    "district": "080405",
    "clave": {"origin": "hub", "epoch": 7, "issue": 1},
    "silence": "positive",
}
# What each move must say beside its name.
SAID: Mapping[str, Mapping[str, Any]] = {
    "case_observed": {"reasons": ["firma-solicitud"]},
    "case_routed": {"station": "licencias"},
    "case_resolved": {"outcome": "favorable"},
    "case_appealed": {"silence": "negative"},
    "case_joined": {"joined_to": OTHER.digits},
    "clave_issued": {"clave": {"origin": "tambo.3", "epoch": 9, "issue": 2}},
    "asserted": {**OPENED, "state": "EN_TRAMITE", "as_of": "2026-11-16"},
    "dispute_resolved": {"over": []},
}


@dataclass
class Author:
    """Someone who writes a chain of events about the one case."""

    origin: str
    epoch: int = 7
    seq: int = 0
    told: list[Event] = field(default_factory=list)

    def write(
        self, kind: str, *seen: EventId, data: Mapping[str, Any] | None = None, number: str = ""
    ) -> Event:
        """Write the next event of the chain, having seen these."""
        self.seq += 1
        draft = Draft(
            kind=kind,
            subject=f"case:{number or NUMBER}",
            institution="PE/muni-pisac",
            actor=f"user:{self.origin}",
            via="cli",
            happened_at=AT,
            data={**SAID.get(kind, {}), **(data or {})},
            base=seen,
            presented_on=DAY,
            received_on=DAY,
            effective_on=DAY,
        )
        place = EventId(self.origin, self.epoch, self.seq)
        event = Event(id=place, draft=draft, recorded_at=AT, prev_hash=GENESIS)
        self.told.append(event)
        return event


def opened(hub: Author, state: str = "PRESENTADO") -> Event:
    """Open the case."""
    return hub.write("case_opened", data={**OPENED, "state": state})


def folded(*events: Event) -> Case:
    """Settle events in this order."""
    case: Case | None = None
    for event in events:
        case = settle(case, event)
    assert case is not None
    return case
