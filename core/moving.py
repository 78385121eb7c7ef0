"""Moves a case: every change of state, with who, when, on what basis, and what follows from it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.acts import Act
from core.cure_term import cure_term
from core.handing_over import extension, hand_over
from core.library import Books, Library
from core.model.case import Case, Outcome
from core.model.case_number import CaseNumber
from core.model.case_story import write_term
from core.model.event import Draft, Event
from core.model.moves import MOVES, target
from core.model.route import Deviation
from core.model.state import State
from core.model.term import Silence
from core.model.terms_of_law import APPEAL, APPEAL_DECISION, RECONSIDERATION_DECISION
from core.model.topics import Topic
from core.move_days import check_order, check_time_is_over
from core.notes import note_field
from core.people import sealed_data
from core.ports import Clock, Ledger, Work
from core.refusals import (
    CaseDisputed,
    CaseNotFound,
    DateOutOfOrder,
    HubOnly,
    IllegalMove,
    ReasonUnknown,
)
from core.standing import standing
from core.telling_change import tell_change


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What changes, besides who does it: `effective_on` is the day on which it takes effect."""

    kind: str
    data: dict[str, Any]
    effective_on: date
    received_on: date | None = None
    presented_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoving:
    """Moves cases along the paths that the law allows."""

    ledger: Ledger
    library: Library
    clock: Clock
    at_unit: bool = False

    def receive(self, number: CaseNumber, act: Act) -> Event:
        """Record that the competent entity has the request: its clock starts (arts. 131-133)."""
        if self.at_unit:
            raise HubOnly
        return self._move(
            number,
            act,
            Move(kind="case_received", data={}, effective_on=act.on, received_on=act.on),
        )

    def observe(
        self,
        number: CaseNumber,
        act: Act,
        *,
        reasons: tuple[str, ...],
        note: str | None = None,
        days: int | None = None,
    ) -> Event:
        """Say once, and all at once, what is missing (art. 136); free text goes to the vault."""
        with self.ledger.writing() as work:
            case = self._case(work, number, act)
            books = self.library.books()
            book = books.reasons[books.institution(case.institution).country]
            if not reasons:
                raise ReasonUnknown(reason="")
            for reason in reasons:
                book.pick(reason)
            data = {
                "reasons": list(dict.fromkeys(reasons)),
                "reasons_version": book.version,
                "cure": write_term(cure_term(case, days)),
            }
            if note:
                data |= _sealed_note(work, case, note)
            return self._append(
                work, case, act, Move(kind="case_observed", data=data, effective_on=act.on)
            )

    def cure(self, number: CaseNumber, act: Act, *, presented_on: date | None = None) -> Event:
        """Record that what was missing is there: it may have been handed in elsewhere, earlier.

        At a unit the entity has not received it yet (docs/decisions/0024).
        """
        handed_in = presented_on or act.on
        with self.ledger.writing() as work:
            case = self._case(work, number, act)
            since = case.clock.citizen_since
            if handed_in > act.on or (since is not None and handed_in < since):
                raise DateOutOfOrder(field="presented_on")
            move = Move(
                kind="case_cured",
                data=act.stop,
                effective_on=act.on,
                received_on=None if self.at_unit else act.on,
                presented_on=handed_in,
            )
            return self._append(work, case, act, move)

    def route(
        self, number: CaseNumber, act: Act, *, station: str, deviation: Deviation | None = None
    ) -> Event:
        """Hand the case over to an office; off its route only with a reason (art. 143)."""
        with self.ledger.writing() as work:
            case = self._case(work, number, act)
            data = hand_over(case, self.library.books(), station, deviation)
            move = Move(kind="case_routed", data=dict(data), effective_on=act.on)
            return self._append(work, case, act, move)

    def extend(self, number: CaseNumber, act: Act) -> Event:
        """Give a report, once, the days more that its route allows (art. 143.3)."""
        with self.ledger.writing() as work:
            case = self._case(work, number, act)
            data = extension(case, self.library.books(), act.on)
            move = Move(kind="case_routed", data=dict(data), effective_on=act.on)
            return self._append(work, case, act, move)

    def resolve(self, number: CaseNumber, act: Act, *, outcome: Outcome) -> Event:
        """Record the decision; the entity has five days to notify it (art. 24.1)."""
        return self._move(
            number,
            act,
            Move(kind="case_resolved", data={"outcome": outcome.value}, effective_on=act.on),
        )

    def notify(self, number: CaseNumber, act: Act) -> Event:
        """Record that the decision was notified: the citizen's time to appeal starts (art. 218)."""
        return self._move(
            number,
            act,
            Move(kind="case_notified", data={"appeal": write_term(APPEAL)}, effective_on=act.on),
        )

    def deliver(self, number: CaseNumber, act: Act) -> Event:
        """Record that the citizen holds what was asked for."""
        return self._move(number, act, Move(kind="case_delivered", data={}, effective_on=act.on))

    def appeal(self, number: CaseNumber, act: Act, *, is_reconsideration: bool) -> Event:
        """Record an appeal, which has a term of its own (art. 218.2, Ley 31603)."""
        with self.ledger.writing() as work:
            case = self._case(work, number, act)
            term = RECONSIDERATION_DECISION if is_reconsideration else APPEAL_DECISION
            # Who took negative silence as a refusal has positive silence on appeal (art. 35.1.2).
            by_silence = case.state is not State.NOTIFICADO and self._may_appeal_silence(
                case, act.on
            )
            silence = Silence.POSITIVE if by_silence else Silence.NEGATIVE
            data: dict[str, Any] = {"term": write_term(term), "silence": silence.value}
            if by_silence:
                data["from"] = State.SILENCIO_NEGATIVO.value
            move = Move(
                kind="case_appealed",
                data=data,
                effective_on=act.on,
                received_on=act.on,
                presented_on=act.on,
            )
            return self._append(work, case, act, move)

    def join(self, number: CaseNumber, act: Act, *, other: CaseNumber) -> Event:
        """Join the case to another one, which goes on for both (art. 127.2)."""
        with self.ledger.writing() as work:
            case = self._case(work, number, act)
            main = work.case(other)
            if main is None or other == number or main.institution != case.institution:
                raise CaseNotFound
            if main.is_closed:
                raise IllegalMove(state=main.state.value, move="case_joined")
            move = Move(kind="case_joined", data={"joined_to": other.digits}, effective_on=act.on)
            return self._append(work, case, act, move)

    def record(self, number: CaseNumber, act: Act, *, kind: str) -> Event:
        """Record a move that needs nothing but its basis: suspend, withdraw, archive."""
        if kind not in PLAIN_MOVES:
            raise IllegalMove(state="", move=kind)
        return self._move(number, act, Move(kind=kind, data={}, effective_on=act.on))

    def _move(self, number: CaseNumber, act: Act, move: Move) -> Event:
        with self.ledger.writing() as work:
            return self._append(work, self._case(work, number, act), act, move)

    def _case(self, work: Work, number: CaseNumber, act: Act) -> Case:
        case = work.case(number)
        if case is None:
            raise CaseNotFound
        act.check(case, self.clock.today())
        if case.is_disputed:
            raise CaseDisputed
        return case

    def _append(self, work: Work, case: Case, act: Act, move: Move) -> Event:
        books = self.library.books()
        before = State(move.data.get("from", self._stands(case, books, act.on)))
        target(move.kind, before)
        check_order(case, move.kind, move.effective_on)
        data = move.data | check_time_is_over(case, move.kind, move.effective_on, books)
        if before is not case.state:
            data |= {"from": before.value}
        event = work.append(
            Draft(
                kind=move.kind,
                subject=f"case:{case.number.digits}",
                institution=case.institution,
                actor=act.actor,
                via=act.via,
                happened_at=act.happened_at(self.clock),
                data=data,
                buckets=(case.district,),
                basis=act.basis or MOVES[move.kind].basis,
                base=case.seen,
                presented_on=move.presented_on,
                received_on=move.received_on,
                effective_on=move.effective_on,
            )
        )
        if act.key is not None:
            work.remember(act.key, str(event.id))
        tell_change(work, case, event, self.clock)
        return event

    def _stands(self, case: Case, books: Books, on: date) -> State:
        """Tell the state on a day, with what silence has made of it (arts. 199.1, 199.3)."""
        counted = books.deadlines(case)
        if standing(case, counted, on).topic is Topic.APPROVED_BY_SILENCE:
            return State.SILENCIO_POSITIVO
        return case.state

    def _may_appeal_silence(self, case: Case, on: date) -> bool:
        """Say whether negative silence gives the right to appeal, though nothing was decided."""
        if case.state is State.SILENCIO_NEGATIVO:
            return True
        since = self.library.books().deadlines(case).negative_silence_on
        return since is not None and on > since


# Moves that say nothing more than that they happened.
PLAIN_MOVES = (
    "case_suspended",
    "case_resumed",
    "case_lapsed",
    "notification_started",
    "silence_invoked",
    "case_ready",
    "case_firm",
    "case_withdrawn",
    "case_abandoned",
    "case_archived",
)


def _sealed_note(work: Work, case: Case, note: str) -> dict[str, Any]:
    sealed = work.seal(case.applicant, {note_field(case.number): note})
    return {"person": case.applicant, "sealed": sealed_data(sealed)}
