"""Proves call scripts before they are served; what it says is for authors, in English."""

import json
import sys
from pathlib import Path

import click

from config.cli.flow_drawing import draw
from config.cli.flow_proof import lines_of, record_of
from config.cli.frame import REFUSED, json_option
from config.flows import prove, shipped_scripts, spoken_premises


@click.group("flows")
def verb() -> None:
    """Guiones de llamada: se prueban antes de servirse, y se dibujan."""


verb.add_command(draw)


@verb.command("check")
@click.argument(
    "given", nargs=-1, metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@json_option
def check(given: tuple[Path, ...], *, as_json: bool) -> None:
    """Prueba guiones, o los de la casa: faltas con su línea, y el recorrido de cada estado."""
    premises = spoken_premises()
    texts = {str(path): _text(path) for path in given} or shipped_scripts()
    proofs = [prove(file, text, premises) for file, text in texts.items()]
    for proof in proofs:
        if as_json:
            click.echo(json.dumps(record_of(proof), ensure_ascii=False))
        else:
            click.echo("\n".join(lines_of(proof)))
    if not all(proof.is_sound for proof in proofs):
        sys.exit(REFUSED)


def _text(path: Path) -> str:
    # Bytes that are not text stay visible to the reader of YAML, which refuses them with a line.
    return path.read_bytes().decode("utf-8", "surrogateescape")
