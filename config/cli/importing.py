"""Imports what offices export."""

from datetime import datetime
from pathlib import Path

import click

from channels.files.office_file import look_over
from channels.files.problems import words_of
from config.cli.frame import Day, Record, json_option, opened, progress_so_far, show
from config.cli.importing_procedures import procedures
from config.importing import import_file, read_map
from core.importing import ImportReport


@click.group("import")
def verb() -> None:
    """Traer archivos de otras oficinas."""


verb.add_command(procedures)


@verb.command("cases")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="Mapa de columnas, TOML.")
@click.option("--as-of", type=Day(), help="Día en que se exportó.")
@click.option("--dry-run", is_flag=True, help="Cuenta lo que haría, sin escribir nada.")
@json_option
def cases(
    file: Path, *, map_file: Path | None, as_of: datetime | None, dry_run: bool, as_json: bool
) -> None:
    """Importa expedientes de un CSV o XLSX; otra vez, solo lo que cambió."""
    column_map = None if map_file is None else read_map(map_file)
    with opened() as house, progress_so_far("Importando", look_over(file).rows) as advance:
        report = import_file(
            house,
            file,
            column_map=column_map,
            as_of=None if as_of is None else as_of.date(),
            dry_run=dry_run,
            on_progress=advance,
        )
    if as_json:
        show(record_of(report), as_json=True)
        return
    for line in lines_of(report):
        click.echo(line)


def record_of(report: ImportReport) -> Record:
    """Write a report as a record."""
    counts = {name: getattr(report, name) for name in COUNTS}
    return {
        **counts,
        "dry_run": report.dry_run,
        "errors": [
            {
                "row": e.row,
                "column": e.column,
                "problem": e.problem,
                "found": e.found,
                "kept": e.kept,
            }
            for e in report.errors
        ],
    }


COUNTS = {
    "read": "filas leídas",
    "opened": "expedientes nuevos",
    "changed": "cambiados",
    "unchanged": "sin cambio",
    "duplicates": "repetidas en el archivo",
    "outdated": "más viejas que lo que ya se sabe",
    "refused": "no entraron",
    "error_count": "avisos sobre celdas",
}
MOST_LINES = 20


def lines_of(report: ImportReport) -> tuple[str, ...]:
    """Write a report for a person: counts first, then the first errors."""
    counts = tuple(f"{getattr(report, name):>8} {words}" for name, words in COUNTS.items())
    told = tuple(words_of(error) for error in report.errors[:MOST_LINES])
    left = report.error_count - len(told)
    rest = (f"… y {left} más (con --json, todos los guardados)",) if left > 0 else ()
    return (*counts, *told, *rest)
