"""Where a call stands: all that is kept between two turns, and never a secret."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.refusals import TurnUnknown

END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The step a call rests at, and what it has gathered so far.

    `turn` counts what the caller did, `steps` what the script did since then; both have limits.
    `tries` holds the failures of each step that is not yet overcome. `script` and `version` say
    which script the call was led by, and `slow` that the caller asked to be spoken to slowly.
    `heard` is what led here, as `heard.py` masks it: no step goes by it, so it makes no difference.
    """

    script: str
    version: int
    node: str
    language: str
    offered: tuple[str, ...]
    turn: int = 0
    steps: int = 0
    slow: bool = False
    tries: Mapping[str, int] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    heard: str = field(default="", compare=False)

    @property
    def is_over(self) -> bool:
        """Say whether the call has come to its end."""
        return self.node == END

    def to_text(self) -> str:
        """Write the state so that states alike in every field are equal texts."""
        written = {
            "heard": self.heard,
            "language": self.language,
            "node": self.node,
            "offered": self.offered,
            "script": self.script,
            "slots": self.slots,
            "slow": self.slow,
            "steps": self.steps,
            "tries": self.tries,
            "turn": self.turn,
            "version": self.version,
        }
        return json.dumps(written, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "State":
        """Read a state back; a text that is none names no known turn."""
        try:
            written = json.loads(text)
            return cls(
                script=_word(written["script"]),
                version=_count(written["version"]),
                slow=_answer(written["slow"]),
                node=_word(written["node"]),
                language=_word(written["language"]),
                offered=tuple(_word(language) for language in written["offered"]),
                turn=_count(written["turn"]),
                steps=_count(written["steps"]),
                tries={step: _count(times) for step, times in written["tries"].items()},
                slots={slot: _word(digits) for slot, digits in written["slots"].items()},
                heard=_word(written.get("heard", "")),
            )
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as fault:
            raise TurnUnknown from fault


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a word")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a count")
    return value


def _answer(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not yes or no")
    return value
