"""Publishes new versions of documents and lists what is published."""

from datetime import date
from pathlib import Path

import click

from config.cli.case import act_of
from config.cli.frame import json_option, opened, show
from config.documents_on_disk import read_document
from core.model.procedure import Procedure


@click.group("document")
def verb() -> None:
    """Documentos publicados: trámites, calendarios, motivos."""


@verb.command("publish")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--user", required=True, help="Quién lo publica.")
@json_option
def publish(file: Path, *, user: str, as_json: bool) -> None:
    """Publica una versión nueva de un documento escrito en YAML."""
    with opened() as house:
        fresh = house.publishing.publish([read_document(file)], act_of(house, user))
        show({"published": [f"{d.kind}/{d.key} v{d.version}" for d in fresh]}, as_json=as_json)


@verb.command("list")
@click.option("--stale", is_flag=True, help="Solo los trámites leídos hace demasiado tiempo.")
@json_option
def list_documents(*, stale: bool, as_json: bool) -> None:
    """Lista lo publicado, con su fuente y el día en que se leyó."""
    with opened() as house:
        books, today = house.shelf.library.books(), house.clock.today()
        for document in house.shelf.documents.every():
            if stale and not _is_stale(books.procedures.get(document.key), today):
                continue
            show(
                {
                    "kind": document.kind,
                    "key": document.key,
                    "version": document.version,
                    "read_on": document.read_on,
                    "source": document.source,
                },
                as_json=as_json,
            )


def _is_stale(procedure: Procedure | None, today: date) -> bool:
    return procedure is not None and procedure.is_stale(today)
