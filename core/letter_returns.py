"""What becomes of letters outside: they come back for a reason, or are handed over on paper."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.letter_hands import Hand, Scanned, Told, letter_of, take, tell_letter
from core.model.cargo import Cargo
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen
from core.model.event import Draft, Event, canonical
from core.model.letter import ADDRESS_FAULTS, Letter, LetterStep, ReturnReason
from core.model.moves import open_moves
from core.people import sealed_data
from core.ports import Clock, Ledger, Visits, Work
from core.refusals import DateOutOfOrder
from core.telling_change import CONSENT
from core.wishes import EVENT, status_text

NOTIFIED = "case_notified"
ART_21 = "TUO LPAG art. 21"
# How else somebody is reached: by a text, a call, the unit's next stop, or as staff find.
BY_TEXT, BY_CALL, BY_VISIT, BY_STAFF = "text", "call", "visit", "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(Scanned):
    """A letter that came back, and the channel that is tried next."""

    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Scanned):
    """A letter that was delivered, and the move of its case that a person may now make."""

    offers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturns:
    """Files what the post, a unit or a clerk brings back."""

    ledger: Ledger
    visits: Visits
    clock: Clock

    def take_back(self, typed: str, reason: ReturnReason, hand: Hand) -> TakenBack:
        """Note that a letter came back: its address may be at fault, and another way is tried."""
        with self.ledger.writing() as work:
            letter = letter_of(work.letters, typed, hand)
            if letter.has_done(LetterStep.RETURN):
                return TakenBack(letter=letter, is_new=False, then="")
            after = letter.moved(LetterStep.RETURN, self.clock.now(), reason=reason)
            then = self._next(work, after)
            take(work, (letter, after), LetterStep.RETURN, hand, reason=reason.value, then=then)
            told = Told(kind="letter_returned", data={"reason": reason.value, "then": then})
            event = tell_letter(work, after, told, hand, clock=self.clock)
            self._flag_address(work, after, hand)
            if then == BY_TEXT:
                self._text(work, after, event)
        return TakenBack(letter=after, is_new=True, then=then)

    def deliver(self, typed: str, cargo: Cargo, hand: Hand) -> HandedOver:
        """File the acknowledgement on the case; whether it notifies is for a person to say."""
        with self.ledger.writing() as work:
            letter = letter_of(work.letters, typed, hand)
            if letter.has_done(LetterStep.DELIVER):
                return HandedOver(letter=letter, is_new=False, offers="")
            self._check_day(letter, cargo.on)
            after = letter.moved(LetterStep.DELIVER, self.clock.now())
            take(work, (letter, after), LetterStep.DELIVER, hand)
            tell_letter(work, after, _told_cargo(work, after, cargo), hand, clock=self.clock)
            offers = _offered(work, after)
        return HandedOver(letter=after, is_new=True, offers=offers)

    def _check_day(self, letter: Letter, on: date) -> None:
        """Refuse a day that has not come, or one before the letter was there."""
        # A moment is kept in UTC, where it may be tomorrow already.
        made_on = letter.made_at.date() - timedelta(days=1)
        if not made_on <= on <= self.clock.today():
            raise DateOutOfOrder(field="on")

    def _next(self, work: Work, letter: Letter) -> str:
        citizen = work.citizen(letter.person)
        if citizen is None or citizen.erased or letter.reason is ReturnReason.DIED:
            return BY_STAFF
        if citizen.phones and letter.number and CONSENT in citizen.consents:
            return BY_TEXT
        if citizen.phones:
            return BY_CALL
        following = self.visits.next_in(citizen.district, self.clock.today())
        return BY_STAFF if following is None else BY_VISIT

    def _flag_address(self, work: Work, letter: Letter, hand: Hand) -> None:
        """Write to an address at fault no more, until somebody corrects it."""
        citizen = work.citizen(letter.person)
        if letter.reason not in ADDRESS_FAULTS or citizen is None or citizen.erased:
            return
        data: dict[str, object] = {
            "reason": letter.reason.value,
            "version": work.letters.address_of(letter.id),
            "letter": letter.id.code,
        }
        work.append(self._citizen_draft(citizen, hand, data))

    def _citizen_draft(self, citizen: Citizen, hand: Hand, data: dict[str, object]) -> Draft:
        return Draft(
            kind="address_returned",
            subject=f"citizen:{citizen.id}",
            institution=citizen.institution,
            actor=hand.by,
            via=hand.via,
            happened_at=self.clock.now(),
            data=data,
            buckets=(citizen.district,),
        )

    def _text(self, work: Work, letter: Letter, event: Event) -> None:
        number = CaseNumber(letter.number)
        wish = status_text(number, cause=f"{EVENT}{event.id}", at=self.clock.now())
        work.intend(wish)


def _told_cargo(work: Work, letter: Letter, cargo: Cargo) -> Told:
    """Seal who took the letter with the citizen whom it is about, who alone may have it erased."""
    citizen = work.citizen(letter.person)
    data = dict(cargo.plain)
    if citizen is not None and not citizen.erased:
        words = canonical(dict(cargo.personal)).decode()
        sealed = work.seal(letter.person, {f"cargo:{letter.id.code}": words})
        data |= {"person": letter.person, "sealed": sealed_data(sealed)}
    return Told(kind="letter_delivered", data=data, basis=ART_21, on=cargo.on)


def _offered(work: Work, letter: Letter) -> str:
    case = work.case(CaseNumber(letter.number)) if letter.number else None
    if case is None or not letter.kind.notifies or NOTIFIED not in open_moves(case.state):
        return ""
    return NOTIFIED
