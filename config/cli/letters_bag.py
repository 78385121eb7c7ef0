"""What a unit takes along to one stop: the list of its letters, and who took each."""

from pathlib import Path

import click

from config.cli.frame import json_option, opened, show
from config.cli.letters_hand import hand_of


@click.command("bag")
@click.argument("visit")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="En qué carpeta."
)
@click.option("--user", required=True, help="Quién prepara la bolsa.")
@json_option
def bag(visit: str, *, out: Path, user: str, as_json: bool) -> None:
    """Escribe la lista de cartas que viajan con una visita y la hoja para firmar la entrega."""
    from config.bag_sheet import write_bag  # noqa: PLC0415 - loads the press

    with opened() as house:
        show(write_bag(house, visit, hand_of(house, user), out), as_json=as_json)
