"""Trains the dictionary with which segments are compressed, on invented people alone."""

import tempfile
from pathlib import Path

import click

from channels.units.wire.training import MOST_BYTES, texts_of, trained
from config.cli.frame import json_option, progress_so_far, show
from config.settings import Settings
from config.shipped import read_shipped
from config.unit_sample import SampleMaker

# None of them is a seed that the bench measures.
SEEDS = (101, 102, 103)
CASES, EVENTS = 500, 600


@click.command("dictionary")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--seeds", default=len(SEEDS), show_default=True, help="De cuántas muestras aprende.")
@click.option("--cases", default=CASES, show_default=True, help="Expedientes de cada muestra.")
@click.option("--events", default=EVENTS, show_default=True, help="Pasos de cada lado.")
@json_option
def verb(file: Path, *, seeds: int, cases: int, events: int, as_json: bool) -> None:
    """Escribe un diccionario nuevo para los paquetes, con personas inventadas."""
    shipped, texts = read_shipped(Settings(var_folder=file.parent)), list[bytes]()
    with progress_so_far("Muestras", seeds) as reach:
        for done, seed in enumerate(SEEDS[:seeds], 1):
            with tempfile.TemporaryDirectory() as folder:
                made = SampleMaker.of(Path(folder), shipped, seed)
                sample = made.exchange(cases=cases, events=events)
            texts += texts_of(sample.load, *sample.up, *sample.down)
            reach(done)
    file.write_bytes(trained(texts))
    show({"file": str(file), "texts": len(texts), "most_bytes": MOST_BYTES}, as_json=as_json)
