"""What becomes of a move that arrives: a verdict, and what is kept of it if it moved nothing."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.event import EventId
from core.model.state import State


class Verdict(StrEnum):
    """What an event does to a case; the codes are stored in Spanish, as states are."""

    APPLIED = "aplicado"
    DUPLICATE = "duplicado"  # leads where the case is already
    FACT = "hecho"  # happened, and changes nothing any more
    DELIVERED_TWICE = "entregado_dos_veces"  # may be a fraud: somebody must look
    DISPUTED = "disputado"


# What waits until a person has looked at it and said what holds.
FOR_A_PERSON = frozenset({Verdict.DISPUTED, Verdict.DELIVERED_TWICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A move that moved nothing: its verdict, where it would have led, and who settled it."""

    event: EventId
    verdict: Verdict
    kind: str
    state: State | None = None
    settled_by: EventId | None = None

    @property
    def is_open(self) -> bool:
        """Say whether a person has yet to look at it."""
        return self.verdict in FOR_A_PERSON and self.settled_by is None
