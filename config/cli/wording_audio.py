"""The machine's voice: every fixed prompt of a language, made once."""

from collections import Counter
from pathlib import Path

import click

from config.audio import Sounds, durations
from config.cli.frame import Record, json_option, progress, show
from config.cli.wording_drafts import catalogues_option, folder_of
from config.settings import read_settings
from config.shipped import shipped_recordings
from core.wording.catalogue import FIRST_LANGUAGE
from core.wording.readings import fixed
from core.wording.standing import look_through


@click.command("audio")
@click.option("--language", default=FIRST_LANGUAGE, help="Idioma; si falta, castellano.")
@click.option("--out", type=click.Path(path_type=Path), help="Carpeta; si falta, var/audio.")
@catalogues_option
@json_option
def audio(*, language: str, out: Path | None, catalogues: Path | None, as_json: bool) -> None:
    """Hace la voz de cada texto fijo, en mu-law de 8 kHz; lo ya hecho no se repite."""
    folder = out or read_settings().var_folder / "audio"
    sounds = Sounds.under(folder, shipped_recordings())
    review = look_through(folder_of(catalogues))
    prompts = fixed(review, language)
    counted: Counter[str] = Counter()
    with progress("Hablando", len(prompts)) as advance:
        for prompt in prompts:
            counted[sounds.make(language, prompt)] += 1
            advance(1)
    origins = {origin: counted[origin] for origin in ("recorded", "kept", "made", "silent")}
    lasting = durations(review, sounds)
    seconds = {prompt.name: lasting(language, prompt.name) or 0.0 for prompt in prompts}
    longest = max(seconds, key=seconds.__getitem__, default="")
    told: Record = {
        "language": language,
        "prompts": len(prompts),
        **origins,
        "seconds": round(sum(seconds.values()), 1),
        "longest": longest,
        "longest_seconds": round(seconds.get(longest, 0.0), 1),
        "folder": str(folder),
    }
    show(told, as_json=as_json)
