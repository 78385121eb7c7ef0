"""The page of one stop: how it stands, and the forms that move it, call it off and report it."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.trip_form import COUNT, CancelForm, DelayForm, ReportForm, read_fields
from channels.desk.trips_room import district_of
from channels.desk.words import Problems
from core.model.visit import Attended, Hindrance, Note, Visit
from core.refusals import Refusal, VisitChanged, VisitUnknown

Page = str | Response | tuple[str, int]
Doer = Callable[[SignedIn, str], None]


def add_trip_stop_room(door: Blueprint, desk: Desk) -> None:
    """Add the page of a stop and what is done from it."""

    @door.get("/parada/<visit>")
    def trip_stop(visit: str) -> Page:
        desk.guard.require(Deed.READ_TRIP)
        return _page(desk, visit)

    @door.post("/parada/<visit>/atraso")
    def delay_stop(visit: str) -> Page:
        return _done(desk, visit, _delay(desk), "atraso")

    @door.post("/parada/<visit>/cancelacion")
    def cancel_stop(visit: str) -> Page:
        return _done(desk, visit, _cancel(desk), "cancelacion")

    @door.post("/parada/<visit>/informe")
    def report_stop(visit: str) -> Page:
        return _done(desk, visit, _report(desk), "informe")


def _done(desk: Desk, visit: str, do: Doer, what: str) -> Page:
    """Act on a form once; what is wrong with it is said beside what was typed."""
    who, status = desk.guard.require(Deed.MOVE_TRIP), 422
    if desk.guard.is_resumed():
        return _page(desk, visit)
    stop = _stop(desk, visit)
    try:
        do(who, stop.id)
    except ValidationError as fault:
        problems = desk.words.invalid(fault)
    except VisitChanged as refusal:
        problems, status = desk.words.refused(refusal), 409
    except Refusal as refusal:
        problems = desk.words.refused(refusal)
    else:
        return redirect(url_for("desk.trip_stop", visit=visit, hecho=what), 303)
    return _page(desk, visit, problems), status


def _delay(desk: Desk) -> Doer:
    def do(who: SignedIn, visit: str) -> None:
        form = DelayForm.model_validate(read_fields(request.form))
        act = desk.act(who, key=form.key)
        desk.trip_board.moving.delay(
            visit, form.days, act, along=form.along, reason=form.reason, seen=form.seen
        )

    return do


def _cancel(desk: Desk) -> Doer:
    def do(who: SignedIn, visit: str) -> None:
        form = CancelForm.model_validate(read_fields(request.form))
        act = desk.act(who, key=form.key)
        desk.trip_board.moving.cancel(visit, act, reason=form.cancel_reason, seen=form.seen)

    return do


def _report(desk: Desk) -> Doer:
    def do(who: SignedIn, visit: str) -> None:
        form = ReportForm.model_validate(read_fields(request.form))
        desk.trip_board.moving.report(visit, form.report, desk.act(who, key=form.key))

    return do


def _stop(desk: Desk, visit: str) -> Visit:
    stop = desk.trip_board.trips.get(visit)
    if stop is None:
        raise VisitUnknown
    return stop


def _page(desk: Desk, visit: str, problems: Problems | None = None) -> str:
    stop, say = _stop(desk, visit), desk.words.say
    report = stop.report
    counts = {} if report is None else report.attended
    return render_template(
        "desk/trip_stop.html.jinja",
        stop=stop,
        district=district_of(desk, stop),
        reasons=[(one.value, say(f"visit.reason.{one}")) for one in Hindrance],
        attended=[(f"{COUNT}{one}", say(f"visit.attended.{one}"), one.value) for one in Attended],
        notes=[(one.value, say(f"visit.note.{one}")) for one in Note],
        counts=counts,
        typed=request.form,
        typed_notes=request.form.getlist("notes"),
        key=desk.new_id(),
        problems=problems or {},
        done=request.args.get("hecho", ""),
    )
