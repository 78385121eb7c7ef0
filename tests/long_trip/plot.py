"""What happens to the people whom the story follows, and what they hear before, during and after.

Until the boat's work is home the office knows less than the boat: it tells its own truth, no more.
"""

from dataclasses import dataclass, field
from datetime import date

from core.model.case_number import CaseNumber
from core.model.disputes import RESOLUTION
from core.model.state import State
from core.model.topics import Topic
from core.people import ContactDetails, NewPhone
from core.resolving import Ground
from tests.equality import untold_at_once
from tests.long_trip.fleet import PARINARI, Fleet
from tests.long_trip.folk import (
    Neighbour,
    acting,
    at_counter,
    case_at,
    hears,
    hears_of_none,
    hears_the_stage,
    known_to_both,
    takes_in,
)

MISSING, STATION, ELSEWHERE = ("formulario-completo",), "empadronamiento", "desarrollo-urbano"
# Ten business days from Friday 20 November (TUO LPAG art. 137.1): the boat is far away by then.
LAST_DAY = date(2026, 12, 4)
NEW_PHONE = "984 555 012"


@dataclass(slots=True)
class Plot:
    """Rosa cures, Pablo does not, Maria has a new phone, two cases are contradicted, Juan asks."""

    fleet: Fleet
    officer: str
    people: dict[str, Neighbour] = field(default_factory=dict)

    def begins(self) -> None:
        """Let five people hand something in at the office, before the boats are loaded."""
        hub, moving = self.fleet.office, self.fleet.office.moving
        for place, name in enumerate(("Rosa", "Pablo", "Maria", "Elsa", "Teodoro"), 1):
            phone = f"984 555 00{place}"
            self.people[name] = takes_in(hub, f"{name} Huani Tello", f"4012340{place}", phone)
            moving.route(self._number(name), acting(hub), station=STATION)
        for name in ("Rosa", "Pablo"):
            moving.observe(self._number(name), acting(hub), reasons=MISSING)

    def before(self) -> None:
        """Day 1: the office is asked, and knows all that there is."""
        heard = hears(self.fleet, self.people["Rosa"])
        assert (heard.topic, heard.due) == (Topic.OBSERVED, LAST_DAY)
        assert self._own_phone_hears_all(NEW_PHONE) is False

    def on_the_river(self) -> None:
        """Day 12: what the boat does, and what the office does about the same cases, unseen."""
        boat, office = self.fleet.boat.house, self.fleet.office
        here, there = acting(boat), acting(office)
        boat.moving.cure(self._number("Rosa"), here)
        self.people["Juan"] = takes_in(boat, "Juan Murayari Inuma", "40123411", "984 555 011")
        phone = NewPhone(boat.numbering.read(NEW_PHONE), shared=False, proved=True)
        maria = case_at(boat, self._number("Maria")).applicant
        boat.people.correct(maria, ContactDetails(phone=phone), here)
        boat.moving.observe(self._number("Elsa"), here, reasons=MISSING)
        office.moving.route(self._number("Elsa"), there, station=ELSEWHERE)
        boat.moving.record(self._number("Teodoro"), here, kind="case_withdrawn")
        office.moving.observe(self._number("Teodoro"), there, reasons=MISSING)
        assert at_counter(boat, self._number("Rosa")).topic is not Topic.OBSERVED

    def meanwhile(self) -> None:
        """Day 16: the last day has passed, and the office does not know that Rosa came in time."""
        heard = hears(self.fleet, self.people["Rosa"])
        assert (heard.topic, heard.due) == (Topic.OBSERVED_PAST, LAST_DAY)
        # The clock runs on the boat too, without a line: Pablo is told there what he hears here.
        assert known_to_both(self.fleet, [self._number("Pablo")]) == 1
        assert hears(self.fleet, self.people["Pablo"]).topic is Topic.OBSERVED_PAST
        hears_of_none(self.fleet, self.people["Juan"])
        assert self._own_phone_hears_all(NEW_PHONE) is False
        assert not hears(self.fleet, self.people["Elsa"]).is_disputed

    def arrived(self) -> None:
        """Day 19: it came home on a stick; the office has not looked at it yet."""
        rosa = hears(self.fleet, self.people["Rosa"])
        assert rosa.topic is Topic.IN_PROCESS
        assert hears(self.fleet, self.people["Juan"]).topic is Topic.ON_THE_WAY
        assert self._own_phone_hears_all(NEW_PHONE) is True
        for name in ("Elsa", "Teodoro"):
            assert hears(self.fleet, self.people[name]).is_disputed, name
            case = case_at(self.fleet.office, self._number(name))
            assert len(case.open_disputes) == 1, name
        self.fleet.book.counts["conflicts"] += 2

    def received(self) -> None:
        """Day 19, later: the office has taken in what came."""
        case = case_at(self.fleet.office, self._number("Rosa"))
        assert (case.state, case.is_disputed) == (State.EN_TRAMITE, False)
        juan = case_at(self.fleet.office, self._number("Juan"))
        assert (juan.presented_on, juan.received_on) == (
            self._day(12),
            self.fleet.clock.today(),
        )
        assert hears(self.fleet, self.people["Juan"]).topic is Topic.RECEIVED

    def seen_on_board(self) -> None:
        """Day 21: the boat shows that two cases are contradicted, as the office does."""
        numbers = [self._number(name) for name in self.people]
        assert known_to_both(self.fleet, numbers) == 6
        for name in ("Elsa", "Teodoro"):
            assert at_counter(self.fleet.boat.house, self._number(name)).is_disputed

    def settled(self) -> None:
        """Day 23: somebody decides: Teodoro gave up, and where Elsa's case lies stays."""
        office = self.fleet.office
        who = acting(office, actor=f"user:{self.officer}")
        gave_up = case_at(office, self._number("Teodoro")).open_disputes[0].event
        for name, chosen in (("Elsa", None), ("Teodoro", gave_up)):
            office.resolving.resolve(self._number(name), who, chosen=chosen, ground=Ground.PERSON)
            assert not hears(self.fleet, self.people[name]).is_disputed
        assert case_at(office, self._number("Teodoro")).state is State.DESISTIDO
        assert case_at(office, self._number("Elsa")).station == ELSEWHERE

    def after(self) -> None:
        """Day 34: everybody hears at home and on the boat what they hear by text."""
        for who in self.people.values():
            heard = hears(self.fleet, who)
            assert heard == at_counter(self.fleet.boat.house, who.number), who.name
            events = self.fleet.office.shelf.case_log.events(who.number)
            settled = [one for one in events if one.draft.kind == RESOLUTION]
            assert len(settled) == (who.name.split()[0] in {"Elsa", "Teodoro"})

    def asks_for_the_visit(self) -> date:
        """Let somebody ask by text when the boat comes; tell the day that both sides tell."""
        told = self.fleet.office.inquiry.next_visit(PARINARI)
        said = self.fleet.village.someone().text("VISITA Parinari").words
        assert untold_at_once(told, said, "sms") == [], said
        self.fleet.book.counts["asked by SMS"] += 1
        return told.on

    def _own_phone_hears_all(self, phone: str) -> bool:
        """Say whether that phone is told more than a stage, with the number alone."""
        said = hears_the_stage(self.fleet, self.people["Maria"], phone)
        answer = at_counter(self.fleet.office, self._number("Maria"))
        return untold_at_once(answer, said, "sms") == []

    def _number(self, name: str) -> CaseNumber:
        return self.people[name].number

    def _day(self, day: int) -> date:
        return date.fromordinal(LAST_DAY.toordinal() - 14 + day)
