"""The list before a departure, and the posters of a trip."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from config.cli.frame import Day, json_option, opened, show
from core.readiness import Expiry, Light, worst

NOT_READY = 3
_MARKS = {Light.GREEN.value: "  ", Light.AMBER.value: "! ", Light.RED.value: "✗ "}


@click.command("ready")
@click.argument("trip")
@click.option("--key-until", type=Day(), help="Otro último día de la llave.")
@click.option("--offline-days", type=click.IntRange(0, 400), help="Otros días sin red.")
@json_option
@click.pass_context
def ready(
    context: click.Context,
    trip: str,
    *,
    key_until: datetime | None,
    offline_days: int | None,
    as_json: bool,
) -> None:
    """Revisa si la unidad puede salir: cada línea en verde, ámbar o rojo, con qué hacer."""
    from config.readiness import checks_of, laptop_of, worded  # noqa: PLC0415 - the catalogue

    with opened() as house:
        laptop = laptop_of(house, trip)
        if key_until is not None:
            laptop = replace(laptop, expiries=(Expiry("laptop", key_until.date()),))
        if offline_days is not None:
            laptop = replace(laptop, offline_days=offline_days)
        checks = checks_of(house, trip, laptop)
        light = worst(checks)
        if as_json:
            show(
                {"trip": trip, "light": light.value, "checks": worded(house, checks)}, as_json=True
            )
        for line in () if as_json else worded(house, checks):
            to_do = f" {line['to_do']}" if line["to_do"] else ""
            click.echo(f"{_MARKS[line['light']]}{line['found']}.{to_do}".replace("..", "."))
    if light is Light.RED:
        context.exit(NOT_READY)


@click.command("posters")
@click.argument("trip")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="En qué carpeta."
)
@json_option
def posters(trip: str, *, out: Path, as_json: bool) -> None:
    """Imprime un afiche A4 por parada y uno A3 del viaje entero."""
    from config.posters import write_posters  # noqa: PLC0415 - loads the press

    with opened() as house:
        files = write_posters(house, trip, out)
        show({"trip": trip, "files": [str(file) for file in files]}, as_json=as_json)
