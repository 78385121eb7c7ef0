"""Imports the list of procedures of a country."""

from datetime import datetime
from pathlib import Path

import click

from channels.files.office_file import look_over
from channels.files.problems import words_of
from config.cataloguing import import_list, listing_of
from config.cli.frame import Day, Record, Words, json_option, opened, progress_so_far, show
from core.cataloguing import CatalogueReport

COUNTS = {
    "read": "filas leídas",
    "new": "trámites nuevos",
    "changed": "cambiados",
    "unchanged": "sin cambio",
    "duplicates": "repetidas en el archivo",
    "refused": "no entraron",
    "institutions": "entidades nuevas o cambiadas",
}
MOST_LINES = 20


@click.command("procedures")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--country", help="Código del país; si falta, el de la casa.")
@click.option("--source", type=Words(), help="De dónde sale la lista, con su licencia.")
@click.option("--publisher", type=Words(), help="Quién la publica.")
@click.option("--read-on", type=Day(), help="Día en que alguien la leyó; si falta, hoy.")
@click.option("--dry-run", is_flag=True, help="Cuenta lo que haría, sin escribir nada.")
@json_option
def procedures(
    file: Path,
    *,
    country: str | None,
    source: str | None,
    publisher: str | None,
    read_on: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Importa trámites de un CSV o XLSX con columnas id, entity y name; lo demás, por confirmar."""
    rows = look_over(file).rows
    day = None if read_on is None else read_on.date()
    with opened() as house, progress_so_far("Publicando", rows) as advance:
        listing = listing_of(
            house, file, country=country, source=source, publisher=publisher, read_on=day
        )
        report = import_list(house, file, listing, dry_run=dry_run, on_progress=advance)
    if as_json:
        show(record_of(report), as_json=True)
        return
    for line in lines_of(report):
        click.echo(line)


def record_of(report: CatalogueReport) -> Record:
    """Write a report as a record."""
    errors = [
        {"row": e.row, "column": e.column, "problem": e.problem, "found": e.found}
        for e in report.errors
    ]
    counts = {name: getattr(report, name) for name in COUNTS}
    return {**counts, "dry_run": report.dry_run, "errors": errors}


def lines_of(report: CatalogueReport) -> tuple[str, ...]:
    """Write a report for a person: counts first, then the first errors."""
    counts = tuple(f"{getattr(report, name):>8} {words}" for name, words in COUNTS.items())
    told = tuple(words_of(error) for error in report.errors[:MOST_LINES])
    left = report.refused - len(told)
    rest = (f"… y {left} más (con --json, todos los guardados)",) if left > 0 else ()
    return (*counts, *told, *rest)
