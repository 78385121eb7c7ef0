"""What a step cost on a line, and how it is told."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click

from bench.links.bad_line import BadLine, Figures

# The steps that both tools take, by name.
FIRST_LOAD, NOTHING, BOTH_WAYS = "first load", "nothing to say", "both ways"
CUT_LOAD, CUT_BOTH_WAYS = "first load, cut", "both ways, cut"


@dataclass(slots=True)
class Step:
    """One step: bytes each way, requests, connections, seconds; and what goals are told of."""

    name: str
    figures: Figures = field(default_factory=lambda: Figures(0, 0, 0, 0, 0))
    seconds: float = 0.0
    requests: int = 0
    told: str = ""
    missing: int = 0
    wasted: float = 0.0
    standstill: float = 0.0

    def tell(self) -> None:
        """Print it."""
        done = self.figures
        click.echo(
            f"  {self.name:34} {done.up:8,} up {done.down:8,} down {done.total:9,} bytes"
            f" {self.requests:4} requests {done.connections:4} connections {self.seconds:7.1f} s"
            f"  ({done.on_air:,} on the air){'; ' if self.told else ''}{self.told}"
        )


@contextmanager
def measured(line: BadLine, name: str) -> Iterator[Step]:
    """Measure what is done meanwhile."""
    step, before, began = Step(name), line.figures(), time.monotonic()
    yield step
    step.seconds = time.monotonic() - began
    step.figures = line.figures().since(before)
    step.requests = step.figures.requests
