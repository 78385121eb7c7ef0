"""What each kind of event changes in a case, once it is known that it counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.model.case import Case, Issue, Outcome
from core.model.case_number import CaseNumber
from core.model.event import Event
from core.model.itinerary import Stay
from core.model.legal_clock import Pause
from core.model.route import Deviation
from core.model.state import State
from core.model.term import Silence, Term, Unit

Step = Callable[[Case, Event], Case]


def _received(case: Case, event: Event) -> Case:
    received = event.draft.received_on
    clock = replace(case.clock, started_on=received)
    return replace(case, received_on=received, clock=clock)


def _observed(case: Case, event: Event) -> Case:
    data, since = event.draft.data, event.draft.effective_on
    clock = replace(case.clock, citizen_term=read_term(data.get("cure")), citizen_since=since)
    if case.state is State.OBSERVADO_MESA:
        clock = replace(clock, started_on=None)
    elif since is not None:
        clock = replace(clock, pauses=(*clock.pauses, Pause(since, None, event.draft.basis)))
    return replace(case, clock=clock, reasons=tuple(data["reasons"]))


def _cured(case: Case, event: Event) -> Case:
    cured = event.draft.received_on
    clock = replace(case.clock, citizen_term=None, citizen_since=None)
    # At the counter the clock starts with the cure; later it goes on from where it stopped.
    clock = (
        replace(clock, started_on=cured)
        if case.state is State.PRESENTADO
        else replace(clock, pauses=_closed(clock.pauses, cured))
    )
    return replace(case, clock=clock, reasons=())


def _cure_received(case: Case, event: Event) -> Case:
    """Let the entity's time begin, or go on, once it has what was handed in at a unit."""
    received, clock = event.draft.received_on, case.clock
    if case.state not in (State.PRESENTADO, State.EN_TRAMITE):
        return case
    if clock.started_on is None:
        return replace(case, clock=replace(clock, started_on=received))
    if clock.pauses and clock.pauses[-1].until is None:
        clock = replace(clock, pauses=_closed(clock.pauses, received))
    return replace(case, clock=clock)


def _routed(case: Case, event: Event) -> Case:
    moved = replace(case, station=event.draft.data["station"])
    # An appeal goes a way of its own, which no route describes.
    return moved if case.state is State.IMPUGNADO else replace(moved, stays=_stays(case, event))


def _stays(case: Case, event: Event) -> tuple[Stay, ...]:
    """Add a stay; a hand-over to where the case lies begins no other one, so no day moves."""
    data, last = event.draft.data, case.stays[-1] if case.stays else None
    term, is_extended = read_term(data.get("term")), data.get("extended", False)
    if last is not None and last.office == data["station"]:
        kept = replace(last, term=term or last.term, is_extended=is_extended or last.is_extended)
        return (*case.stays[:-1], kept)
    deviation = data.get("deviation")
    stay = Stay(
        office=data["station"],
        since=event.draft.effective_on,
        term=term,
        deviation=None if deviation is None else Deviation(deviation),
    )
    return (*case.stays, stay)


def _suspended(case: Case, event: Event) -> Case:
    since = event.draft.effective_on
    if since is None:
        return case
    pauses = (*case.clock.pauses, Pause(since, None, event.draft.basis))
    return replace(case, clock=replace(case.clock, pauses=pauses))


def _resumed(case: Case, event: Event) -> Case:
    pauses = _closed(case.clock.pauses, event.draft.effective_on)
    return replace(case, clock=replace(case.clock, pauses=pauses))


def _resolved(case: Case, event: Event) -> Case:
    outcome = Outcome(event.draft.data["outcome"])
    clock = replace(case.clock, issued_on=event.draft.effective_on)
    return replace(case, outcome=outcome, clock=clock)


def _notified(case: Case, event: Event) -> Case:
    clock = replace(
        case.clock,
        citizen_term=read_term(event.draft.data.get("appeal")),
        citizen_since=event.draft.effective_on,
    )
    return replace(case, clock=clock)


def _appealed(case: Case, event: Event) -> Case:
    """Begin a new clock: an appeal is decided in a term of its own."""
    data = event.draft.data
    clock = replace(
        case.clock,
        term=read_term(data.get("term")),
        silence=Silence(data["silence"]),
        started_on=event.draft.received_on,
        pauses=(),
        citizen_term=None,
        citizen_since=None,
        issued_on=None,
    )
    return replace(case, clock=clock)


def _joined(case: Case, event: Event) -> Case:
    return replace(case, joined_to=CaseNumber.parse(event.draft.data["joined_to"]))


def _clave_issued(case: Case, event: Event) -> Case:
    return replace(case, issue=read_issue(event.draft.data["clave"]))


def unchanged(case: Case, _event: Event) -> Case:
    """Change nothing: most of what is told of a case is for the record."""
    return case


STEPS: Mapping[str, Step] = {
    "case_received": _received,
    "case_observed": _observed,
    "case_cured": _cured,
    "cure_received": _cure_received,
    "case_routed": _routed,
    "case_suspended": _suspended,
    "case_resumed": _resumed,
    "case_resolved": _resolved,
    "case_notified": _notified,
    "case_appealed": _appealed,
    "case_joined": _joined,
    "clave_issued": _clave_issued,
}


def _closed(pauses: tuple[Pause, ...], until: date | None) -> tuple[Pause, ...]:
    if not pauses:
        return pauses
    return (*pauses[:-1], replace(pauses[-1], until=until))


def read_issue(clave: Mapping[str, Any]) -> Issue:
    """Read which key made a clave."""
    return Issue(origin=clave["origin"], epoch=clave["epoch"], count=clave["issue"])


def read_aliases(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Read the office's own file number."""
    alias = data.get("alias")
    return () if alias is None else (alias,)


def read_day(data: Mapping[str, Any], field: str) -> date | None:
    """Read a day that an event may carry."""
    text = data.get(field)
    return None if text is None else date.fromisoformat(text)


def read_term(written: Mapping[str, Any] | None) -> Term | None:
    """Read a term as `write_term` wrote it into an event."""
    if written is None:
        return None
    return Term(written["count"], Unit(written["unit"]), written["basis"])


def write_term(term: Term | None) -> Mapping[str, Any] | None:
    """Write a term into an event, so that a later change of the law does not move it."""
    if term is None:
        return None
    return {"count": term.count, "unit": term.unit.value, "basis": term.basis}
