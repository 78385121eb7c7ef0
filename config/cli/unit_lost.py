"""The drill of a lost laptop, at the hub; and the way back for one that is found."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from channels.units.enrolment import DeviceLine
from channels.units.stick import write_whole
from config.cli.frame import json_option, opened, show
from config.coming_back import Found, let_in, rejoin
from config.desk import staff_of
from config.founding import SYSTEM
from config.house import House
from config.loss_words import LossWords
from config.lost_laptops import lost_laptop_of

FILE = click.Path(dir_okay=False, path_type=Path)
PACK = click.Path(exists=True, dir_okay=False, path_type=Path)
MOMENT = click.DateTime(["%Y-%m-%d %H:%M"])


@click.command("lost")
@click.argument("name")
@click.option(
    "--learned-at", type=MOMENT, help="Desde cuándo se sabe, hora local: AAAA-MM-DD HH:MM."
)
@json_option
def lost(name: str, *, learned_at: datetime | None, as_json: bool) -> None:
    """Da de baja una laptop perdida y dice qué está a salvo, qué no se sabe y a quién avisar."""
    with opened() as house:
        zone = ZoneInfo(house.country.time_zone)
        since = None if learned_at is None else learned_at.replace(tzinfo=zone)
        loss = lost_laptop_of(house).lose(name, actor=SYSTEM, learned_at=since)
        words = LossWords(house.gazetteer, zone, _names(house, loss.crew))
        if as_json:
            show(words.record(loss), as_json=True)
            return
        for place, line in enumerate(words.lines(loss), 1):
            click.echo(f"{place}. {line}")


@click.command("found")
@click.argument("name")
@click.option("--key", required=True, help="La línea CVU1 nueva, de `unit keygen --again`.")
@click.option("--codes", required=True, help="Códigos de tres cifras que nadie usó, con coma.")
@click.option(
    "--days", type=click.IntRange(1, 400), default=60, show_default=True, help="Vigencia."
)
@click.option("--believe", is_flag=True, help="Lo que anotó antes de perderse también vale.")
@click.option("--out", "file", type=FILE, required=True, help="Dónde se escribe el paquete.")
@json_option
def found(
    name: str, *, key: str, codes: str, days: int, believe: bool, file: Path, as_json: bool
) -> None:
    """Vuelve a admitir una laptop que apareció, con llaves, época y códigos nuevos."""
    with opened() as house:
        asked = Found(
            name=name,
            line=DeviceLine.parse(key),
            codes=tuple(code.strip() for code in codes.split(",")),
            days=days,
            believes=believe,
        )
        written = write_whole(file, let_in(house, asked))
        show({"unit": name, "file": str(file), "bytes": written.size}, as_json=as_json)


@click.command("rejoin")
@click.argument("pack", type=PACK)
@json_option
def rejoin_unit(pack: Path, *, as_json: bool) -> None:
    """En la laptop que apareció: sigue en una época nueva, con el paquete de la sede."""
    with opened() as house:
        epoch = rejoin(house, pack.read_bytes())
        show({"unit": house.settings.origin, "epoch": epoch}, as_json=as_json)


def _names(house: House, crew: Sequence[str]) -> tuple[str, ...]:
    staff = staff_of(house)
    return tuple(staff.value(user, "name") or user for user in crew)
