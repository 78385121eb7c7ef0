"""Moves the stops of a trip, calls them off and takes their reports."""

from collections.abc import Sequence
from datetime import datetime

import click

from config.cli.case import act_of
from config.cli.frame import Day, json_option, opened, show
from core.model.event import Event
from core.model.visit import Attended, Hindrance, Note
from core.visit_events import NewReport

_REASONS = click.Choice([reason.value for reason in Hindrance])
_NOTES = click.Choice([note.value for note in Note])


class Hour(click.DateTime):
    """An hour of the day as HH:MM."""

    def __init__(self) -> None:
        super().__init__(["%H:%M"])


class Count(click.ParamType[tuple[Attended, int]]):
    """A count of what was done, as `ingresos=12`."""

    name = "count"

    def convert(
        self,
        value: str | tuple[Attended, int],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[Attended, int]:
        """Read the code and its count, or say what is wrong."""
        if isinstance(value, tuple):
            return value
        code, _, figures = value.partition("=")
        if code not in set(Attended) or not (figures.isascii() and figures.isdigit()):
            known = ", ".join(Attended)
            self.fail(f"{value!r} no es una cuenta como ingresos=12 ({known}).", param, ctx)
        return Attended(code), int(figures[:6])


@click.command("delay")
@click.argument("visit")
@click.option("--days", type=int, required=True, help="Cuántos días; negativo, si se adelanta.")
@click.option("--only", is_flag=True, help="Solo esta parada; si falta, también las siguientes.")
@click.option("--reason", type=_REASONS, default=Hindrance.RIVER.value, help="Por qué.")
@click.option("--user", required=True, help="Quién lo registra.")
@json_option
def delay(*, visit: str, days: int, only: bool, reason: str, user: str, as_json: bool) -> None:
    """Mueve una parada y las siguientes de su viaje, y lo avisa."""
    with opened() as house:
        events = house.trips.moving.delay(
            visit, days, act_of(house, user), along=not only, reason=Hindrance(reason)
        )
        _tell(events, as_json=as_json)


@click.command("cancel")
@click.argument("visit")
@click.option("--reason", type=_REASONS, required=True, help="Por qué.")
@click.option("--user", required=True, help="Quién lo registra.")
@json_option
def cancel(*, visit: str, reason: str, user: str, as_json: bool) -> None:
    """Cancela una parada, y lo avisa."""
    with opened() as house:
        act = act_of(house, user)
        _tell(house.trips.moving.cancel(visit, act, reason=Hindrance(reason)), as_json=as_json)


@click.command("report")
@click.argument("visit")
@click.option("--on", type=Day(), required=True, help="Qué día fue.")
@click.option("--arrived", type=Hour(), required=True, help="A qué hora llegó la unidad.")
@click.option("--left", type=Hour(), required=True, help="A qué hora se fue.")
@click.option("--attended", type=Count(), multiple=True, help="Cuenta, como ingresos=12.")
@click.option("--note", "notes", type=_NOTES, multiple=True, help="Qué hay que saber.")
@click.option("--user", required=True, help="Quién informa.")
@json_option
def report(
    *,
    visit: str,
    on: datetime,
    arrived: datetime,
    left: datetime,
    attended: tuple[tuple[Attended, int], ...],
    notes: tuple[str, ...],
    user: str,
    as_json: bool,
) -> None:
    """Informa cómo fue una parada: horas, cuentas y códigos, nada de personas."""
    told = NewReport(
        on=on.date(),
        arrived=f"{arrived:%H:%M}",
        left=f"{left:%H:%M}",
        attended=dict(attended),
        notes=tuple(Note(note) for note in notes),
    )
    with opened() as house:
        _tell(house.trips.moving.report(visit, told, act_of(house, user)), as_json=as_json)


def _tell(events: Sequence[Event], *, as_json: bool) -> None:
    first = events[0].draft
    told = {"event": str(events[0].id), "kind": first.kind, "stops": len(events)}
    show({**told, "data": dict(first.data)}, as_json=as_json)
