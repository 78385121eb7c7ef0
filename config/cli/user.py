"""Adds members of staff."""

import click

from config.cli.frame import Words, json_option, opened, show
from config.founding import SYSTEM
from core.acts import Act
from core.people import ROLES


@click.group("user")
def verb() -> None:
    """Personal de la casa."""


@verb.command("add")
@click.argument("name", type=Words())
@click.option("--institution", required=True, help="Entidad donde trabaja, como muni-pisac.")
@click.option("--role", type=click.Choice(ROLES), default="officer", help="Qué puede hacer.")
@json_option
def add(name: str, *, institution: str, role: str, as_json: bool) -> None:
    """Agrega a una persona; su nombre queda solo en la bóveda."""
    with opened() as house:
        key = institution if "/" in institution else f"{house.country.code}/{institution}"
        house.shelf.library.books().institution(key)
        act = Act(actor=SYSTEM, via="cli", on=house.clock.today())
        user = house.people.add_user(name, institution=key, role=role, act=act)
        show({"user": user, "role": role, "institution": key}, as_json=as_json)
