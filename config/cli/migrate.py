"""Prepares the database and publishes what the release ships."""

import click

from config.cli.frame import json_option, show
from config.founding import found
from config.house import build
from config.settings import read_settings


@click.command("migrate")
@json_option
def verb(as_json: bool) -> None:
    """Prepara la base de datos y publica los documentos que vienen con la versión."""
    house = build(read_settings())
    try:
        published = found(house)
    finally:
        house.close()
    show({"published": published}, as_json=as_json)
