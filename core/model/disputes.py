"""The judge: what an event does to a case, by what its author had seen and what the law allows.

It reads nothing but the case and the event, so the hub and every unit come to the same verdict
without telling each other (docs/decisions/0023).
"""

from collections.abc import Mapping
from typing import Any

from core.model.case import Case
from core.model.causality import has_seen
from core.model.event import Event
from core.model.lapse import CURE, is_in_time
from core.model.moves import ASSERTION, MOVES
from core.model.state import State
from core.model.verdict import Dispute, Verdict

RESOLUTION = "dispute_resolved"
DELIVERY = "case_delivered"

# What a hand in the field records of papers: where the authority has decided meanwhile it is a
# fact for the file, and decides nothing.
FIELD_KINDS = frozenset(
    {
        "case_received",  # the papers came in
        "case_observed",  # a paper was missing
        "case_cured",  # the missing paper came
        "case_ready",  # something lies ready to be fetched
    }
)
# What only the authority, or the law in its place, brings about.
AUTHORITY_STATES = frozenset(
    {
        State.RESUELTO,  # decided (TUO LPAG art. 197)
        State.NOTIFICACION_EN_CURSO,  # decided, and on its way
        State.NOTIFICADO,  # decided and told (art. 20)
        State.SILENCIO_POSITIVO,  # ends the procedure as a decision does (art. 199.2)
    }
)
_SILENCES = frozenset({State.SILENCIO_POSITIVO, State.SILENCIO_NEGATIVO})
# Facts that make two moves of one name two different ones.
_DECIDING = ("outcome", "station", "joined_to")


def judge(case: Case, event: Event) -> Verdict:
    """Tell what an event does to a case; what is no move is always taken in."""
    kind = event.draft.kind
    # What an office's own system says replaces what was known: it is nobody's move from a state.
    if kind == ASSERTION or (kind not in MOVES and kind != RESOLUTION):
        return Verdict.APPLIED
    sees_all = sees_heads(case, event)
    if sees_all and _is_legal(case, event):
        waits = case.is_disputed and kind != RESOLUTION
        return Verdict.DISPUTED if waits else Verdict.APPLIED
    if kind == RESOLUTION:
        return Verdict.DISPUTED
    return _set_aside(case, event, sees_all=sees_all)


def sees_heads(case: Case, event: Event) -> bool:
    """Say whether the author had every move that nobody has followed yet."""
    return all(has_seen(event, head) for head in case.heads or (case.last,))


def _set_aside(case: Case, event: Event, *, sees_all: bool) -> Verdict:
    kind = event.draft.kind
    if kind == DELIVERY and case.state is State.ENTREGADO:
        return Verdict.DELIVERED_TWICE
    if not sees_all and _leads_here(case, event):
        return Verdict.DUPLICATE
    if not sees_all and _crosses_lapse(case, event):
        return Verdict.DISPUTED
    if case.is_closed or (kind in FIELD_KINDS and case.state in AUTHORITY_STATES):
        return Verdict.FACT
    return Verdict.DISPUTED


def _crosses_lapse(case: Case, event: Event) -> bool:
    """Say whether the case was closed for want of what the author had, in time, in hand.

    Whatever the author did then follows from it, and waits with it.
    """
    if case.lapse is None or has_seen(event, case.lapse.event):
        return False
    if event.draft.kind == CURE and is_in_time(case.lapse, event):
        return True
    waiting = (one.event for one in case.open_disputes if one.verdict is Verdict.DISPUTED)
    return any(has_seen(event, one) for one in waiting)


def before_lapse(case: Case, kind: str) -> State | None:
    """Tell the state to which a case goes back if a cure holds that its lapse did not know."""
    waits = any(one.kind == CURE and one.verdict is Verdict.DISPUTED for one in case.open_disputes)
    return case.lapse.before if case.lapse is not None and kind == CURE and waits else None


def set_aside(case: Case, event: Event, verdict: Verdict) -> Dispute:
    """Keep what a move wanted that is not applied."""
    return Dispute(
        event=event.id, verdict=verdict, kind=event.draft.kind, state=_wanted(case, event)
    )


def wanted_move(event: Event) -> Mapping[str, Any] | None:
    """Read the move that a resolution makes, none if it keeps what stands."""
    move: Mapping[str, Any] | None = event.draft.data.get("move")
    return move


def made_move(event: Event) -> str:
    """Name the move that an event makes if it is applied: a resolution makes another's."""
    move = wanted_move(event) if event.draft.kind == RESOLUTION else None
    return event.draft.kind if move is None else str(move["kind"])


def _is_legal(case: Case, event: Event) -> bool:
    if event.draft.kind != RESOLUTION:
        return _may(case, event.draft.kind, event.draft.data)
    move = wanted_move(event)
    if move is None or _may(case, move["kind"], move["data"]):
        return True
    before = before_lapse(case, move["kind"])
    return before is not None and before is _from(case, move["data"])


def _may(case: Case, kind: str, data: Mapping[str, Any]) -> bool:
    """Say whether a move leads on; that silence has operated its author knows, no other state."""
    before = _from(case, data)
    known = before is case.state or (before in _SILENCES and not case.is_closed)
    return known and before in _paths(kind)


def _from(case: Case, data: Mapping[str, Any]) -> State:
    return State(data.get("from", case.state))


def _paths(kind: str) -> Mapping[State, State]:
    return MOVES[kind].paths if kind in MOVES else {}


def _leads_here(case: Case, event: Event) -> bool:
    """Say whether a move says what the case says already, though its author did not know."""
    data, paths = event.draft.data, _paths(event.draft.kind)
    here = {paths.get(State(data["from"]))} if "from" in data else set(paths.values())
    known: dict[str, object] = {
        "outcome": case.outcome,
        "station": case.station,
        "joined_to": None if case.joined_to is None else case.joined_to.digits,
    }
    same = all(data[name] == known[name] for name in _DECIDING if name in data)
    reasons = "reasons" not in data or set(data["reasons"]) == set(case.reasons)
    return case.state in here and same and reasons


def _wanted(case: Case, event: Event) -> State | None:
    """Tell where a move would have led: from where the case is, or else if it leads to one place.

    What its author took the case for is not told; a resolution that came too late wanted a state
    only if it made a move.
    """
    data, kind = event.draft.data, event.draft.kind
    if kind == RESOLUTION:
        move = wanted_move(event)
        if move is None:
            return None
        data, kind = move["data"], move["kind"]
    paths = _paths(kind)
    # What came in time leads on from where the lapse began.
    before = case.lapse.before if case.lapse and kind == CURE else _from(case, data)
    straight = paths.get(before)
    anywhere = set(paths.values())
    return straight or (anywhere.pop() if len(anywhere) == 1 else None)
