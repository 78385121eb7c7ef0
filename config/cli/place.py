"""Finds a district by its name or its code."""

import click

from config.cli.frame import Record, answer_each, json_option
from config.settings import read_settings
from config.shipped import country_pack, read_gazetteer


@click.command("place")
@click.argument("text")
@json_option
def verb(text: str, as_json: bool) -> None:
    """Busca un distrito por nombre o por código INEI; con - uno por línea."""
    gazetteer = read_gazetteer(country_pack(read_settings().country))

    def ask(line: str) -> Record:
        district = gazetteer.one(line)
        return {
            "inei": district.inei,
            "reniec": district.reniec,
            "name": district.name,
            "province": district.province,
            "department": district.department,
        }

    answer_each(text, ask, as_json=as_json, nothing="inei")
