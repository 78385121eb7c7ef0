"""Writes the sample of invented cases again, or one of another size."""

from pathlib import Path

import click

from config.cli.frame import json_option, show
from config.sample import CASES, SEED, write_sample
from config.settings import ROOT


@click.command("sample")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "samples"
)
@click.option("--seed", default=SEED, show_default=True, help="Con la misma, los mismos archivos.")
@click.option(
    "--cases",
    type=click.IntRange(1, 10_000_000),
    default=CASES,
    show_default=True,
    help="Cuántos expedientes.",
)
@json_option
def verb(folder: Path, *, seed: int, cases: int, as_json: bool) -> None:
    """Escribe archivos de muestra con personas inventadas."""
    written = write_sample(folder, seed=seed, cases=cases)
    show({"files": [str(path) for path in written]}, as_json=as_json)
