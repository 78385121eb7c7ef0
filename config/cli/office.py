"""Answers where an office is and when it opens."""

import click

from config.cli.answers import channel_option, language_option, record_of
from config.cli.frame import Record, answer_each, json_option, opened


@click.command("office")
@click.argument("institution")
@click.option("--office", default=None, help="Código de la oficina; si falta, la mesa de partes.")
@channel_option
@language_option
@json_option
def verb(
    institution: str, *, office: str | None, channel: str, language: str, as_json: bool
) -> None:
    """Dice dónde queda una oficina y cuándo atiende; con - una entidad por línea."""
    with opened() as house:

        def ask(line: str) -> Record:
            answer = house.inquiry.office(line, office)
            return record_of(answer, house.wording, channel=channel, language=language)

        answer_each(institution, ask, as_json=as_json, nothing="place")
