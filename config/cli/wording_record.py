"""The speaker's voice: the list that is read aloud, and the sounds that come back."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import click

from channels.porch.recordings import file_name
from config.audio import shipped_review
from config.cli.frame import Record, json_option, progress, show
from config.recording import Studio, Take, keep
from config.settings import ROOT, read_settings
from config.spoken_names import spoken_names
from core.wording.readings import Reading, readings

COLUMNS = ("file", "message", "spanish", "text")
FAULTS = {
    "not_a_wave": "no es un WAV",
    "not_mono": "tiene más de un canal",
    "rate_too_low": "tiene menos de 8000 muestras por segundo",
    "format_unknown": "no es PCM de 16 o 24 bits ni mu-law",
    "too_large": "es demasiado grande",
    "empty": "no tiene sonido",
    "silent": "no se oye nada",
    "clipped": "está saturado: aléjese o baje el nivel",
    "too_quiet": "se oye muy bajo",
    "silence_before": "empieza con mucho silencio",
    "silence_after": "termina con mucho silencio",
    "too_short": "es muy corto para su texto",
    "too_long": "es muy largo para su texto",
    "unknown_name": "ningún texto se llama así",
}


@click.command("record")
@click.argument("language")
@click.option("--list", "listed", is_flag=True, help="Escribe lo que hay que leer en voz alta.")
@click.option("--markdown", is_flag=True, help="La lista en una tabla para imprimir, no en CSV.")
@click.option("--districts", default="", help="También los distritos cuyo código empieza así.")
@click.option("--take", type=click.Path(path_type=Path), help="Carpeta con los WAV que llegaron.")
@click.option("--keep", "keeps", is_flag=True, help="Guarda los que están bien.")
@click.option("--audio", "into", type=click.Path(path_type=Path), help="Dónde se guardan.")
@json_option
def record(
    language: str,
    *,
    listed: bool,
    markdown: bool,
    districts: str,
    take: Path | None,
    keeps: bool,
    into: Path | None,
    as_json: bool,
) -> None:
    """Da la lista de lo que se graba, o escucha lo grabado y dice qué está bien."""
    if listed == (take is not None):
        raise click.UsageError("Diga --list, o --take con una carpeta.")
    names = spoken_names(read_settings().country, language, districts)
    to_read = readings(shipped_review(), language, names)
    if take is None:
        click.echo(_table(to_read) if markdown else _csv(to_read), nl=False)
        return
    studio = Studio({reading.name: reading for reading in to_read})
    waiting = studio.files(take)
    with progress("Escuchando", len(waiting)) as advance:
        takes = []
        for file in waiting:
            takes.append(studio.hear(file))
            advance(1)
    heard = tuple(takes)
    folder = (into or ROOT / "ivr_flows" / "audio") / language
    kept = keep(folder, heard) if keeps else 0
    _tell(heard, len(studio.missing(heard)), kept=kept, as_json=as_json)


def _tell(takes: tuple[Take, ...], missing: int, *, kept: int, as_json: bool) -> None:
    if as_json:
        show(
            {"takes": [_record(take) for take in takes], "missing": missing, "kept": kept},
            as_json=True,
        )
        return
    for take in takes:
        faults = "; ".join(f"{FAULTS[code]} [{code}]" for code in take.verdict.faults)
        click.echo(f"{take.file}: {faults or 'está bien'}")
    click.echo(f"Guardados {kept}. Faltan {missing}.")


def _record(take: Take) -> Record:
    verdict = take.verdict
    return {
        "file": take.file,
        "seconds": round(verdict.seconds, 2),
        "peak_db": round(verdict.peak_db, 1),
        "speech_db": round(verdict.speech_db, 1),
        "faults": list(verdict.faults),
    }


def _rows(lines: Iterable[Reading]) -> Iterable[tuple[str, ...]]:
    return ((file_name(one.name), one.name, one.spanish, one.text) for one in lines)


def _csv(readings: Iterable[Reading]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_rows(readings))
    return text.getvalue()


def _table(readings: Iterable[Reading]) -> str:
    lines = [COLUMNS, ("---",) * len(COLUMNS), *_rows(readings)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
