"""Measures the reader of texts: what it gets right, by reading and language, and what a text costs.

`python -m bench.understanding` reads the texts of tests/channels/texts, as the tests do.
"""

import statistics
import time
from collections import Counter
from collections.abc import Sequence

import click

from tests.channels.understood import Row, reader, rows


@click.command()
@click.option("--rounds", default=3, show_default=True, help="Rounds; the median is told.")
def main(rounds: int) -> None:
    """Print how many texts are read as they were meant, and how many are read in a second."""
    texts = list(rows())
    right = [row for row in texts if row.is_read_by(reader().read(row.text, row.before))]
    for told in ("reading", "language"):
        click.echo(f"by {told}:")
        all_of = Counter(getattr(row, told) for row in texts)
        right_of = Counter(getattr(row, told) for row in right)
        for name, count in sorted(all_of.items()):
            click.echo(f"  {name:16} {right_of[name]:4}/{count}")
    click.echo(f"in all {len(right)}/{len(texts)} ({len(right) / len(texts):.1%})")
    cost = statistics.median(seconds(texts) for _ in range(rounds)) / len(texts)
    click.echo(f"a text: {cost * 1e6:.0f} us CPU, {1 / cost:.0f} texts a second")


def seconds(texts: Sequence[Row]) -> float:
    """Tell the processor time of reading them all."""
    began = time.process_time()
    for row in texts:
        reader().read(row.text, row.before)
    return time.process_time() - began


if __name__ == "__main__":
    main()
