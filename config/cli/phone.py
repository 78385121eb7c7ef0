"""Reads a phone as a person writes it."""

import click

from config.cli.frame import Record, answer_each, json_option
from config.settings import read_settings
from config.shipped import country_pack
from core.model.phone import Numbering


@click.command("phone")
@click.argument("text")
@json_option
def verb(text: str, as_json: bool) -> None:
    """Lee un teléfono escrito de cualquier manera; con - uno por línea."""
    numbering = Numbering.of(country_pack(read_settings().country))

    def ask(line: str) -> Record:
        phone = numbering.read(line)
        return {"e164": phone.e164, "kind": phone.kind, "department": phone.department}

    answer_each(text, ask, as_json=as_json, nothing="e164")
