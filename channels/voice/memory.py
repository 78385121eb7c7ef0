"""What a call remembers from turn to turn: where it stands and what it was last answered."""

import json
from dataclasses import dataclass

from core.refusals import TurnUnknown
from ivr_flows.state import State


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
