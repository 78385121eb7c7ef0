"""Freezes national days into documents, and counts deadlines again after a change."""

from pathlib import Path

import click

from config.cli.frame import json_option, opened, show
from config.recounting import recount
from config.settings import ROOT

FOLDER = ROOT / "config" / "documents" / "calendar"


@click.group("calendar")
def verb() -> None:
    """Calendarios de días inhábiles."""


@verb.command("freeze")
@click.argument("country")
@click.argument("year", type=click.IntRange(1990, 2100))
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    help="Dónde se escribe.",
)
@json_option
def freeze(country: str, year: int, *, folder: Path, as_json: bool) -> None:
    """Escribe los feriados nacionales de un año para que una persona los revise."""
    from config.freezing import freeze as frozen  # noqa: PLC0415 - loads the holidays of the world
    from config.freezing import write  # noqa: PLC0415 - the same

    with opened() as house:
        path = write(frozen(country, year, house.clock.today()), folder)
    show({"file": str(path)}, as_json=as_json)


@verb.command("recount")
@json_option
def count_again(as_json: bool) -> None:
    """Cuenta otra vez los plazos que un calendario nuevo dejó viejos."""
    with opened() as house:
        show({"recounted": recount(house)}, as_json=as_json)
