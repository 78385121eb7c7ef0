"""Measures what a printed letter costs: the stamp beside WeasyPrint, reportlab and typst.

`python -m bench.letters`: the same letters of three templates go through each, in one run. The
stamp is measured from an empty gauge to the finished file, with what it has WeasyPrint set first.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import click

from bench.other_presses import by_reportlab, by_typst
from bench.stamped import Run
from letters.blocks import LetterText
from letters.press import Press
from letters.press.overlay import CodesOnFronts
from letters.typeset import html_of
from tests.letters.beside import CLOSE, compared, printed_in_run
from tests.letters.letter_texts import letters

KIB = 1024
SAMPLE = 40
BASE = "WeasyPrint, untagged"


@click.command()
@click.option("--count", default=2000, show_default=True, help="Letters in the run of the stamp.")
def main(count: int) -> None:
    """Print the cost of a letter by each press, as ratios to WeasyPrint without tags."""
    tell(count)


def tell(count: int) -> None:
    """Measure every press on the same letters, WeasyPrint first and last."""
    sample = list(islice(letters(count), min(count, SAMPLE)))
    press = Press()
    kinds: dict[str, Callable[[], int]] = {
        BASE: lambda: sum(untagged(press, text) for text in sample),
        "WeasyPrint, tagged": lambda: sum(len(press.print_letter(text).pdf) for text in sample),
        "reportlab": lambda: by_reportlab(sample),
        "typst": lambda: by_typst(sample),
    }
    for text in letters(2, seed=2):
        for kind in (by_reportlab, by_typst):
            kind([text])
        untagged(press, text)
    measured = {name: cost(kind, len(sample)) for name, kind in kinds.items()}
    run = Run.of(count)
    last, length = cost(kinds[BASE], len(sample))
    base = (measured[BASE][0] + last) / 2
    measured[BASE] = (base, length)
    for name, (seconds, length) in measured.items():
        tell_one(name, base, seconds, length / len(sample))
    tell_one(f"stamp, {count} all in", base, run.seconds / count, run.length / count)
    click.echo(
        f"  stamped {run.stamped / count:.2%}, set by WeasyPrint to learn {run.compiled},"
        f" peak {run.peak:.0f} MiB"
    )
    tell_alike(press, sample)


def tell_one(name: str, base: float, seconds: float, length: float) -> None:
    """Print one line."""
    click.echo(
        f"{name:22} {seconds * 1e3:8.2f} ms CPU  ratio {base / seconds:6.1f}"
        f"  {length / KIB:6.2f} KiB a letter"
    )


def tell_alike(press: Press, sample: Sequence[LetterText]) -> None:
    """Hold what was stamped beside what WeasyPrint sets."""
    with tempfile.TemporaryDirectory() as folder:
        read, _ = printed_in_run(Path(folder) / "run.pdf", sample)
    found = [compared(press, *pair) for pair in zip(sample, read, strict=True)]
    same = sum(one.is_same_text for one in found)
    close = sum(one.farthest <= CLOSE for one in found)
    click.echo(f"  same text {same}/{len(found)}, every word within 1 pt {close}/{len(found)}")


def untagged(press: Press, text: LetterText) -> int:
    """Print as WeasyPrint does without tags, its fonts and its style read once."""
    document = press.set(html_of(text), variant=None)
    return len(document.write_pdf(finisher=CodesOnFronts(text, press.page.code)))


def cost(kind: Callable[[], int], count: int) -> tuple[float, int]:
    """Take the processor's seconds for one letter, and all bytes; once, for typst remembers."""
    began = time.process_time()
    length = kind()
    return (time.process_time() - began) / count, length


if __name__ == "__main__":
    main()
