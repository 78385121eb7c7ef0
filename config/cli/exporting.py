"""Exports what the house knows in the formats that others read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from channels.files.catalogue_export import Told, write_catalogue
from config.cli.frame import opened
from config.house import House
from core.library import Books
from core.refusals import DocumentUnknown, FileUnreadable


@click.group("export")
def verb() -> None:
    """Sacar datos en formatos que otros leen."""


@verb.command("procedures")
@click.option("--country", help="Solo los de este país; si falta, los de todos.")
@click.option("--out", type=click.Path(path_type=Path), help="Archivo; si falta, la pantalla.")
def procedures(*, country: str | None, out: Path | None) -> None:
    """Escribe el catálogo en JSON-LD (CPSV-AP); lo que está por confirmar no se afirma."""
    with opened() as house:
        books = house.shelf.library.books()
        if country is not None and country not in books.countries:
            raise DocumentUnknown(kind="country", key=country)
        pieces = write_catalogue(_told(house, books, country), house.clock.today())
        if out is None:
            for piece in pieces:
                click.echo(piece, nl=False)
        else:
            _keep(out, pieces)


def _told(house: House, books: Books, country: str | None) -> Iterator[Told]:
    """Yield what is published of one country or of all, in the order of the keys."""
    sources = {d.key: d.source for d in house.shelf.documents.every() if d.kind == "procedure"}
    chosen = (one for one in books.procedures.values() if country in {None, one.country})
    for procedure in sorted(chosen, key=lambda one: one.key):
        yield Told(
            procedure=procedure,
            institution=books.institutions.get(procedure.institution or ""),
            source=sources[procedure.key],
            currency=books.countries[procedure.country].currency.code,
        )


def _keep(out: Path, pieces: Iterable[str]) -> None:
    """Write the file whole or not at all."""
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
        unfinished.replace(out)
    except OSError as fault:
        raise FileUnreadable(problem="not_readable") from fault
