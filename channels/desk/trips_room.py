"""The rooms of trips: the list, one trip with its line of stops, and what it needs to leave."""

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.trip_drawing import draw_trip
from channels.desk.trip_form import StopForm, read_fields
from channels.desk.words import Problems
from core.model.place import Ubigeo, UbigeoSystem
from core.model.visit import Visit
from core.readiness import Check, worst
from core.refusals import PlaceUnknown, Refusal, TripUnknown

Page = str | Response | tuple[str, int]
MOST_TRIPS = 60


def add_trips_room(door: Blueprint, desk: Desk) -> None:
    """Add the list of trips, the page of one, its revision and the form for one more stop."""
    _add_reading(door, desk)

    @door.get("/viajes/<trip>/parada")
    def new_stop(trip: str) -> Page:
        desk.guard.require(Deed.MOVE_TRIP)
        return _stop_form(desk, trip)

    @door.post("/viajes/<trip>/parada")
    def plan_stop(trip: str) -> Page:
        who = desk.guard.require(Deed.MOVE_TRIP)
        if desk.guard.is_resumed():
            return _stop_form(desk, trip)
        return _plan(desk, who, trip)


def _add_reading(door: Blueprint, desk: Desk) -> None:
    @door.get("/viajes")
    def trips() -> str:
        desk.guard.require(Deed.READ_TRIP)
        listed = desk.trip_board.trips.trips(MOST_TRIPS)
        return render_template("desk/trips.html.jinja", listed=listed)

    @door.get("/viajes/<trip>")
    def trip(trip: str) -> str:
        desk.guard.require(Deed.READ_TRIP)
        stops = _stops(desk, trip)
        return render_template(
            "desk/trip.html.jinja",
            trip=trip,
            stops=stops,
            line=draw_trip(stops, desk.clock.today()),
            district=lambda stop: district_of(desk, stop),
            done=request.args.get("hecho", ""),
        )

    @door.get("/viajes/<trip>/revision")
    def trip_ready(trip: str) -> str:
        desk.guard.require(Deed.READ_TRIP)
        checks = desk.trip_board.ready(trip)
        return render_template(
            "desk/trip_ready.html.jinja",
            trip=trip,
            light=worst(checks).value,
            checks=[_worded(desk, check) for check in checks],
        )


def district_of(desk: Desk, stop: Visit) -> str:
    """Name the district of a stop."""
    try:
        return desk.gazetteer.district(Ubigeo(UbigeoSystem.INEI, stop.district)).name
    except PlaceUnknown:
        return stop.district


def _stops(desk: Desk, trip: str) -> tuple[Visit, ...]:
    stops = desk.trip_board.trips.of_trip(trip)
    if not stops:
        raise TripUnknown
    return stops


def _worded(desk: Desk, check: Check) -> tuple[str, str, str]:
    wording = desk.words.wording
    lines = (check.found,) if check.to_do is None else (check.found, check.to_do)
    found, to_do, *_ = (*wording.compose("es", "page", lines).texts, "")
    return check.light.value, found, to_do


def _plan(desk: Desk, who: SignedIn, trip: str) -> Page:
    """Plan one more stop once; what is wrong is said beside what was typed."""
    try:
        form = StopForm.model_validate(read_fields(request.form))
        district = desk.gazetteer.one(form.district).inei
        act = desk.act(who, key=form.key)
        visit = desk.trip_board.planning.add(form.planned(district), act, trip=trip)
    except ValidationError as fault:
        return _stop_form(desk, trip, desk.words.invalid(fault)), 422
    except TripUnknown:
        raise
    except Refusal as refusal:
        return _stop_form(desk, trip, desk.words.refused(refusal)), 422
    return redirect(url_for("desk.trip_stop", visit=visit, hecho="parada"), 303)


def _stop_form(desk: Desk, trip: str, problems: Problems | None = None) -> str:
    _stops(desk, trip)
    return render_template(
        "desk/trip_stop_new.html.jinja",
        trip=trip,
        typed=request.form,
        key=desk.new_id(),
        problems=problems or {},
    )
