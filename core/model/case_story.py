"""How each event changes a case: the fold that makes what is read out of what happened."""

from dataclasses import replace

from core.model.case import Case, Outcome
from core.model.case_number import CaseNumber
from core.model.case_steps import (
    STEPS,
    read_aliases,
    read_day,
    read_issue,
    read_term,
    unchanged,
    write_term,
)
from core.model.causality import has_seen
from core.model.disputes import RESOLUTION, judge, sees_heads, set_aside, wanted_move
from core.model.event import Event
from core.model.lapse import lapse_after
from core.model.legal_clock import ClockFacts, Pause
from core.model.moves import ASSERTION, MOVES, OPENING, target
from core.model.state import EFFECT, State
from core.model.term import Silence
from core.model.verdict import Verdict
from core.refusals import CaseDisputed, IllegalMove, StaleCase

__all__ = ["fold", "read_term", "settle", "write_term"]


def fold(case: Case | None, event: Event) -> Case:
    """Apply an event that is written here; one that would move nothing is refused."""
    if case is not None and judge(case, event) is not Verdict.APPLIED:
        raise _refusal(case, event)
    return settle(case, event)


def settle(case: Case | None, event: Event) -> Case:
    """Take in an event from anywhere: one that the judge does not apply is kept beside the case.

    Only an opening or an assertion may begin a case, and none is opened twice.
    """
    kind = event.draft.kind
    if case is None:
        if kind not in (OPENING, ASSERTION):
            raise IllegalMove(state="", move=kind)
        return _opened(event)
    if kind == OPENING:
        raise IllegalMove(state=case.state.value, move=kind)
    verdict = judge(case, event)
    if verdict is not Verdict.APPLIED:
        return _kept_beside(case, event, verdict)
    if kind == ASSERTION:
        return _asserted(case, event)
    changed = _resolved(case, event) if kind == RESOLUTION else _applied(case, event)
    return replace(changed, last=event.id, events=case.events + 1)


def _refusal(case: Case, event: Event) -> CaseDisputed | IllegalMove | StaleCase:
    kind = event.draft.kind
    if kind != RESOLUTION and case.is_disputed:
        return CaseDisputed()
    return (
        IllegalMove(state=case.state.value, move=kind) if sees_heads(case, event) else StaleCase()
    )


def _kept_beside(case: Case, event: Event, verdict: Verdict) -> Case:
    """Change no state; one who says the same as the last move is followed together with it."""
    heads = case.heads
    if verdict is Verdict.DUPLICATE:
        heads = (*(head for head in heads if not has_seen(event, head)), event.id)
    return replace(
        case,
        disputes=(*case.disputes, set_aside(case, event, verdict)),
        heads=heads,
        last=event.id,
        events=case.events + 1,
    )


def _resolved(case: Case, event: Event) -> Case:
    """Close the disputes that it names, and make the move that was found to hold, if any."""
    over, move = set(event.draft.data["over"]), wanted_move(event)
    if move is not None:
        draft = replace(event.draft, kind=move["kind"], data=move["data"])
        case = _applied(case, replace(event, draft=draft))
    settled = (
        replace(one, settled_by=event.id) if one.is_open and str(one.event) in over else one
        for one in case.disputes
    )
    return replace(case, disputes=tuple(settled), heads=(event.id,))


def _applied(case: Case, event: Event) -> Case:
    kind = event.draft.kind
    moved = _moved(case, event) if kind in MOVES else case
    return STEPS.get(kind, unchanged)(moved, event)


def _moved(case: Case, event: Event) -> Case:
    # The author may have worked from a derived state (silence), which the event then names.
    before = State(event.draft.data.get("from", case.state))
    state = target(event.draft.kind, before)
    # What is recorded here is known from here: no longer as of the day that the office told.
    clock = replace(case.clock, effect=EFFECT[state])
    lapse = lapse_after(case.lapse, event, before, state)
    return replace(case, state=state, clock=clock, as_of=None, heads=(event.id,), lapse=lapse)


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
        issue=read_issue(data["clave"]),
        last=event.id,
        heads=(event.id,),
        events=0,
        presented_on=draft.presented_on,
        received_on=draft.received_on,
        aliases=read_aliases(data),
    )
    if draft.kind == ASSERTION:
        return _asserted(case, event)
    return replace(case, events=1)


def _asserted(case: Case, event: Event) -> Case:
    """Believe what the office says as of a day: it starts only the clocks whose dates it states."""
    data, draft = event.draft.data, event.draft
    state = State(data["state"])
    observed, cure = read_day(data, "observed_on"), read_term(data.get("cure"))
    notified = read_day(data, "notified_on")
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
        issued_on=read_day(data, "resolved_on"),
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
        aliases=read_aliases(data) or case.aliases,
        presented_on=draft.presented_on,
        received_on=draft.received_on,
        as_of=read_day(data, "as_of"),
        fingerprint=data.get("fingerprint"),
        last=event.id,
        heads=(event.id,),
        lapse=lapse_after(case.lapse, event, case.state, state),
        events=case.events + 1,
    )
