"""What a turn does, written down for a line that stays open: words to say, then keys to wait for.

It is kept as the reply of the turn, so it holds words and no names of files, which may be lost.
"""

import json
from dataclasses import asdict, dataclass
from typing import Self

from channels.voice.render import Speech, Spoken
from ivr_flows.effects import Collect


@dataclass(frozen=True, slots=True)
class Plan:
    """One turn: `listen` is none where the call ends after the words."""

    spoken: tuple[Spoken, ...]
    listen: Collect | None
    next_turn: int

    @classmethod
    def of(cls, speech: Speech) -> Self:
        """Take what a turn says and does."""
        return cls(tuple(speech.spoken), speech.collect, speech.next_turn)

    def to_text(self) -> str:
        """Write it in letters that any store takes."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read back what this house wrote."""
        written = json.loads(text)
        listen = written["listen"]
        spoken = tuple(Spoken(**words) for words in written["spoken"])
        return cls(spoken, None if listen is None else Collect(**listen), written["next_turn"])


def plan_text(speech: Speech) -> str:
    """Render a turn as a plan."""
    return Plan.of(speech).to_text()
