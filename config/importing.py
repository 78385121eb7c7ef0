"""Imports an office's file: finds its column map, reads its rows and asserts what they say."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

from channels.files.column_map import ColumnMap, parse_map
from channels.files.office_file import look_over
from channels.files.rows import Country, choose_map, read_rows
from config.house import House
from core.importing import ImportReport, Source
from core.refusals import FileUnreadable

MAPS = files("config") / "documents" / "imports"


def shipped_maps() -> tuple[ColumnMap, ...]:
    """Read the column maps that the house ships with."""
    written = (entry for entry in MAPS.iterdir() if entry.name.endswith(".toml"))
    ordered = sorted(written, key=lambda entry: entry.name)
    return tuple(parse_map(entry.read_text(encoding="utf-8"), entry.name) for entry in ordered)


def read_map(path: Path) -> ColumnMap:
    """Read a column map that somebody wrote."""
    try:
        return parse_map(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as fault:
        raise FileUnreadable(problem="not_readable") from fault


def import_file(
    house: House,
    path: Path,
    *,
    column_map: ColumnMap | None = None,
    as_of: date | None = None,
    dry_run: bool = False,
    actor: str = "system:import",
    on_progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import one file; what it already said appends nothing."""
    file = look_over(path)
    chosen = column_map or choose_map(file, shipped_maps())
    country = Country(
        places=house.gazetteer, numbering=house.numbering, languages=house.country.languages
    )
    return house.importing.run(
        read_rows(file, chosen, country, as_of=as_of),
        Source(sha256=file.sha256, actor=actor, headings=chosen.headings),
        dry_run=dry_run,
        on_progress=on_progress,
    )
