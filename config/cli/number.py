"""Checks a case number as anyone spells it, and draws new ones."""

import click

from config.cli.frame import Record, answer_each, json_option, opened, show
from core.model.case_number import CaseNumber
from core.model.clave import clave_for


@click.group("number")
def verb() -> None:
    """Números de expediente."""


@verb.command("check")
@click.argument("text")
@json_option
def check(text: str, as_json: bool) -> None:
    """Lee un número escrito de cualquier manera y revisa su último dígito; con - uno por línea."""

    def ask(line: str) -> Record:
        number = CaseNumber.parse(line)
        return {"number": number.digits, "grouped": number.grouped}

    answer_each(text, ask, as_json=as_json, nothing="number")


@verb.command("issue")
@click.option("--count", default=1, type=click.IntRange(1, 10_000), help="Cuántos números.")
@json_option
def issue(count: int, as_json: bool) -> None:
    """Saca números nuevos con su clave, para talonarios: no se repiten nunca."""
    with opened() as house:
        for _ in range(count):
            with house.shelf.ledger.writing() as work:
                number = work.next_number()
                origin, epoch = work.issuer()
            clave = clave_for(house.keys.clave(origin, epoch), number, 1)
            show(
                {"number": number.digits, "grouped": number.grouped, "clave": clave},
                as_json=as_json,
            )
