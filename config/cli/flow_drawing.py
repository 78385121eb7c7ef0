"""Draws call scripts for a person to look at."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from config.call_figures import traffic_of
from config.cli.calls import calls_since
from config.cli.frame import Day, opened
from config.drawing import Picture, picture_of, spoken_words
from config.flows import shipped_scripts
from config.graphviz import PACKAGE, Graphviz, NotDrawn
from config.settings import read_settings
from ivr_flows.drawn.figures import Figures
from ivr_flows.script import Script, load

WHY_NOT = {
    "missing": f"falta el programa dot: instale el paquete {PACKAGE} (apt-get install {PACKAGE})",
    "failed": "dot no pudo dibujar el guion, o tardó demasiado",
}


@click.command("draw")
@click.argument(
    "given", nargs=-1, metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=None,
    help="La carpeta de los dibujos; si falta, flows en VAR_FOLDER.",
)  # fmt: skip
@click.option("--counts", is_flag=True, help="Dice en cada paso cuántas llamadas hubo.")
@click.option("--since", type=Day(), default=None, help="Con --counts: desde qué día.")
def draw(
    given: tuple[Path, ...], *, out: Path | None, counts: bool, since: datetime | None
) -> None:
    """Dibuja guiones, o los de la casa, en SVG: un paso por caja y las teclas en las flechas."""
    if since is not None and not counts:
        raise click.UsageError("--since solo va con --counts.")
    texts = {str(path): _text(path) for path in given} or shipped_scripts()
    scripts = [load(text, file) for file, text in texts.items()]
    figures = _figures(scripts, since) if counts else {}
    folder = out or read_settings().var_folder / "flows"
    words = spoken_words()
    for script in scripts:
        path = folder / f"{safe_name(script.name)}.svg"
        keep_drawing(path, picture_of(script, words, figures.get(script.name)))
        click.echo(path)


def keep_drawing(path: Path, picture: Picture) -> None:
    """Draw a picture into a file, or say what to install."""
    drawn = picture.svg(Graphviz())
    if isinstance(drawn, NotDrawn):
        raise click.ClickException(WHY_NOT[drawn.reason])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawn, encoding="utf-8")


def safe_name(script: str) -> str:
    """Make a name of a file from a script's, which an author may have written anyhow."""
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in script)[:80]


def _figures(scripts: list[Script], since: datetime | None) -> Mapping[str, Figures]:
    with opened() as house:
        calls = calls_since(house, None if since is None else since.date())
    days = "del último mes" if since is None else f"desde el {since:%d/%m/%Y}"
    return {
        script.name: Figures(traffic_of(script, calls), caption=f"Son las llamadas {days}.")
        for script in scripts
    }


def _text(path: Path) -> str:
    # Bytes that are not text stay visible to the reader of YAML, which refuses them with a line.
    return path.read_bytes().decode("utf-8", "surrogateescape")
