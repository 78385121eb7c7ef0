"""Gives people an hour at a coming stop of a unit: bounded, changed, called off."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.acts import Act
from core.model.answers import Place, StatusAnswer
from core.model.appointment import (
    CANCELLED,
    CHANGED,
    MADE,
    MOST_AN_HOUR,
    Appointment,
    Purpose,
    hours_of,
)
from core.model.case import Case
from core.model.disclosure import Level
from core.model.event import Draft
from core.model.expected import Expected
from core.model.visit import Visit
from core.ports import Clock, Ledger, Visits, Work
from core.refusals import (
    AppointmentKnown,
    AppointmentUnknown,
    StopFull,
    StopHourless,
    VisitChanged,
    VisitUnknown,
)

STOPS_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment with the stop at which it is."""

    stop: Visit
    appointment: Appointment

    @property
    def told(self) -> Expected:
        """Tell it as every channel does: the day, the place, from which hour to which."""
        stop, hour = self.stop, int(self.appointment.hour[:2])
        place = Place(stop.short_place, stop.place)
        return Expected(on=stop.on, place=place, begins=hour, ends=hour + 1)


def bookings(visits: Visits, case: Case, today: date) -> tuple[Booking, ...]:
    """List what a case has coming, at stops in its district."""
    number = case.number.digits
    return tuple(
        Booking(stop, one)
        for stop in visits.booked(number, case.district, today)
        for one in stop.appointments
        if one.number == number
    )


def with_appointments(
    answer: StatusAnswer, case: Case, visits: Visits, today: date
) -> StatusAnswer:
    """Add to a standing when the person is expected, for whoever may hear more than a stage."""
    if answer.level < Level.DETAIL:
        return answer
    found = bookings(visits, case, today)
    return replace(answer, appointments=tuple(one.told for one in found)) if found else answer


def free_hours(stop: Visit) -> tuple[str, ...]:
    """List the hours of a stop in which there is room."""
    taken = [one.hour for one in stop.appointments]
    hours = hours_of(stop.from_hour, stop.until_hour)
    return tuple(hour for hour in hours if taken.count(hour) < MOST_AN_HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointments:
    """The appointments at coming stops; one case has one at a time."""

    visits: Visits
    ledger: Ledger
    clock: Clock
    new_id: Callable[[], str]

    def offered(self, district: str) -> tuple[Visit, ...]:
        """List the next stops in a district, the first one first."""
        return self.visits.coming(district, self.clock.today(), limit=STOPS_OFFERED)

    def of_case(self, case: Case) -> tuple[Booking, ...]:
        """List what a case has coming; more than one was made at two places unseen."""
        return bookings(self.visits, case, self.clock.today())

    def at(self, visit: str) -> Visit:
        """Read a stop with its appointments."""
        stop = self.visits.get(visit)
        if stop is None:
            raise VisitUnknown
        return stop

    def make(self, case: Case, visit: str, hour: str, act: Act, *, purpose: Purpose) -> None:
        """Give an hour at a stop; one that the case has already is to be changed instead."""
        number = case.number.digits
        new = Appointment(id=self.new_id(), number=number, hour=hour, purpose=purpose)

        def write(work: Work, stop: Visit) -> None:
            if self.of_case(case):
                raise AppointmentKnown
            self._check(stop, hour, case.district)
            self._tell(work, stop, (MADE, new.facts()), act)

        self._once(visit, act, write)

    def change(self, booking: Booking, visit: str, hour: str, act: Act) -> None:
        """Give another hour, at the same stop or at another one."""
        old = booking.appointment

        def write(work: Work, stop: Visit) -> None:
            before = self._still(work, booking)
            self._check(stop, hour, before.district)
            if stop.id == before.id:
                self._tell(work, stop, (CHANGED, {"appointment": old.id, "hour": hour}), act)
                return
            new = Appointment(id=self.new_id(), number=old.number, hour=hour, purpose=old.purpose)
            self._tell(work, before, (CANCELLED, {"appointment": old.id}), act)
            self._tell(work, stop, (MADE, new.facts()), act)

        self._once(visit, act, write)

    def cancel(self, booking: Booking, act: Act) -> None:
        """Call an appointment off."""

        def write(work: Work, _: Visit) -> None:
            before = self._still(work, booking)
            told = {"appointment": booking.appointment.id}
            self._tell(work, before, (CANCELLED, told), act)

        self._once(booking.stop.id, act, write)

    def booking(self, case: Case, appointment: str) -> Booking:
        """Find one appointment of a case."""
        for one in self.of_case(case):
            if one.appointment.id == appointment:
                return one
        raise AppointmentUnknown

    def _once(self, visit: str, act: Act, write: Callable[[Work, Visit], None]) -> None:
        with self.ledger.writing() as work:
            if act.key is not None and work.remembered(act.key) is not None:
                return
            stop = work.visit(visit)
            if stop is None:
                raise VisitUnknown
            write(work, stop)
            if act.key is not None:
                work.remember(act.key, visit)

    def _check(self, stop: Visit, hour: str, district: str) -> None:
        """Refuse a stop elsewhere or that does not come, an hour it has not or that is full."""
        today: date = self.clock.today()
        if stop.district != district:
            raise VisitUnknown
        if not stop.is_planned or stop.on < today:
            raise VisitChanged
        if hour not in hours_of(stop.from_hour, stop.until_hour):
            raise StopHourless
        if hour not in free_hours(stop):
            raise StopFull(limit=MOST_AN_HOUR)

    def _still(self, work: Work, booking: Booking) -> Visit:
        stop = work.visit(booking.stop.id)
        known = () if stop is None else stop.appointments
        if stop is None or all(one.id != booking.appointment.id for one in known):
            raise AppointmentUnknown
        return stop

    def _tell(self, work: Work, stop: Visit, told: tuple[str, dict[str, Any]], act: Act) -> None:
        kind, facts = told
        work.append(
            Draft(
                kind=kind,
                subject=f"visit:{stop.id}",
                institution="",
                actor=act.actor,
                via=act.via,
                happened_at=act.happened_at(self.clock),
                data=facts,
                buckets=(stop.district,),
            )
        )
