"""Moves letters on by their codes, as a hand scanner types them or as scanned pages show them."""

from collections.abc import Iterator
from pathlib import Path

import click

from config.cli.frame import Record, answer_each, json_option, opened, show
from config.cli.letters_hand import hand_of, letter_record
from config.house import House
from core.letter_hands import Hand
from core.mailing import SCANNED
from core.model.letter import LetterStep


@click.command("scan")
@click.argument("code")
@click.option(
    "--step",
    type=click.Choice([step.value for step in SCANNED]),
    default=None,
    help="Qué se hizo con la carta; una carpeta sin esto archiva los talones.",
)
@click.option("--user", required=True, help="Quién la tuvo en la mano.")
@json_option
def scan(code: str, *, step: str | None, user: str, as_json: bool) -> None:
    """Anota un paso por el código; con -, uno por línea; con una carpeta, lee sus páginas."""
    folder = Path(code)
    with opened() as house:
        hand = hand_of(house, user)
        taken = None if step is None else LetterStep(step)
        if folder.is_dir():
            for record in read_pages(house, folder, hand, taken):
                show(record, as_json=as_json)
            return
        if taken is None:
            raise click.UsageError("Diga con --step qué se hizo con la carta.")

        def move(line: str) -> Record:
            done = house.post.mailing.scan(line, taken, hand)
            return letter_record(house, done.letter, is_new=done.is_new)

        answer_each(code, move, as_json=as_json, nothing="letter")


def read_pages(house: House, folder: Path, hand: Hand, step: LetterStep | None) -> Iterator[Record]:
    """Read the scanned pages of a folder; tell of each page what became of what is on it."""
    from config.letter_scanning import (  # noqa: PLC0415 - loads OpenCV
        Scanning,
        scan_folder,
        words_of,
    )
    from letters.scan.seen import SheetSeen  # noqa: PLC0415

    for progress in scan_folder(house, folder, Scanning(hand=hand, step=step)):
        for found in progress.page:
            seen = found.seen
            yield {
                "file": seen.file,
                "page": seen.page,
                "letter": seen.code.letter.grouped if isinstance(seen, SheetSeen) else None,
                "became": found.became,
                "left": found.is_left,
                "words": words_of(house, found),
                "files": f"{progress.files}/{progress.of_files}",
            }
