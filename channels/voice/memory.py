"""What a call remembers from turn to turn: where it stands and what it was last answered."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.ports import Contact
from core.refusals import TurnUnknown
from ivr_flows.state import State

_TAKEN_UP_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Told:
    """The last answer in words of one language: kept because no clave is kept to ask again."""

    language: str
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """All that the next turn needs."""

    state: State
    told: Told

    def to_text(self) -> str:
        """Write it down for the contact's row: a line each, in letters that any store takes."""
        told = [self.told.language, self.told.must, self.told.may]
        return f"{self.state.to_text()}\n{json.dumps(told)}"

    @classmethod
    def from_text(cls, text: str) -> "Memory":
        """Read it back; what this house did not write names no known turn."""
        first, _, second = text.partition("\n")
        try:
            language, must, may = json.loads(second)
            told = Told(str(language), tuple(map(str, must)), tuple(map(str, may)))
        except (RecursionError, TypeError, ValueError) as fault:
            raise TurnUnknown from fault
        return cls(State.from_text(first), told)


def dropped(latest: Contact | None, now: datetime) -> State | None:
    """Tell where a caller's last call stood, if it was cut off a short time ago.

    What it was told is left behind: a phone proves nothing, so no answer is taken up.
    """
    if latest is None or latest.at < now - _TAKEN_UP_WITHIN:
        return None
    try:
        return Memory.from_text(latest.state).state
    except TurnUnknown:
        return None
