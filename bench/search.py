"""Measures the search: what it understands, and what a query costs beside a plain scan.

`python -m bench.search` reads the texts that tests/core/test_search_quality.py holds it to.
"""

import statistics
import time
from collections.abc import Callable, Sequence

import click
from rapidfuzz import fuzz, process

from core.model.choices import MOST
from tests.core.both_catalogues import Query, both, code_of, finder, off_topic, queries

Search = Callable[[Query], Sequence[str]]


@click.command()
@click.option("--rounds", default=3, show_default=True, help="Rounds; the median is told.")
def main(rounds: int) -> None:
    """Print what is found, what is answered that should not be, and the cost of a query."""
    asked, others = queries(), off_topic()
    for name, search in (("search", found), ("WRatio over all names", scanned)):
        right = [place_of(query, search(query)) for query in asked]
        answered = sum(bool(search(query)) for query in others)
        first, three = right.count(0), sum(0 <= place < MOST for place in right)
        click.echo(
            f"{name:22} top 1 {first}/{len(asked)}  top 3 {three}/{len(asked)}"
            f" ({three / len(asked):.1%})  off-topic answered {answered}/{len(others)}"
            f" ({answered / len(others):.1%})"
        )
    costs = {
        search.__name__: [cost(search, asked) for _ in range(rounds)] for search in (found, scanned)
    }
    ours, plain = (statistics.median(costs[search.__name__]) for search in (found, scanned))
    click.echo(f"a query: {ours:.0f} us, the plain scan {plain:.0f} us (ratio {ours / plain:.2f})")


def found(query: Query) -> list[str]:
    """Search as the house does."""
    return [code_of(hit) for hit in finder().by_words(query.text, query.country)[:MOST]]


def scanned(query: Query) -> list[str]:
    """Compare the whole text with every whole name: what anyone would try first."""
    names = {
        procedure.code: procedure.name.lower()
        for procedure in both().procedures.values()
        if procedure.country == query.country
    }
    hits = process.extract(query.text.lower(), names, scorer=fuzz.WRatio, limit=MOST)
    return [code for _, score, code in hits if score > 0]


def place_of(query: Query, codes: Sequence[str]) -> int:
    """Tell the place of the first right one, or -1."""
    return next((place for place, code in enumerate(codes) if code in query.expected), -1)


def cost(search: Search, asked: Sequence[Query]) -> float:
    """Tell the microseconds of processor time of one query."""
    began = time.process_time()
    for query in asked:
        search(query)
    return (time.process_time() - began) / len(asked) * 1e6


if __name__ == "__main__":
    main()
