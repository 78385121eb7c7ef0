"""What a turn does, written down for a line that stays open: words to say, then what to wait for.

It is kept as the reply of the turn, so it holds words and no names of files, which may be lost.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Self

from channels.voice.render import Speech, Spoken
from ivr_flows.effects import Collect, Record, Transfer, Wait

_KINDS = {kind.__name__.lower(): kind for kind in (Collect, Record, Transfer)}


@dataclass(frozen=True, slots=True)
class Plan:
    """One turn: `wait` is none where the call ends after the words."""

    spoken: tuple[Spoken, ...]
    wait: Wait | None
    next_turn: int

    @classmethod
    def of(cls, speech: Speech) -> Self:
        """Take what a turn says and does."""
        return cls(tuple(speech.spoken), speech.wait, speech.next_turn)

    def to_text(self) -> str:
        """Write it in letters that any store takes."""
        kind = "" if self.wait is None else type(self.wait).__name__.lower()
        written = {**asdict(self), "kind": kind}
        return json.dumps(written, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read back what this house wrote."""
        written = json.loads(text)
        kind = _KINDS.get(written["kind"])
        wait = None if kind is None else kind(**written["wait"])
        spoken = tuple(_spoken(**words) for words in written["spoken"])
        return cls(spoken, wait, written["next_turn"])


def _spoken(language: str, text: str, *, slow: bool, sounds: Sequence[str] = ()) -> Spoken:
    return Spoken(language, text, slow, tuple(sounds))


def plan_text(speech: Speech) -> str:
    """Render a turn as a plan."""
    return Plan.of(speech).to_text()
