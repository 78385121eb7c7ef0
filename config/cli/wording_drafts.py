"""The words of a language out to its translators, and their drafts back."""

from dataclasses import asdict
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from channels.porch.speech import write_whole
from config.cli.frame import Record, Words, json_option, show
from core.refusals import FileUnreadable
from core.wording.drafts import DRAFTS
from core.wording.exchange import Remark, Taken, take
from core.wording.template import export

MOST_LINES = 20
REMARKS = {
    "unknown_channel": "no hay ese canal",
    "unknown_message": "no hay ese mensaje",
    "twice": "está dos veces en el archivo",
    "plural_forms": "tiene otro número de formas que el idioma",
    "half_empty": "una de sus formas está vacía",
    "control_letters": "tiene saltos de línea u otros signos que no se leen",
    "placeholders": "no tiene los mismos {datos} que el castellano",
    "manner_unknown": "pide un {dato:modo} que no existe",
    "kept_elsewhere": "ya está en otro archivo del idioma: cámbielo ahí",
    "source_missing": "no dice de dónde viene: use --source",
    "not_gsm7": "tiene letras que encarecen el SMS",
    "more_than_one_part": "no cabe en un SMS",
}
catalogues_option = click.option(
    "--catalogues",
    type=click.Path(path_type=Path),
    help="Carpeta de los idiomas; si falta, la de la casa.",
)


@click.command("export")
@click.argument("language")
@click.argument("file", type=click.Path(path_type=Path))
@catalogues_option
def export_verb(language: str, file: Path, *, catalogues: Path | None) -> None:
    """Escribe un PO para quien traduce: el castellano como nota y lo que ya hay."""
    text = export(folder_of(catalogues), language)
    try:
        write_whole(file, text.encode())
    except OSError as fault:
        raise FileUnreadable(problem="not_writable") from fault
    click.echo(str(file))


@click.command("import")
@click.argument("language")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", type=Words(), default=None, help="De quién son: nombre, variedad, día.")
@click.option("--dry-run", is_flag=True, help="Cuenta lo que haría, sin escribir nada.")
@catalogues_option
@json_option
def import_verb(
    language: str,
    file: Path,
    *,
    source: str | None,
    dry_run: bool,
    catalogues: Path | None,
    as_json: bool,
) -> None:
    """Trae traducciones como borradores; nunca una firma. Lo que no vale se dice y sigue."""
    folder = folder_of(catalogues)
    taken = take(folder, language, _content(file), source=source or "")
    if not dry_run and taken.new + taken.changed:
        # Only a folder on a disk can be written to; the house's own is one.
        write_whole(Path(str(folder / language / DRAFTS)), taken.drafts.encode())
    if as_json:
        show(_report(taken, dry_run=dry_run), as_json=True)
        return
    for line in _lines(taken):
        click.echo(line)


def folder_of(catalogues: Path | None) -> Traversable:
    """Find the languages that are meant: those that ship, or those of a folder."""
    if catalogues is None:
        return files("core.wording")
    if not (catalogues / "es").is_dir():
        raise FileUnreadable(problem="no_catalogues")
    return catalogues


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise FileUnreadable(problem="not_readable") from fault


def _report(taken: Taken, *, dry_run: bool) -> Record:
    return {
        "new": taken.new,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "empty": taken.empty,
        "dry_run": dry_run,
        "refused": [asdict(remark) for remark in taken.refused],
        "hints": [asdict(remark) for remark in taken.hints],
    }


def _lines(taken: Taken) -> tuple[str, ...]:
    counts = (
        f"{taken.new:>6} nuevos",
        f"{taken.changed:>6} cambiados",
        f"{taken.unchanged:>6} iguales",
        f"{taken.empty:>6} sin texto",
        f"{len(taken.refused):>6} no entraron",
    )
    remarks = [*taken.refused, *taken.hints]
    left = len(remarks) - MOST_LINES
    rest = (f"… y {left} más (con --json, todos)",) if left > 0 else ()
    return (*counts, *map(_said, remarks[:MOST_LINES]), *rest)


def _said(remark: Remark) -> str:
    return f"{remark.channel} {remark.msgid}: {REMARKS[remark.code]} [{remark.code}]"
