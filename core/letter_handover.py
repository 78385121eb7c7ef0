"""Hands letters over at the stop of a unit: to whom, signed how, or a notice where nobody was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.letter_bag import Doing, keep_in, take_out
from core.letter_hands import Hand
from core.letter_returns import ART_21
from core.model.bag import Carried
from core.model.case_number import CaseNumber
from core.model.event import Draft, canonical
from core.model.handover import Absence, Handover
from core.model.letter_id import SheetCode
from core.model.visit import Visit
from core.people import sealed_data
from core.ports import Bags, Clock, Ledger, Work
from core.refusals import DateOutOfOrder, LetterUnknown, SecondVisitUnannounced, UnitOnly

DELIVERED, TRIED = "letter_delivered", "letter_tried"
CARGO_FIELD, SIGNATURE_FIELD = "cargo:", "signature:"
# Nobody is asked to wait longer for a second visit than until the next trip.
LONGEST_WAIT = timedelta(days=90)
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class InBag:
    """A letter with the stop in whose bag it travels."""

    letter: Carried
    stop: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHandover:
    """The letters that a unit carries; `at_stop` tells at which stop it is on a day."""

    bags: Bags
    ledger: Ledger
    clock: Clock
    at_unit: bool
    at_stop: Callable[[date], str]

    def carried(self, hand: Hand) -> tuple[InBag, ...]:
        """List what is in the bags, in the order of the stops; other institutions' apart."""
        if not self.at_unit:
            raise UnitOnly
        stops = sorted(self.bags.with_letters(), key=lambda stop: (stop.on, stop.id))
        found = (InBag(letter, stop) for stop in stops for letter in stop.bag)
        return tuple(one for one in found if hand.reaches(one.letter.institution))

    def find(self, typed: str, hand: Hand) -> InBag:
        """Find a letter of the bags by its name or by the code of a sheet."""
        code = SheetCode.parse(typed).letter.code
        for one in self.carried(hand):
            if one.letter.letter == code:
                return one
        raise LetterUnknown

    def hand_over(self, typed: str, handover: Handover, hand: Hand, *, key: str) -> bool:
        """Put a letter into somebody's hands; tell whether this form did so only now.

        A signature on the screen lies in the vault. The office's record of the letter moves on
        when the event comes home.
        """
        found = self.find(typed, hand)
        handover.check(found.letter.kind)
        self._check_day(handover.on)

        def write(work: Work, letter: Carried, stop: Visit) -> None:
            facts = {**handover.plain, **_sealed(work, letter, handover)}
            self._tell(work, letter, (DELIVERED, facts), hand, on=handover.on)
            take_out(work, stop, letter.letter, self._doing(hand))

        return self._once(found, write, key)

    def not_there(self, typed: str, absence: Absence, hand: Hand, *, key: str) -> bool:
        """Note that nobody was there: a notice names another day, or the letter is left.

        What acts in law is left only on the day that the last notice named (art. 21.5).
        """
        found = self.find(typed, hand)
        self._check_day(absence.on)

        def write(work: Work, letter: Carried, stop: Visit) -> None:
            if absence.is_under_door:
                if letter.kind.is_legal and letter.awaits != absence.on:
                    raise SecondVisitUnannounced
                self._leave(work, letter, absence, hand)
                take_out(work, stop, letter.letter, self._doing(hand))
                return
            until = self._next_day(absence)
            facts = {**_moment(absence), "attempt": letter.tried + 1, "until": until.isoformat()}
            self._tell(work, letter, (TRIED, facts), hand)
            keep_in(work, stop, letter.letter, self._doing(hand), until=until)

        return self._once(found, write, key)

    def _once(self, found: InBag, write: Callable[[Work, Carried, Visit], None], key: str) -> bool:
        with self.ledger.writing() as work:
            if work.remembered(key) is not None:
                return False
            stop = work.visit(found.stop.id)
            still = () if stop is None else stop.bag
            letter = next((one for one in still if one.letter == found.letter.letter), None)
            if stop is None or letter is None:
                raise LetterUnknown
            write(work, letter, stop)
            work.remember(key, letter.letter)
            return True

    def _doing(self, hand: Hand) -> Doing:
        return Doing(hand.by, hand.via, self.clock.now())

    def _check_day(self, on: date) -> None:
        if on > self.clock.today():
            raise DateOutOfOrder(field="on")

    def _next_day(self, absence: Absence) -> date:
        """Tell the day of the next visit: after this one, and no season away."""
        until = absence.next_on
        if until is None or not absence.on < until <= absence.on + LONGEST_WAIT:
            raise DateOutOfOrder(field="next_on")
        return until

    def _leave(self, work: Work, letter: Carried, absence: Absence, hand: Hand) -> None:
        facts: dict[str, Any] = {**_moment(absence), "refused": False, "under_door": True}
        facts |= _personal(work, letter, {"features": absence.features})
        self._tell(work, letter, (DELIVERED, facts), hand, on=absence.on)

    def _tell(
        self,
        work: Work,
        letter: Carried,
        told: tuple[str, Facts],
        hand: Hand,
        *,
        on: date | None = None,
    ) -> None:
        """Write into the story of the case, or of the letter where it is about none."""
        kind, facts = told
        case = work.case(CaseNumber(letter.number)) if letter.number else None
        stop = self.at_stop(self.clock.today())
        work.append(
            Draft(
                kind=kind,
                subject=f"letter:{letter.letter}" if case is None else f"case:{case.number}",
                institution=letter.institution,
                actor=hand.by,
                via=hand.via,
                happened_at=self.clock.now(),
                data={
                    "letter": letter.letter,
                    "letter_kind": letter.kind.value,
                    **({"visit": stop} if stop else {}),
                    **facts,
                },
                buckets=("*",) if case is None else (case.district,),
                basis=ART_21,
                base=() if case is None else case.seen,
                effective_on=on,
            )
        )


def _moment(absence: Absence) -> dict[str, Any]:
    return {"on": absence.on.isoformat(), "at": absence.at.isoformat("minutes")}


def _sealed(work: Work, letter: Carried, handover: Handover) -> Facts:
    drawn = handover.signature
    return _personal(work, letter, dict(handover.personal), "" if drawn is None else drawn.text)


def _personal(work: Work, letter: Carried, said: Mapping[str, str], drawn: str = "") -> Facts:
    """Seal who took a letter with whom it is about; of a stranger here nothing can be kept."""
    citizen = work.citizen(letter.person)
    if citizen is None or citizen.erased:
        return {}
    values = {f"{CARGO_FIELD}{letter.letter}": canonical(dict(said)).decode()}
    if drawn:
        values[f"{SIGNATURE_FIELD}{letter.letter}"] = drawn
    sealed = sealed_data(work.seal(letter.person, values))
    return {"person": letter.person, "sealed": sealed}
