"""The clock and the words: what every answer needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.model.answers import Line


class Clock(Protocol):
    """Tells the time: the only one who may."""

    def now(self) -> datetime:
        """Tell the moment, in UTC."""
        ...

    def today(self) -> date:
        """Tell the day where the country lives."""
        ...


@dataclass(frozen=True, slots=True)
class Composed:
    """One answer in one language: never mixed, text by text in the order of its lines.

    `sounds` are what a speaker recorded, by hash: for each text all of it, or nothing. Without any
    a machine reads every text.
    """

    language: str
    texts: tuple[str, ...]
    sounds: tuple[tuple[str, ...], ...] = ()


class Wording(Protocol):
    """Words facts for a channel (`voice`, `sms`, `letter`, `page`) in a language."""

    def languages(self, channel: str, /) -> tuple[str, ...]:
        """List the languages that may be offered, the country's first language first."""
        ...

    def compose(self, language: str, channel: str, lines: Sequence[Line], /) -> Composed:
        """Word the lines, all in the language asked for or all in Spanish."""
        ...
