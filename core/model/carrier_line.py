"""What is agreed with a carrier of texts, and how it fares: its pace, its price, its rests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self


class SenderKind(StrEnum):
    """What a phone shows as the sender of a text."""

    ALPHANUMERIC = "alphanumeric"
    LONG = "long"
    SHORT_CODE = "short_code"


# At most eleven plain letters, one letter at least: what networks take as a name.
_SENDERS: Mapping[SenderKind, str] = {
    SenderKind.ALPHANUMERIC: r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}",
    SenderKind.LONG: r"\+?[1-9][0-9]{6,14}",
    SenderKind.SHORT_CODE: r"[1-9][0-9]{2,5}",
}


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom a text comes."""

    name: str
    kind: SenderKind

    @property
    def is_valid(self) -> bool:
        """Say whether the name is of its kind."""
        return re.fullmatch(_SENDERS[self.kind], self.name) is not None

    @property
    def can_be_answered(self) -> bool:
        """Say whether a person can text back: to a name nobody can."""
        return self.kind is not SenderKind.ALPHANUMERIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """A line rests after so many definite failures within so long; then one text tries it."""

    failures: int = 5
    within: timedelta = timedelta(minutes=1)
    rest: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed: parts a second (0: as many as come), cents a part by prefix, its breaker.

    Nobody waits with a text in hand for longer than `patience` seconds.
    """

    name: str
    per_second: float = 0.0
    burst: int = 1
    cents: Mapping[str, int] = field(default_factory=dict)
    breaker: Breaker = Breaker()
    patience: float = 60.0

    def cost(self, to: str, parts: int) -> int:
        """Tell what so many parts to a phone cost: the longest prefix decides."""
        known = [prefix for prefix in self.cents if to.startswith(prefix)]
        return parts * self.cents[max(known, key=len)] if known else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a line fares: the parts it may send at once, and its failures one after another."""

    tokens: float
    at: datetime
    failures: int = 0
    since: datetime | None = None
    open_until: datetime | None = None

    @classmethod
    def rested(cls, terms: Terms, now: datetime) -> Self:
        """Begin with a line that never failed."""
        return cls(tokens=float(terms.burst), at=now)

    def is_resting(self, now: datetime) -> bool:
        """Say whether the line is left alone for now."""
        return self.open_until is not None and now < self.open_until

    def taken(self, terms: Terms, parts: int, now: datetime) -> tuple[Self, float]:
        """Take the right to send so many parts; tell the seconds to wait before it holds.

        Of a line that rested, the first that comes is the one try: it rests on for all others.
        """
        health = self
        if self.open_until is not None:
            health = replace(self, open_until=now + terms.breaker.rest)
        if not terms.per_second:
            return replace(health, at=now), 0.0
        passed = max(0.0, (now - self.at).total_seconds())
        filled = min(float(terms.burst), self.tokens + passed * terms.per_second)
        left = filled - parts
        return replace(health, tokens=left, at=now), max(0.0, -left / terms.per_second)

    def failed(self, terms: Terms, now: datetime) -> Self:
        """Note a definite failure; the last of too many in a row lets the line rest."""
        breaker = terms.breaker
        is_fresh = self.since is not None and now - self.since <= breaker.within
        count = self.failures + 1 if is_fresh or self.open_until is not None else 1
        is_over = count >= breaker.failures or self.open_until is not None
        return replace(
            self,
            failures=count,
            since=self.since if is_fresh else now,
            open_until=now + breaker.rest if is_over else None,
        )
