"""What a call remembers from turn to turn: where it stands and what it was last answered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.voice.render import Spoken, spoken_of
from core.ports import Contact
from core.refusals import TurnUnknown
from ivr_flows.nodes import Part
from ivr_flows.state import State

_TAKEN_UP_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Told:
    """The last answer in words of one language: kept because no clave is kept to ask again.

    `sounds` are what was recorded of each of them, those of `must` first, if anything was.
    """

    language: str
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    sounds: tuple[tuple[str, ...], ...] = ()

    def spoken(self, part: Part, *, slow: bool) -> list[Spoken]:
        """Give one part of the answer to be said."""
        split = len(self.must)
        if part == "must":
            return spoken_of(self.language, self.must, self.sounds[:split], slow=slow)
        return spoken_of(self.language, self.may, self.sounds[split:], slow=slow)

    def to_list(self) -> list[object]:
        """Write it down; sounds only where there are any."""
        told: list[object] = [self.language, self.must, self.may]
        return [*told, self.sounds] if self.sounds else told

    @classmethod
    def from_list(
        cls,
        language: str,
        must: Sequence[str],
        may: Sequence[str],
        sounds: Sequence[Sequence[str]] = (),
    ) -> "Told":
        """Read it back; anything else that was written is a `TypeError` or a `ValueError`."""
        heard = tuple(tuple(map(str, each)) for each in sounds)
        told = cls(str(language), tuple(map(str, must)), tuple(map(str, may)), heard)
        if heard and len(heard) != len(told.must) + len(told.may):
            raise ValueError("sounds without words")
        return told


@dataclass(frozen=True, slots=True)
class Memory:
    """All that the next turn needs; `placed` says that the house placed the call."""

    state: State
    told: Told
    begun: datetime
    placed: bool = False

    def to_text(self) -> str:
        """Write it down for the contact's row: a line each, in letters that any store takes."""
        told = self.told.to_list()
        call = [self.begun.isoformat(), self.placed]
        return f"{self.state.to_text()}\n{json.dumps(told)}\n{json.dumps(call)}"

    @classmethod
    def from_text(cls, text: str) -> "Memory":
        """Read it back; what this house did not write names no known turn."""
        try:
            state, answer, call = text.split("\n")
            told = Told.from_list(*json.loads(answer))
            begun, placed = json.loads(call)
            moment = datetime.fromisoformat(begun)
        except (RecursionError, TypeError, ValueError) as fault:
            raise TurnUnknown from fault
        return cls(State.from_text(state), told, moment, placed is True)


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
