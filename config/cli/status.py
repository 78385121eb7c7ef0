"""Answers where a case stands, as each channel would."""

import click

from config.cli.answers import channel_option, language_option, record_of
from config.cli.frame import Record, answer_each, json_option, opened
from core.inquiry import Asker
from core.model.disclosure import Path

# A letter goes to the address on file, which proves who reads it; nothing else here does.
PATHS = {"letter": Path.ADDRESS}
CALLER = "cli"


@click.command("status")
@click.argument("number")
@click.option("--clave", default=None, help="Los seis dígitos del cargo.")
@channel_option
@language_option
@json_option
def verb(number: str, clave: str | None, channel: str, language: str, as_json: bool) -> None:
    """Dice dónde está un expediente; con - lee «NÚMERO [CLAVE]» por línea, separados por tab."""
    with opened() as house:

        def ask(line: str) -> Record:
            text, given = (line, clave) if number != "-" else _split(line, clave)
            asker = Asker(PATHS.get(channel, Path.CALLER), CALLER, given)
            answer = house.inquiry.status(text, asker)
            return record_of(answer, house.wording, channel=channel, language=language)

        answer_each(number, ask, as_json=as_json, nothing="number")


def _split(line: str, clave: str | None) -> tuple[str, str | None]:
    text, tab, given = line.partition("\t")
    return text, given if tab else clave
