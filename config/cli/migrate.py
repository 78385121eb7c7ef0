"""Prepares the database and publishes what the release ships."""

import click

from config.cli.frame import Record, json_option, show
from config.encrypting import encrypt
from config.founding import found
from config.house import build
from config.settings import Settings, read_settings


@click.command("migrate")
@click.option(
    "--encrypt", "is_sealed", is_flag=True, help="Antes sella (cifra) el archivo de la base."
)
@json_option
def verb(*, is_sealed: bool, as_json: bool) -> None:
    """Prepara la base de datos y publica los documentos que vienen con la versión."""
    settings = read_settings()
    told = _sealed(settings) if is_sealed else {}
    house = build(settings)
    try:
        published = found(house)
    finally:
        house.close()
    show({"published": published, **told}, as_json=as_json)


def _sealed(settings: Settings) -> Record:
    """Seal the database, and tell what a person must still do by hand."""
    done = encrypt(settings)
    told: dict[str, object] = {"key_file": str(done.key_file) if done.key_file else None}
    told["plain_files"] = [str(path) for path in done.plain_files]
    if done.plain_files:
        told["aviso"] = (
            "La base anterior, sin sellar, sigue en el disco. Compruebe que todo abre y bórrela. "
            "Lo borrado de un disco puede leerse: sobrescriba su espacio libre si lo que hay es "
            "delicado."
        )
    return told
