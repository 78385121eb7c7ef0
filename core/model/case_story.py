"""How each event changes a case: the fold that makes what is read out of what happened."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.model.case import Case, Issue, Outcome
from core.model.case_number import CaseNumber
from core.model.event import Event
from core.model.itinerary import Stay
from core.model.legal_clock import ClockFacts, Pause
from core.model.moves import ASSERTION, MOVES, OPENING, target
from core.model.route import Deviation
from core.model.state import EFFECT, State
from core.model.term import Silence, Term, Unit
from core.refusals import IllegalMove

Step = Callable[[Case, Event], Case]


def fold(case: Case | None, event: Event) -> Case:
    """Apply one event to a case; only an opening or an assertion may begin one."""
    kind = event.draft.kind
    if case is None:
        if kind not in (OPENING, ASSERTION):
            raise IllegalMove(state="", move=kind)
        return _opened(event)
    if kind == ASSERTION:
        return _asserted(case, event)
    changed = _STEPS.get(kind, _unchanged)(_moved(case, event), event)
    return replace(changed, last=event.id, events=case.events + 1)


def _moved(case: Case, event: Event) -> Case:
    kind = event.draft.kind
    if kind not in MOVES:
        return case
    # The author may have worked from a derived state (silence), which the event then names.
    before = State(event.draft.data.get("from", case.state))
    state = target(kind, before)
    # What is recorded here is known from here: no longer as of the day that the office told.
    clock = replace(case.clock, effect=EFFECT[state])
    return replace(case, state=state, clock=clock, as_of=None)


def _opened(event: Event) -> Case:
    data, draft = event.draft.data, event.draft
    state = State(data["state"])
    started = draft.received_on if state is not State.EN_RUTA else None
    case = Case(
        number=CaseNumber.parse(data["number"]),
        institution=draft.institution,
        procedure=data["procedure"],
        applicant=data["applicant"],
        district=data["district"],
        state=state,
        station=data.get("station"),
        clock=ClockFacts(
            effect=EFFECT[state],
            term=read_term(data.get("term")),
            silence=Silence(data.get("silence", Silence.UNCONFIRMED)),
            started_on=started,
            distance_days=data.get("distance_days", 0),
            electronic=data.get("electronic", False),
        ),
        issue=_issue(data["clave"]),
        last=event.id,
        events=0,
        presented_on=draft.presented_on,
        received_on=draft.received_on,
        aliases=_aliases(data),
    )
    if draft.kind == ASSERTION:
        return _asserted(case, event)
    return replace(case, events=1)


def _asserted(case: Case, event: Event) -> Case:
    """Believe what the office says as of a day: it starts only the clocks whose dates it states."""
    data, draft = event.draft.data, event.draft
    state = State(data["state"])
    observed, cure = _day(data, "observed_on"), read_term(data.get("cure"))
    notified = _day(data, "notified_on")
    appeal = read_term(data.get("appeal"))
    waits = state in (State.OBSERVADO_MESA, State.REQUERIDO)
    pauses = (Pause(observed, None, draft.basis),) if waits and observed is not None else ()
    clock = replace(
        case.clock,
        effect=EFFECT[state],
        started_on=None if state is State.OBSERVADO_MESA else draft.received_on,
        pauses=pauses,
        citizen_term=cure if waits else appeal,
        citizen_since=observed if waits else notified,
        issued_on=_day(data, "resolved_on"),
    )
    outcome = data.get("outcome")
    return replace(
        case,
        state=state,
        clock=clock,
        station=data.get("station"),
        stays=(),
        reasons=tuple(data.get("reasons", ())),
        outcome=None if outcome is None else Outcome(outcome),
        aliases=_aliases(data) or case.aliases,
        presented_on=draft.presented_on,
        received_on=draft.received_on,
        as_of=_day(data, "as_of"),
        fingerprint=data.get("fingerprint"),
        last=event.id,
        events=case.events + 1,
    )


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
    return replace(case, issue=_issue(event.draft.data["clave"]))


def _unchanged(case: Case, _event: Event) -> Case:
    return case


_STEPS: Mapping[str, Step] = {
    "case_received": _received,
    "case_observed": _observed,
    "case_cured": _cured,
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


def _issue(clave: Mapping[str, Any]) -> Issue:
    return Issue(origin=clave["origin"], epoch=clave["epoch"], count=clave["issue"])


def _aliases(data: Mapping[str, Any]) -> tuple[str, ...]:
    alias = data.get("alias")
    return () if alias is None else (alias,)


def _day(data: Mapping[str, Any], field: str) -> date | None:
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
