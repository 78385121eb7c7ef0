"""The room of appointments: an hour at a coming stop for who has a case, and the list of a stop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.move_form import KEY
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.acts import Act
from core.appointments import Booking, free_hours
from core.casework import CaseFile
from core.model.appointment import Appointment, Purpose, after, crowded
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.visit import Visit
from core.refusals import CaseNotFound, Refusal, VisitChanged

Page = str | Response | tuple[str, int]
# A stop is named by its id and an hour of it: one choice of a list says both.
AT = r"^[^@\s]{1,64}@[0-9]{2}:00$"


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=KEY)


class MakeForm(_Form):
    """Where and when somebody comes, and for what."""

    at: str = Field(pattern=AT)
    purpose: Purpose


class ChangeForm(_Form):
    """Another stop or hour."""

    at: str = Field(pattern=AT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBooking:
    """An appointment as a page shows it."""

    id: str
    visit: str
    hours: str
    purpose: str
    number: CaseNumber
    name: str
    day: str = ""
    place: str = ""
    is_crowded: bool = False
    is_again: bool = False


def add_appointment_room(door: Blueprint, desk: Desk) -> None:
    """Add the page of a case's appointment, its forms, and the list of a stop."""
    _add_pages(door, desk)
    _add_forms(door, desk)


def _add_pages(door: Blueprint, desk: Desk) -> None:
    @door.get("/expediente/<digits>/cita")
    def appointment(digits: str) -> str:
        who = desk.guard.require(Deed.OPEN_CASE)
        return _page(desk, _file(desk, who, digits))

    @door.get("/parada/<visit>/citas")
    def appointments(visit: str) -> str:
        who = desk.guard.require(Deed.READ_TRIP)
        stop = desk.trip_board.appointments.at(visit)
        return render_template(
            "desk/appointments.html.jinja", stop=stop, booked=seen_at(desk, who, stop)
        )


def _add_forms(door: Blueprint, desk: Desk) -> None:
    @door.post("/expediente/<digits>/cita")
    def make_appointment(digits: str) -> Page:
        def make(case: Case) -> None:
            form = MakeForm.model_validate(request.form.to_dict())
            visit, hour = form.at.split("@")
            board, act = desk.trip_board.appointments, _act_of(desk, form.key)
            board.make(case, visit, hour, act, purpose=form.purpose)

        return _do(desk, digits, make, "cita")

    @door.post("/expediente/<digits>/cita/<booked>/cambio")
    def change_appointment(digits: str, booked: str) -> Page:
        def change(case: Case) -> None:
            form = ChangeForm.model_validate(request.form.to_dict())
            visit, hour = form.at.split("@")
            board, act = desk.trip_board.appointments, _act_of(desk, form.key)
            board.change(board.booking(case, booked), visit, hour, act)

        return _do(desk, digits, change, "cambio")

    @door.post("/expediente/<digits>/cita/<booked>/anular")
    def cancel_appointment(digits: str, booked: str) -> Page:
        def cancel(case: Case) -> None:
            form = _Form.model_validate(request.form.to_dict())
            board, act = desk.trip_board.appointments, _act_of(desk, form.key)
            board.cancel(board.booking(case, booked), act)

        return _do(desk, digits, cancel, "anulada")


def _act_of(desk: Desk, key: str) -> Act:
    return desk.act(desk.guard.signed_in(), key=key)


def _file(desk: Desk, who: SignedIn, digits: str) -> CaseFile:
    return desk.casework.file(CaseNumber.parse(digits), who.institution)


def _do(desk: Desk, digits: str, doing: Callable[[Case], None], what: str) -> Page:
    """Act on a form once; what is wrong with it is said beside what was chosen."""
    who, status = desk.guard.require(Deed.OPEN_CASE), 422
    file = _file(desk, who, digits)
    if desk.guard.is_resumed():
        return _page(desk, file)
    here = url_for("desk.appointment", digits=digits, hecho=what)
    if desk.forms.done(request.form.get("key", "")) is not None:
        return redirect(here, 303)
    try:
        doing(file.case)
    except ValidationError as fault:
        problems = desk.words.invalid(fault)
    except VisitChanged as refusal:
        problems, status = desk.words.refused(refusal), 409
    except Refusal as refusal:
        problems = desk.words.refused(refusal)
    else:
        return redirect(here, 303)
    return _page(desk, file, problems), status


def _page(desk: Desk, file: CaseFile, problems: Problems | None = None) -> str:
    board, say = desk.trip_board.appointments, desk.words.say
    booked = board.of_case(file.case)
    name = file.person.name or ""
    key = request.form.get("key", "")
    return render_template(
        "desk/appointment.html.jinja",
        file=file,
        booked=[_seen(desk, one, name, is_again=len(booked) > 1) for one in booked],
        offered=_offered(desk, board.offered(file.case.district)),
        purposes=[(one.value, say(f"appointment.purpose.{one}")) for one in Purpose],
        typed=request.form,
        key=key if problems and key else desk.new_id(),
        problems=problems or {},
        done=request.args.get("hecho", ""),
    )


def _offered(desk: Desk, stops: Sequence[Visit]) -> list[tuple[str, str]]:
    say = desk.words.say
    return [
        (
            f"{stop.id}@{hour}",
            say("appointment.offer", on=stop.on, place=stop.place, begins=hour, ends=after(hour)),
        )
        for stop in stops
        for hour in free_hours(stop)
    ]


def seen_at(desk: Desk, who: SignedIn, stop: Visit) -> list[SeenBooking]:
    """Show the appointments of a stop in their order; of another office's case no name."""
    numbers = [one.number for one in stop.appointments]
    return [
        _seen(
            desk,
            Booking(stop, one),
            _name(desk, who, one),
            is_again=numbers.count(one.number) > 1,
        )
        for one in sorted(stop.appointments, key=lambda one: (one.hour, one.id))
    ]


def _name(desk: Desk, who: SignedIn, one: Appointment) -> str:
    try:
        return _file(desk, who, one.number).person.name or ""
    except CaseNotFound:
        return desk.words.say("appointment.other_office")


def _seen(desk: Desk, booking: Booking, name: str, *, is_again: bool) -> SeenBooking:
    one, stop, say = booking.appointment, booking.stop, desk.words.say
    return SeenBooking(
        id=one.id,
        visit=stop.id,
        day=say("appointment.day", on=stop.on),
        place=stop.place,
        hours=say("appointment.hours", begins=one.hour, ends=one.until),
        purpose=say(f"appointment.purpose.{one.purpose}"),
        number=CaseNumber(one.number),
        name=name,
        is_crowded=one.hour in crowded(stop.appointments),
        is_again=is_again,
    )
