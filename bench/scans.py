"""Measures the reader of scanned slips: what it reads right, leaves to a person, and costs.

`python -m bench.scans` reads the synthetic scans that tests/letters/test_scans.py holds it to.
"""

import time
from collections import Counter

import click

from core.model.slip import Said
from letters.blocks import SlipKind
from letters.code import code_of, draw
from letters.envelope import SHEET_HEIGHT, Rectangle
from letters.scan.pages import Page
from letters.scan.seen import SheetSeen
from letters.scan.sheets import read_page
from tests.letters.scanned import Scan, scans

CODES = 500
PLACE = Rectangle(191.0, 110.0, 205.0, 124.0)
MEANS = {"empty": Said.NO, "struck out": Said.UNSURE}


@click.command()
@click.option("--count", default=200, show_default=True, help="Scans of each kind of slip.")
@click.option("--seed", default=1, show_default=True, help="Which scans are drawn.")
def main(count: int, seed: int) -> None:
    """Print shares of codes and boxes read right, and milliseconds for a page and a code."""
    click.echo(f"a code, written and drawn: {cost_of_codes():.2f} ms CPU")
    for kind in (SlipKind.REPLY, SlipKind.ACKNOWLEDGEMENT):
        tell(kind, count, seed)


def tell(kind: SlipKind, count: int, seed: int) -> None:
    """Read scans of one kind of slip, and print what came of them."""
    read: Counter[tuple[str, Said]] = Counter()
    codes, written, spent = 0, 0, 0.0
    for scan in scans(count, seed=seed, slip=kind):
        began = time.process_time()
        seen = sheet_of(scan)
        spent += time.process_time() - began
        if seen is None or seen.code.letter != scan.code.letter:
            continue
        codes += 1
        written += seen.crops.keys() == scan.written
        read.update((how, seen.boxes[name].said) for name, how in scan.marks.items())
    right = sum(one for (how, said), one in read.items() if said is MEANS.get(how, Said.YES))
    doubted = sum(one for (how, said), one in read.items() if said is Said.UNSURE)
    click.echo(
        f"{kind}: codes {codes}/{count} ({codes / count:.1%})"
        f"  boxes {right}/{read.total()} ({right / read.total():.1%})"
        f"  unsure {doubted / read.total():.1%}  handwriting found {written}/{codes}"
        f"  {spent / count * 1000:.0f} ms CPU a page"
    )
    for (how, said), one in sorted(read.items()):
        click.echo(f"  {how:12} read as {said:8} {one:5}")


def sheet_of(scan: Scan) -> SheetSeen | None:
    """Read the one sheet of a scan, if its code is found."""
    found = read_page(Page(file="scan", page=1, sha256="", grey=scan.grey))
    return next((one for one in found if isinstance(one, SheetSeen)), None)


def cost_of_codes() -> float:
    """Tell the milliseconds of processor time of one code."""
    began = time.process_time()
    for number in range(CODES):
        draw(code_of(f"CV1/7K3M9QX2A6/1/2/RUN{number:06}"), PLACE, SHEET_HEIGHT)
    return (time.process_time() - began) / CODES * 1000


if __name__ == "__main__":
    main()
