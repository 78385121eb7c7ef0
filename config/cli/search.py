"""Searches the catalogue as a citizen would: in one's own words."""

import click

from config.cli.frame import json_option, lines_of, opened, show, words_of
from config.house import House
from core.model.choices import Choice
from core.refusals import ProcedureNotUnderstood


@click.command("search")
@click.argument("text")
@click.option("--country", default="", help="De qué país; si no se dice, el de la instalación.")
@click.option("--institution", default=None, help="Qué entidad pregunta: primero, lo suyo.")
@json_option
def verb(text: str, country: str, institution: str | None, as_json: bool) -> None:
    """Busca un trámite con palabras de cualquiera; con - una búsqueda por línea."""
    with opened() as house:
        country = country.upper() or house.settings.country
        _require_published(house, country)
        if institution is not None and "/" not in institution:
            institution = f"{country}/{institution}"
        for line in lines_of(text):
            choices = house.finding.choices(line, country, institution)
            if as_json or text == "-":
                show({"choices": [_record(choice) for choice in choices]}, as_json=True)
            else:
                _tell(choices)


def _require_published(house: House, country: str) -> None:
    if country not in house.shelf.library.books().countries:
        raise click.BadParameter(f"{country} no está publicado.", param_hint="--country")


def _record(choice: Choice) -> dict[str, str | int]:
    return {"code": choice.code, "name": choice.name, "score": choice.score}


def _tell(choices: tuple[Choice, ...]) -> None:
    """Say what was found; that nothing was is an answer, not an error."""
    for number, choice in enumerate(choices, start=1):
        click.echo(f"{number}. {choice.short_name} ({choice.code})")
    if not choices:
        click.echo(words_of(ProcedureNotUnderstood()))
