"""What is carried over which line, the same for every tool that is measured."""

from dataclasses import dataclass, field

from bench.links.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many cases and events of which seed, on what line, cut every so many seconds."""

    cases: int
    events: int
    seed: int
    terms: Terms = field(default_factory=Terms)
    by_proxy: bool = False
    cut_every: float = 20.0
