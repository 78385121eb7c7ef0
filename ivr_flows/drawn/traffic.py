"""How many calls took each way of a script, worked out from where they rested."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivr_flows import heard
from ivr_flows.drawn import ways
from ivr_flows.drawn.ways import Way, ways_of
from ivr_flows.nodes import AskNode, GoodbyeNode, LanguageNode, Listening
from ivr_flows.script import Script
from ivr_flows.state import END

_CAUSES = {
    heard.SILENCE: ways.SILENCE,
    heard.OTHER: ways.OTHER_KEY,
    heard.KEYED: ways.DIGITS,
    heard.ANSWERED: "contesta",
    heard.UNANSWERED: "no contesta",
    heard.RECORDED: "grabado",
}


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a turn of a call came to rest, what was heard before that, and what was answered."""

    node: str
    heard: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """How many calls came by each step and way, and how many were hung up at a step."""

    calls: int
    came: Mapping[str, int]
    left: Mapping[str, int]
    ways: Mapping[Way, int]


@dataclass(frozen=True, slots=True)
class Tracks:
    """Finds the ways that a call took between two steps at which it rested.

    Where more than one is possible, the key and the last outcome decide, then the shortest.
    """

    script: Script
    leaving: Mapping[str, Sequence[Way]]

    @classmethod
    def of_script(cls, script: Script) -> "Tracks":
        """Gather the ways on from each step."""
        leaving: dict[str, list[Way]] = {}
        for way in ways_of(script):
            leaving.setdefault(way.start, []).append(way)
        return cls(script, leaving)

    def traffic(self, calls: Iterable[Sequence[Rest]]) -> Traffic:
        """Count calls, each step and way once a call; equal calls are followed once."""
        came, left, taken = Counter[str](), Counter[str](), Counter[Way]()
        alike = Counter(map(tuple, calls))
        for rests, times in alike.items():
            track = tuple(self.track(rests))
            steps = {way.start for way in track} | {way.end for way in track}
            steps |= {rest.node for rest in rests if rest.node in self.script.nodes}
            came.update(dict.fromkeys(steps, times))
            taken.update(dict.fromkeys(track, times))
            if rests and rests[-1].node != END:
                left[rests[-1].node] += times
        return Traffic(calls=alike.total(), came=came, left=left, ways=taken)

    def track(self, rests: Sequence[Rest]) -> Iterator[Way]:
        """Yield every way of a call, from the first step of the script to its last rest."""
        here = self.script.start
        for place, rest in enumerate(rests):
            yield from self._between(here, rest, is_first=place == 0)
            here = rest.node

    def _between(self, here: str, rest: Rest, *, is_first: bool) -> tuple[Way, ...]:
        is_again = rest.heard in {heard.SILENCE, heard.OTHER}
        if here == rest.node and (is_first or is_again):
            return ()
        causes = () if is_first else self._first(here, rest.heard)
        for outcome in dict.fromkeys((rest.outcome, "")):
            found = self._shortest(here, rest.node, causes, outcome)
            if found:
                return found
        return ()

    def _first(self, here: str, said: str) -> Collection[Way]:
        """List the ways that what was heard can have begun with; all of them if nobody knows."""
        cause = ways.DIGITS if said.endswith(("digit", "digits")) else _CAUSES.get(said, said)
        every = self.leaving.get(here, ())
        return [way for way in every if cause and way.cause == cause] or every

    def _shortest(
        self, here: str, end: str, begins: Collection[Way], outcome: str
    ) -> tuple[Way, ...]:
        waiting: deque[tuple[Way, ...]] = deque()
        waiting.extend((way,) for way in begins or self._on(here, outcome))
        seen: set[str] = set()
        while waiting:
            track = waiting.popleft()
            last = track[-1].end
            if self._is_end(last, end):
                return track
            if last not in seen and not self._waits(last):
                seen.add(last)
                waiting.extend((*track, way) for way in self._on(last, outcome))
        return ()

    def _waits(self, node: str) -> bool:
        """Say whether a call rests there; the choice of a language may be passed in silence."""
        here = self.script.nodes[node]
        return isinstance(here, Listening) and not isinstance(here, LanguageNode)

    def _is_end(self, node: str, end: str) -> bool:
        return node == end or (end == END and isinstance(self.script.nodes[node], GoodbyeNode))

    def _on(self, here: str, outcome: str) -> Sequence[Way]:
        """List the ways on from a step; from a question, those of its outcome where it is known."""
        every = self.leaving.get(here, ())
        if not outcome or not isinstance(self.script.nodes.get(here), AskNode):
            return every
        named = [way for way in every if way.code == outcome]
        return named or [way for way in every if not way.code] or every
