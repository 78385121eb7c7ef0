"""What became of calls: where callers came by, where they left, and how soon they were answered.

Read from the turns that are kept anyway; no figure here tells who called or what was keyed.
"""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from channels.voice.memory import Memory
from core.ports import Contact
from core.refusals import TurnUnknown
from ivr_flows.nodes import CollectNode
from ivr_flows.script import Script
from ivr_flows.state import END

ANSWERED = "found"
# A turn that a carrier's status callback makes: it rests at no step.
AFTER_THE_LAST = "ended."
# A turn of a house before this one, which nobody can read any more.
UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One turn: at which step the call rested, in which language, and for how long until the next.

    `seconds` is none for the last turn, after which nobody counted.
    """

    node: str
    language: str
    outcome: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call, step by step; `answered_after` counts seconds from the greeting to the answer."""

    steps: tuple[Step, ...]
    answered_after: float | None

    @property
    def language(self) -> str:
        """Tell the language in which it ended."""
        return self.steps[-1].language

    @property
    def left_at(self) -> str | None:
        """Tell where the caller left, unless the call came to its own end."""
        last = self.steps[-1].node
        return None if last == END else last


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCount:
    """How many calls rested at a step, how many ended there, and how long callers took there."""

    node: str
    calls: int
    left: int
    median_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageCount:
    """How calls in one language went: how many were answered, and after how many seconds."""

    language: str
    calls: int
    answered: int
    median_seconds: float | None
    p90_seconds: float | None


def records(turns: Iterable[Contact], script: Script) -> Iterator[CallRecord]:
    """Put turns together into calls; they come ordered by call and turn."""
    for _, kept in groupby(turns, key=lambda contact: contact.provider_id):
        mine = [turn for turn in kept if not turn.outcome.startswith(AFTER_THE_LAST)]
        if mine:
            yield _record(mine, script)


def by_node(calls: Sequence[CallRecord]) -> tuple[NodeCount, ...]:
    """Count every step that a call rested at, the most visited first."""
    came = Counter(node for call in calls for node in {step.node for step in call.steps})
    left = Counter(call.left_at for call in calls)
    took: dict[str, list[float]] = {}
    for step in (step for call in calls for step in call.steps):
        if step.seconds is not None:
            took.setdefault(step.node, []).append(step.seconds)
    counts = (
        NodeCount(
            node=node, calls=count, left=left[node], median_seconds=_median(took.get(node, []))
        )
        for node, count in came.items()
        if node != END
    )
    return tuple(sorted(counts, key=lambda count: (-count.calls, count.node)))


def by_language(calls: Sequence[CallRecord]) -> tuple[LanguageCount, ...]:
    """Count how soon calls were answered in each language."""
    return tuple(
        _language(language, [call for call in calls if call.language == language])
        for language in sorted({call.language for call in calls})
    )


def _language(language: str, calls: Sequence[CallRecord]) -> LanguageCount:
    waits = [call.answered_after for call in calls if call.answered_after is not None]
    return LanguageCount(
        language=language,
        calls=len(calls),
        answered=len(waits),
        median_seconds=_median(waits),
        p90_seconds=_ninth_tenth(waits),
    )


def _record(turns: Sequence[Contact], script: Script) -> CallRecord:
    waits = [(later.at - turn.at).total_seconds() for turn, later in pairwise(turns)]
    steps = tuple(
        Step(node=_node(turn), language=turn.language, outcome=turn.outcome, seconds=wait)
        for turn, wait in zip(turns, [*waits, None], strict=True)
    )
    told = (turn.at for turn, step in zip(turns, steps, strict=True) if _is_answer(step, script))
    first = next(told, None)
    return CallRecord(steps, None if first is None else (first - turns[0].at).total_seconds())


def _is_answer(step: Step, script: Script) -> bool:
    """Say whether an answer was told: after a look-up alone the call goes on to ask for digits."""
    rests = script.nodes.get(step.node)
    return step.outcome == ANSWERED and not isinstance(rests, CollectNode)


def _node(turn: Contact) -> str:
    try:
        return Memory.from_text(turn.state).state.node
    except TurnUnknown:
        return UNKNOWN


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def _ninth_tenth(values: Sequence[float]) -> float | None:
    """Tell the value that nine of ten do not pass: one that was seen, not one worked out."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * 0.9) - 1)] if ordered else None
