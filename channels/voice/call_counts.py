"""How calls went, counted: by step, by language, and by what callers thought of them."""

import math
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from channels.voice.call_record import CallRecord, Step
from ivr_flows.state import END


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCount:
    """How many calls rested at a step, how many ended there, and how long callers took there.

    `keys` counts what was pressed there, each time it was.
    """

    script: str
    node: str
    calls: int
    left: int
    median_seconds: float | None
    keys: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageCount:
    """How calls of a script in one language went: how many were answered, and how soon."""

    script: str
    language: str
    calls: int
    answered: int
    median_seconds: float | None
    p90_seconds: float | None


def by_node(calls: Sequence[CallRecord]) -> tuple[NodeCount, ...]:
    """Count every step that a call rested at, script by script, the most visited first."""
    counts = (count for script, mine in _by_script(calls) for count in _nodes(script, mine))
    return tuple(sorted(counts, key=lambda count: (count.script, -count.calls, count.node)))


def by_language(calls: Sequence[CallRecord]) -> tuple[LanguageCount, ...]:
    """Count how soon calls were answered, in each script and language."""
    return tuple(
        _language(script, language, [call for call in mine if call.language == language])
        for script, mine in _by_script(calls)
        for language in sorted({call.language for call in mine})
    )


def by_outcome(calls: Sequence[CallRecord]) -> Mapping[str, int]:
    """Count what became of calls."""
    return dict(sorted(Counter(call.became for call in calls).items()))


def by_mark(calls: Sequence[CallRecord]) -> Mapping[str, int]:
    """Count what callers thought: 1 that the call helped, 2 that it did not."""
    return dict(sorted(Counter(call.mark for call in calls if call.mark is not None).items()))


def _by_script(calls: Sequence[CallRecord]) -> Iterator[tuple[str, list[CallRecord]]]:
    script = attrgetter("script")
    for name, mine in groupby(sorted(calls, key=script), key=script):
        yield name, list(mine)


def _nodes(script: str, calls: Sequence[CallRecord]) -> Iterator[NodeCount]:
    left = Counter(call.left_at for call in calls)
    came = Counter(node for call in calls for node in {step.node for step in call.steps})
    steps: dict[str, list[Step]] = {}
    for step in (step for call in calls for step in call.steps):
        steps.setdefault(step.node, []).append(step)
    for node, count in came.items():
        if node != END:
            took = [step.seconds for step in steps[node] if step.seconds is not None]
            yield NodeCount(
                script=script,
                node=node,
                calls=count,
                left=left[node],
                median_seconds=_median(took),
                keys=dict(sorted(Counter(s.pressed for s in steps[node] if s.pressed).items())),
            )


def _language(script: str, language: str, calls: Sequence[CallRecord]) -> LanguageCount:
    waits = [call.answered_after for call in calls if call.answered_after is not None]
    return LanguageCount(
        script=script,
        language=language,
        calls=len(calls),
        answered=len(waits),
        median_seconds=_median(waits),
        p90_seconds=_ninth_tenth(waits),
    )


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def _ninth_tenth(values: Sequence[float]) -> float | None:
    """Tell the value that nine of ten do not pass: one that was seen, not one worked out."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * 0.9) - 1)] if ordered else None
