"""Between a case and its rows: the projection, its alias and the cached deadlines."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from core.model.case import Case, Issue, Outcome
from core.model.case_number import CaseNumber
from core.model.case_story import read_term, write_term
from core.model.event import EventId, day
from core.model.itinerary import Stay
from core.model.lapse import Lapse
from core.model.legal_clock import ClockFacts, Deadline, Deadlines, Pause
from core.model.route import Deviation
from core.model.state import EFFECT, State
from core.model.term import Silence, Unit
from core.model.verdict import Dispute, Verdict
from core.store.event_rows import as_day, as_json


def to_row(case: Case) -> dict[str, Any]:
    """Write a case as the columns of its row."""
    return {
        "number": case.number.digits,
        "institution": case.institution,
        "procedure": case.procedure,
        "applicant": case.applicant,
        "district": case.district,
        "state": case.state.value,
        "station": case.station,
        "clock": as_json(
            _clock_facts(case.clock) | _stays_facts(case.stays) | _lapse_facts(case.lapse)
        ),
        "issue_origin": case.issue.origin,
        "issue_epoch": case.issue.epoch,
        "issue_count": case.issue.count,
        "last": str(case.last),
        "events": case.events,
        "presented_on": day(case.presented_on),
        "received_on": day(case.received_on),
        "reasons": as_json(list(case.reasons)),
        "outcome": None if case.outcome is None else case.outcome.value,
        "joined_to": None if case.joined_to is None else case.joined_to.digits,
        "aliases": as_json(list(case.aliases)),
        "as_of": day(case.as_of),
        "fingerprint": case.fingerprint,
        "heads": as_json([str(head) for head in case.heads]),
        "disputes": as_json([_dispute_facts(dispute) for dispute in case.disputes]),
    }


def to_case(row: RowMapping | Mapping[str, Any]) -> Case:
    """Read a case back."""
    state, clock = State(row["state"]), json.loads(row["clock"])
    last = EventId.parse(row["last"])
    return Case(
        number=CaseNumber(row["number"]),
        institution=row["institution"],
        procedure=row["procedure"],
        applicant=row["applicant"],
        district=row["district"],
        state=state,
        station=row["station"],
        clock=_to_clock(state, clock),
        issue=Issue(origin=row["issue_origin"], epoch=row["issue_epoch"], count=row["issue_count"]),
        last=last,
        events=row["events"],
        presented_on=as_day(row["presented_on"]),
        received_on=as_day(row["received_on"]),
        reasons=tuple(json.loads(row["reasons"])),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        joined_to=None if row["joined_to"] is None else CaseNumber(row["joined_to"]),
        aliases=tuple(json.loads(row["aliases"])),
        as_of=as_day(row["as_of"]),
        fingerprint=row["fingerprint"],
        stays=_to_stays(clock),
        # Rows from before there were units name no head: all was written in one place, in a row.
        heads=tuple(map(EventId.parse, json.loads(row["heads"]))) or (last,),
        disputes=tuple(map(_to_dispute, json.loads(row["disputes"]))),
        lapse=_to_lapse(clock),
    )


def _dispute_facts(dispute: Dispute) -> dict[str, Any]:
    settled = None if dispute.settled_by is None else str(dispute.settled_by)
    return {
        "event": str(dispute.event),
        "verdict": dispute.verdict.value,
        "kind": dispute.kind,
        "state": dispute.state,
        "settled_by": settled,
        # What waits for a person is found by this word (`contradicted`), without reading it all.
        "open": dispute.is_open,
    }


def _to_dispute(facts: Mapping[str, Any]) -> Dispute:
    state, settled = facts["state"], facts["settled_by"]
    return Dispute(
        event=EventId.parse(facts["event"]),
        verdict=Verdict(facts["verdict"]),
        kind=facts["kind"],
        state=None if state is None else State(state),
        settled_by=None if settled is None else EventId.parse(settled),
    )


def _clock_facts(clock: ClockFacts) -> dict[str, Any]:
    return {
        "term": write_term(clock.term),
        "silence": clock.silence.value,
        "started_on": day(clock.started_on),
        "pauses": [[day(p.since), day(p.until), p.basis] for p in clock.pauses],
        "citizen_term": write_term(clock.citizen_term),
        "citizen_since": day(clock.citizen_since),
        "issued_on": day(clock.issued_on),
        "distance_days": clock.distance_days,
        "electronic": clock.electronic,
    }


def _to_clock(state: State, facts: Mapping[str, Any]) -> ClockFacts:
    return ClockFacts(
        effect=EFFECT[state],
        term=read_term(facts["term"]),
        silence=Silence(facts["silence"]),
        started_on=as_day(facts["started_on"]),
        pauses=tuple(
            Pause(date.fromisoformat(since), as_day(until), basis)
            for since, until, basis in facts["pauses"]
        ),
        citizen_term=read_term(facts["citizen_term"]),
        citizen_since=as_day(facts["citizen_since"]),
        issued_on=as_day(facts["issued_on"]),
        distance_days=facts["distance_days"],
        electronic=facts["electronic"],
    )


def _stays_facts(stays: tuple[Stay, ...]) -> dict[str, Any]:
    """Write the stays beside the clock, whose days they are; a case never handed over has none."""
    facts = [
        [stay.office, day(stay.since), write_term(stay.term), stay.deviation, stay.is_extended]
        for stay in stays
    ]
    return {"stays": facts} if facts else {}


def _to_stays(facts: Mapping[str, Any]) -> tuple[Stay, ...]:
    return tuple(
        Stay(
            office=office,
            since=as_day(since),
            term=read_term(term),
            deviation=None if deviation is None else Deviation(deviation),
            is_extended=is_extended,
        )
        for office, since, term, deviation, is_extended in facts.get("stays", ())
    )


def _lapse_facts(lapse: Lapse | None) -> dict[str, Any]:
    """Write a lapse beside the clock that it stopped; most cases have none."""
    if lapse is None:
        return {}
    return {"lapse": [str(lapse.event), lapse.before.value, day(lapse.until)]}


def _to_lapse(facts: Mapping[str, Any]) -> Lapse | None:
    if "lapse" not in facts:
        return None
    event, before, until = facts["lapse"]
    return Lapse(event=EventId.parse(event), before=State(before), until=as_day(until))


def deadlines_facts(deadlines: Deadlines) -> str:
    """Write what the clock says as text of the cache."""
    return as_json(
        {
            "current": _written(deadlines.current),
            "decide_by": _written(deadlines.decide_by),
            "silence_on": day(deadlines.silence_on),
            "negative_silence_on": day(deadlines.negative_silence_on),
        }
    )


def to_deadlines(text: str, calendar_hash: str) -> Deadlines:
    """Read the cache back."""
    facts = json.loads(text)
    return Deadlines(
        current=_deadline(facts["current"]),
        decide_by=_deadline(facts["decide_by"]),
        silence_on=as_day(facts["silence_on"]),
        negative_silence_on=as_day(facts["negative_silence_on"]),
        calendar_hash=calendar_hash,
    )


def _written(deadline: Deadline | None) -> list[str | int] | None:
    if deadline is None:
        return None
    return [
        deadline.on.isoformat(),
        deadline.whose,
        deadline.rule,
        deadline.basis,
        deadline.count,
        deadline.unit.value,
    ]


def _deadline(written: list[Any] | None) -> Deadline | None:
    if written is None:
        return None
    on, whose, rule, basis, count, unit = written
    return Deadline(date.fromisoformat(on), whose, rule, basis, count, Unit(unit))
