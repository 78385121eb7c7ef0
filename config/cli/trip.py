"""The trips of units: planned from a file, moved along, reported, and told to people."""

import click

from config.cli.frame import Record, json_option, opened, show
from config.cli.trip_plan import plan
from config.cli.trip_ready import posters, ready
from config.cli.trip_stops import cancel, delay, report
from core.model.visit import Visit
from core.refusals import TripUnknown

MOST_TRIPS = 100


@click.group("trip")
def verb() -> None:
    """Viajes de las unidades: planear, mover, informar y preparar."""


for command in (plan, delay, cancel, report, ready, posters):
    verb.add_command(command)


@verb.command("list")
@json_option
def list_trips(*, as_json: bool) -> None:
    """Lista los viajes, el más reciente primero."""
    with opened() as house:
        for trip in house.shelf.visits.trips(MOST_TRIPS):
            days = f"{trip.begins.isoformat()} a {trip.ends.isoformat()}"
            words = f"{trip.trip}: {days}, {trip.stops} paradas, {trip.done} atendidas"
            record = {"trip": trip.trip, "begins": trip.begins, "ends": trip.ends}
            counts = {"stops": trip.stops, "planned": trip.planned, "done": trip.done}
            show({**record, **counts} if as_json else {"words": words}, as_json=as_json)


@verb.command("show")
@click.argument("trip")
@json_option
def show_trip(trip: str, *, as_json: bool) -> None:
    """Muestra las paradas de un viaje en su orden."""
    with opened() as house:
        stops = house.shelf.visits.of_trip(trip)
        if not stops:
            raise TripUnknown
        for stop in stops:
            record = record_of(stop)
            show(record if as_json else {"words": words_of(stop)}, as_json=as_json)


def record_of(stop: Visit) -> Record:
    """Write a stop as a record."""
    report_ = stop.report
    return {
        "visit": stop.id,
        "stop": stop.stop,
        "district": stop.district,
        "place": stop.place,
        "on": stop.on,
        "was": stop.was,
        "state": stop.state.value,
        "reason": stop.reason,
        "moves": stop.moves,
        "attended": None if report_ is None else report_.total,
    }


def words_of(stop: Visit) -> str:
    """Write a stop as one line to read."""
    was = "" if stop.was is None else f" (ya no el {stop.was.isoformat()})"
    done = "" if stop.report is None else f", {stop.report.total} atenciones"
    where = f"{stop.place} [{stop.district}]"
    day = f"{stop.on.isoformat()}{was}"
    return f"{stop.stop:>3}  {day}  {where}  {stop.state.value}{done}  {stop.id}"
