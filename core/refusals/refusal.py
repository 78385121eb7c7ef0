"""The shape of every refusal: a code that never changes, and facts that anyone may hear."""

from datetime import date
from typing import ClassVar

Fact = str | int | date


class Refusal(Exception):
    """Something expected that is declined: `code` is stable, `facts` may be told to anyone."""

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code)
        self.facts = facts


def every_refusal() -> tuple[type[Refusal], ...]:
    """List every kind of refusal, so that a test can ask each channel for its words."""
    found: list[type[Refusal]] = []
    waiting = [Refusal]
    while waiting:
        children = waiting.pop().__subclasses__()
        found.extend(children)
        waiting.extend(children)
    return tuple(sorted(found, key=lambda kind: kind.code))
