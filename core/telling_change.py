"""Tells the citizen of a change without being asked: the wish is recorded with the event."""

from core.model.case import Case
from core.model.disputes import made_move
from core.model.event import Event
from core.ports import Clock, Work
from core.wishes import EVENT, status_letter, status_text

# Changes after which the citizen has something to do or to hope for.
TOLD = frozenset({"case_observed", "case_resolved", "case_ready"})
CONSENT = "sms_notices"


def tell_change(work: Work, case: Case, event: Event, clock: Clock) -> None:
    """Wish a text for who agreed to texts and has a phone, else a letter for who has an address.

    Nothing goes out of a move that moved nothing, nor while what stands is contradicted.
    """
    if made_move(event) not in TOLD or not _counts(work.case(case.number) or case, event):
        return
    citizen = work.citizen(case.applicant)
    if citizen is None or citizen.erased:
        return
    cause, at = f"{EVENT}{event.id}", clock.now()
    if CONSENT in citizen.consents and citizen.phones:
        work.intend(status_text(case.number, cause=cause, at=at))
    elif "address" in citizen.values:
        work.intend(status_letter(case.number, cause=cause, at=at))


def _counts(case: Case, event: Event) -> bool:
    return not case.is_disputed and all(one.event != event.id for one in case.disputes)
