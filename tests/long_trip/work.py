"""What is done day by day: at each stop of the boat, and at the desks of the office meanwhile."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from config.house import House
from config.sample_offices import PUNO_AND_LORETO, OfficeDesk
from config.sample_people import invent
from core.model.case import Case, Outcome
from core.model.case_number import CaseNumber
from core.model.moves import open_moves
from core.model.visit import Attended, Visit
from core.opening import Opening
from core.people import ContactDetails, NewCitizen, NewPhone
from core.refusals import Refusal
from core.telling_change import CONSENT
from core.visit_events import NewReport
from tests.long_trip.fleet import Fleet
from tests.long_trip.folk import acting, at_counter, case_at

NAUTA_DESK: OfficeDesk = next(d for d in PUNO_AND_LORETO if d.institution == "PE/muni-nauta")
# Far from the places of the sample, so that nobody is met twice.
FIRST_PLACE = 600_000
LANGUAGES = ("es", "quz", "ayr")


@dataclass(slots=True)
class Crew:
    """Who is on the boat: nothing that they do needs a line."""

    fleet: Fleet
    random: Random
    met: int = FIRST_PLACE
    taken: list[CaseNumber] = field(default_factory=list)

    @property
    def house(self) -> House:
        """Tell the house on board."""
        return self.fleet.boat.house

    def stops(self, stop: Visit, own: Sequence[CaseNumber], asked: Sequence[CaseNumber]) -> None:
        """Serve everybody who comes to a stop, then report it; `own` are those to act upon."""
        moved = dict.fromkeys(Attended, 0)
        for number in asked:
            at_counter(self.house, number)
            moved[Attended.STATUS] += 1
        for number in own:
            moved[self._serve(number, stop)] += 1
        self._take_in(stop)
        moved[Attended.INTAKE] += 1
        report = NewReport(on=stop.on, arrived="08:10", left="15:40", attended=moved)
        self.house.trips.moving.report(stop.id, report, acting(self.house))
        self.fleet.book.counts["stops"] += 1
        self.fleet.book.counts["status told at the boat"] += moved[Attended.STATUS]

    def _serve(self, number: CaseNumber, stop: Visit) -> Attended:
        case, act = case_at(self.house, number), acting(self.house, visit=stop.id)
        moves, book = open_moves(case.state), self.fleet.book
        with suppress(Refusal):
            if "case_cured" in moves:
                self.house.moving.cure(number, act)
                book.counts["cured at the boat"] += 1
                return Attended.CURED
            if "case_delivered" in moves:
                self.house.moving.deliver(number, act)
                book.counts["handed over at the boat"] += 1
                return Attended.OTHER
        self._correct(case)
        book.counts["contact corrected at the boat"] += 1
        return Attended.DATA

    def _correct(self, case: Case) -> None:
        act, people = acting(self.house), self.house.people
        language = self.random.choice(LANGUAGES)
        phone = f"9{self.random.randrange(10**8):08}"
        deeds: tuple[Callable[[], object], ...] = (
            lambda: people.correct(case.applicant, ContactDetails(language=language), act),
            lambda: people.consent(case.applicant, act, to=CONSENT, given=True),
            lambda: people.correct(
                case.applicant,
                ContactDetails(phone=NewPhone(self.house.numbering.read(phone), proved=True)),
                act,
            ),
        )
        self.random.choice(deeds)()

    def _take_in(self, stop: Visit) -> None:
        """Take a request of someone new in: its number and clave are given out on the river."""
        self.met += 1
        person = invent(self.random, self.met, (stop.district,), NAUTA_DESK.languages)
        new = NewCitizen(
            name=person.name,
            district=person.district,
            institution=NAUTA_DESK.institution,
            document=person.document,
            phone=person.phone,
            language=person.language,
            address=person.address,
        )
        asked = Opening(
            institution=NAUTA_DESK.institution,
            procedure=self.random.choice(NAUTA_DESK.errands).procedure,
            applicant="",
            presented_on=stop.on,
            received_on=None,
        )
        receipt = self.house.intake.take(new, asked, acting(self.house, visit=stop.id))
        assert len(receipt.clave) == 6
        self.taken.append(receipt.number)
        self.fleet.book.counts["taken in at the boat"] += 1


@dataclass(slots=True)
class Office:
    """Who stays at home and works on the other half of the cases."""

    fleet: Fleet
    random: Random

    def works(self, numbers: Sequence[CaseNumber]) -> None:
        """Bring each case one step on; what the law forbids is left undone."""
        for number in numbers:
            with suppress(Refusal):
                if self._step(case_at(self.fleet.office, number)):
                    self.fleet.book.counts["moved at the office"] += 1

    def _step(self, case: Case) -> bool:
        moving, act = self.fleet.office.moving, acting(self.fleet.office)
        errand = next(e for e in NAUTA_DESK.errands if e.procedure == case.procedure)
        moves = open_moves(case.state)
        if "case_observed" in moves and self.random.random() < 0.5:
            moving.observe(case.number, act, reasons=errand.reasons[:1])
        elif "case_resolved" in moves and case.station is not None:
            moving.resolve(case.number, act, outcome=Outcome.FAVORABLE)
        elif "case_routed" in moves:
            moving.route(case.number, act, station=errand.station)
        elif "case_notified" in moves:
            moving.notify(case.number, act)
        elif "case_ready" in moves:
            moving.record(case.number, act, kind="case_ready")
        elif "case_lapsed" in moves:
            moving.record(case.number, act, kind="case_lapsed")
        else:
            return False
        return True
