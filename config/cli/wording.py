"""The words of every language: how far they are, out to translators and back, and their sounds."""

from dataclasses import asdict
from pathlib import Path

import click

from config.cli.frame import Record, json_option, show
from config.cli.wording_audio import audio
from config.cli.wording_drafts import catalogues_option, export_verb, folder_of, import_verb
from config.cli.wording_record import record
from config.shipped import shipped_recordings
from core.wording.standing import Standing, look_through

WHY_NOT = {
    "": "se ofrece",
    "not_drafted": "faltan borradores en el camino al estado",
    "not_approved": "falta la firma de un revisor",
    "glued": "un texto pega letras a un dato y no se puede grabar",
    "not_recorded": "falta grabar",
}


@click.group("wording")
def verb() -> None:
    """Los textos en cada idioma y su voz."""


for family in (export_verb, import_verb, audio, record):
    verb.add_command(family)


@verb.command("status")
@catalogues_option
@json_option
def status(*, catalogues: Path | None, as_json: bool) -> None:
    """Dice cuánto hay de cada idioma en cada canal, y si se ofrece o por qué no."""
    for standing in look_through(folder_of(catalogues), shipped_recordings().mark).standings():
        if as_json:
            show(_record(standing), as_json=True)
        else:
            click.echo(_line(standing))


def _record(standing: Standing) -> Record:
    return {
        **asdict(standing),
        "is_offered": standing.is_offered,
        "why_not": standing.why_not or None,
    }


def _line(standing: Standing) -> str:
    way = f"camino {standing.way_approved}/{standing.on_the_way}"
    sounds = f", grabados {standing.recorded}/{standing.to_record}" if standing.to_record else ""
    return (
        f"{standing.language:4} {standing.channel:7}"
        f"{standing.drafted:>4} de {standing.messages} con texto, {standing.approved} firmados, "
        f"{way}{sounds}: {WHY_NOT[standing.why_not]}"
    )
