"""Lets invented staff do what staff do all day, through the real use cases."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from config.house import House
from config.sample_offices import OfficeDesk
from config.sample_people import Person, invent
from core.acts import Act
from core.model.case import Case, Outcome
from core.model.case_number import CaseNumber
from core.model.identity import DocumentKind, IdentityDocument
from core.model.moves import open_moves
from core.opening import Opening
from core.people import ContactDetails, NewCitizen, NewPhone
from core.refusals import CaseNotFound, Refusal
from core.telling_change import CONSENT

Deed = Callable[["Staff"], None]
# How many seconds pass between deeds; how often it is one of the last cases again.
PAUSE, LATELY, TRIES = 150, 0.1, 200
_OUTCOMES = (Outcome.FAVORABLE, Outcome.FAVORABLE, Outcome.FAVORABLE, Outcome.DENEGADO)
# Far from the places of the sample, so that nobody is met twice.
FIRST_PLACE = 500_000


class WalkingClock:
    """A clock that goes on a little whenever it is asked, and as far as it is pushed."""

    def __init__(self, begun: datetime, zone: ZoneInfo, random: Random) -> None:
        self._moment, self._zone, self._random = begun, zone, random

    def now(self) -> datetime:
        """Tell the moment, some milliseconds after the one before."""
        self._moment += timedelta(microseconds=self._random.randint(300, 9000))
        return self._moment

    def today(self) -> date:
        """Tell the day where the country lives."""
        return self._moment.astimezone(self._zone).date()

    def wait(self) -> None:
        """Let some minutes pass, and after a day's work the night."""
        self._moment += timedelta(seconds=self._random.expovariate(1 / PAUSE))
        local = self._moment.astimezone(self._zone)
        if local.hour >= 17:  # noqa: PLR2004 - when the counter closes
            morning = local.replace(hour=8) + timedelta(days=1)
            self._moment = morning.astimezone(UTC)


@dataclass(slots=True, kw_only=True)
class Staff:
    """The people of one place and the cases in their hands."""

    house: House
    clock: WalkingClock
    random: Random
    via: str
    desks: Sequence[OfficeDesk]
    cases: list[CaseNumber]
    actors: Sequence[str]
    met: int = FIRST_PLACE

    def act(self) -> Act:
        """Tell who does the next deed, today."""
        return Act(actor=self.random.choice(self.actors), via=self.via, on=self.clock.today())

    def pick(self, kind: str = "") -> Case:
        """Take a case that allows a move; what was in hand lately is somewhat more likely."""
        for _ in range(TRIES):
            lately = self.cases[-10:] if self.random.random() < LATELY else self.cases
            found = self.house.shelf.cases.find(self.random.choice(lately), None)
            if found is not None and (not kind or kind in open_moves(found.case.state)):
                return found.case
        raise CaseNotFound

    def work(self, deeds: Mapping[Deed, int], *, until: Callable[[], bool]) -> None:
        """Do deeds, each as often as its weight says; what the law forbids is left undone."""
        while not until():
            self.clock.wait()
            deed = self.random.choices(tuple(deeds), tuple(deeds.values()))[0]
            with suppress(Refusal):
                deed(self)


def receive(staff: Staff) -> None:
    """Receive what was on its way."""
    staff.house.moving.receive(staff.pick("case_received").number, staff.act())


def observe(staff: Staff) -> None:
    """Say what is missing."""
    case = staff.pick("case_observed")
    staff.house.moving.observe(case.number, staff.act(), reasons=_reasons(staff, case))


def observe_with_a_note(staff: Staff) -> None:
    """Say what is missing, and something that only words can say."""
    case, words = staff.pick("case_observed"), staff.random.sample(_WORDS, 2)
    staff.house.moving.observe(
        case.number, staff.act(), reasons=_reasons(staff, case), note=" ".join(words)
    )


def cure(staff: Staff) -> None:
    """Take in what was missing."""
    staff.house.moving.cure(staff.pick("case_cured").number, staff.act())


def route(staff: Staff) -> None:
    """Hand a case over where it goes next."""
    case = staff.pick("case_routed")
    desk = _desk(staff, case)
    stations = [one.station for one in desk.errands]
    staff.house.moving.route(case.number, staff.act(), station=staff.random.choice(stations))


def resolve(staff: Staff) -> None:
    """Decide."""
    outcome = staff.random.choice(_OUTCOMES)
    staff.house.moving.resolve(staff.pick("case_resolved").number, staff.act(), outcome=outcome)


def notify(staff: Staff) -> None:
    """Notify a decision."""
    staff.house.moving.notify(staff.pick("case_notified").number, staff.act())


def make_ready(staff: Staff) -> None:
    """Say that something can be fetched."""
    staff.house.moving.record(staff.pick("case_ready").number, staff.act(), kind="case_ready")


def deliver(staff: Staff) -> None:
    """Hand over what was asked for."""
    staff.house.moving.deliver(staff.pick("case_delivered").number, staff.act())


def prove_phone(staff: Staff) -> None:
    """See whose the phone is."""
    shared = staff.random.random() < SHARED
    staff.house.people.prove_phone(
        staff.pick().applicant, staff.act(), in_person=True, shared=shared
    )


def ask_consent(staff: Staff) -> None:
    """Ask who wants to be told."""
    staff.house.people.consent(staff.pick().applicant, staff.act(), to=CONSENT, given=True)


def set_language(staff: Staff) -> None:
    """Ask which language is spoken at home."""
    language = staff.random.choice(("es", "quz", "ayr"))
    contact = ContactDetails(language=language)
    staff.house.people.correct(staff.pick().applicant, contact, staff.act())


def change_phone(staff: Staff) -> None:
    """Take down another phone of someone known."""
    phone = _someone(staff).phone
    if phone is not None:
        contact = ContactDetails(phone=NewPhone(phone, shared=True))
        staff.house.people.correct(staff.pick().applicant, contact, staff.act())


def open_case(staff: Staff) -> None:
    """Take another request of someone known in."""
    case = staff.pick()
    _open(staff, case.applicant, _desk(staff, case))


def take_in(staff: Staff) -> None:
    """Take a request of someone new in."""
    desk = staff.random.choice(staff.desks)
    person, act = _someone(staff, desk), staff.act()
    new = NewCitizen(
        name=person.name,
        district=person.district,
        institution=desk.institution,
        document=person.document,
        phone=person.phone,
        phone_shared=person.shared is not False,
        language=person.language,
    )
    _open(staff, staff.house.people.register(new, act), desk)


OFFICE: Mapping[Deed, int] = {
    observe: 150, cure: 100, route: 240, resolve: 160, notify: 160, make_ready: 100, receive: 40,
    prove_phone: 20, take_in: 24, observe_with_a_note: 14, change_phone: 14,
}  # fmt: skip
UNIT: Mapping[Deed, int] = {
    cure: 420, observe: 100, deliver: 200, receive: 60, open_case: 80, prove_phone: 40,
    ask_consent: 50, set_language: 40, take_in: 26, change_phone: 20,
}  # fmt: skip
SHARED = 0.6
_WORDS = (
    "El plano no muestra el lindero del lado norte.", "Falta la hoja 2.",
    "La firma no es igual a la del DNI.", "El recibo es de otra casa.",
    "Traiga el acta con el sello de la comunidad.", "El nombre del vecino está mal escrito.",
    "La copia no se lee.", "Pregunte por la señora de la ventanilla 3.",
)  # fmt: skip


def new_actors(random: Random, count: int) -> tuple[str, ...]:
    """Name some members of staff."""
    return tuple(f"user:{uuid.UUID(int=random.getrandbits(128)).hex}" for _ in range(count))


def _open(staff: Staff, applicant: str, desk: OfficeDesk) -> None:
    errand, today = staff.random.choice(desk.errands), staff.clock.today()
    opening = Opening(
        institution=desk.institution,
        procedure=errand.procedure,
        applicant=applicant,
        presented_on=today,
        received_on=today if staff.via == "desk" else None,
    )
    staff.cases.append(staff.house.opening.open(opening, staff.act()).number)


def _someone(staff: Staff, desk: OfficeDesk | None = None) -> Person:
    at = desk or staff.desks[0]
    staff.met += 1
    person = invent(staff.random, staff.met, at.districts, at.languages)
    number = staff.random.randrange(10_000_000, 80_000_000)
    # The documents of the sample are steps of a walk; these are as random as those of real people.
    return Person(
        given=person.given,
        surnames=person.surnames,
        document=IdentityDocument(DocumentKind.DNI, str(number)),
        phone=person.phone,
        shared=person.shared,
        language=person.language,
        district=person.district,
        address=person.address,
    )


def _desk(staff: Staff, case: Case) -> OfficeDesk:
    return next(desk for desk in staff.desks if desk.institution == case.institution)


def _reasons(staff: Staff, case: Case) -> tuple[str, ...]:
    known = [one for one in _desk(staff, case).errands if one.procedure == case.procedure]
    return tuple(staff.random.sample(known[0].reasons, 1))
