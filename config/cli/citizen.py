"""Keeps what is known of citizens: proof of phone, consent, erasure."""

from datetime import datetime
from typing import Unpack

import click

from config.cli.case import Said, act_of, act_options
from config.cli.frame import Day, opened, show
from core.people import GROUNDS
from core.telling_change import CONSENT


@click.group("citizen")
def verb() -> None:
    """Ciudadanos: teléfono probado, consentimiento y borrado."""


@verb.command("prove-phone")
@click.argument("citizen")
@click.option("--own", is_flag=True, help="No es compartido.")
@click.option("--by-code", is_flag=True, help="Con nuestro código; si falta, en persona.")
@act_options
def prove_phone(citizen: str, *, own: bool, by_code: bool, **said: Unpack[Said]) -> None:
    """Anota que el teléfono de una persona es suyo de verdad."""
    with opened() as house:
        act = act_of(house, said["user"], said["on"], said["basis"])
        event = house.people.prove_phone(citizen, act, in_person=not by_code, shared=not own)
        show({"event": str(event.id)}, as_json=said["as_json"])


@verb.command("consent")
@click.argument("citizen")
@click.option("--withdraw", is_flag=True, help="Ya no acepta.")
@act_options
def consent(citizen: str, *, withdraw: bool, **said: Unpack[Said]) -> None:
    """Anota que acepta, o ya no, recibir avisos por mensaje."""
    with opened() as house:
        act = act_of(house, said["user"], said["on"], said["basis"])
        event = house.people.consent(citizen, act, to=CONSENT, given=not withdraw)
        show({"event": str(event.id)}, as_json=said["as_json"])


@verb.command("erase")
@click.argument("citizen")
@click.option(
    "--ground", type=click.Choice(GROUNDS), required=True, help="Con qué fundamento se borra."
)
@click.option("--user", required=True, help="Quién lo hace.")
@click.option("--on", type=Day(), default=None, help="Qué día.")
@click.confirmation_option(prompt="Lo borrado no vuelve. ¿Borrar?")
def erase(citizen: str, *, ground: str, user: str, on: datetime | None) -> None:
    """Borra para siempre los datos personales; la cadena de hechos queda entera."""
    with opened() as house:
        event = house.people.erase(citizen, act_of(house, user, on), ground=ground)
        show({"event": str(event.id)}, as_json=False)
