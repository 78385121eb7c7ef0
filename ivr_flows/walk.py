"""Walks a script from step to step until it must listen, ask or end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ivr_flows.effects import (
    Ask,
    CallBack,
    Collect,
    Effect,
    Goodbye,
    Letter,
    Rated,
    Record,
    Say,
    SayAnswer,
    Text,
    Transfer,
)
from ivr_flows.nodes import (
    AskNode,
    BranchNode,
    CallbackNode,
    CollectNode,
    GoodbyeNode,
    LanguageNode,
    Listening,
    MenuNode,
    Node,
    PaceNode,
    Part,
    RateNode,
    RecordNode,
    SayNode,
    Speaking,
    TellNode,
    TransferNode,
    WishNode,
)
from ivr_flows.script import Script
from ivr_flows.state import END, State
from ivr_flows.variants import variant

STEP_BUDGET = 40  # ends a script that turns in circles


class Walk:
    """One turn under way: the state as it changes, what it causes, and secrets it forgets."""

    def __init__(self, script: Script, state: State) -> None:
        self.script = script
        self.state = state
        self.effects: list[Effect] = []
        self.secrets: dict[str, str] = {}

    def go(self, name: str) -> None:
        """Enter a step, and each one that follows by itself."""
        way: str | None = name
        while way is not None:
            steps = self.state.steps + 1
            if steps > STEP_BUDGET:
                way = self.script.lost
            self.state = replace(self.state, node=way, steps=steps)
            way = self._enter(self.script.nodes[way])

    def listen(self, node: Listening) -> None:
        """Prompt as far as the caller has failed here, and wait for an answer."""
        failures = self.failures
        match node:
            case LanguageNode():
                for place, language in enumerate(self.state.offered, start=1):
                    self._say_in(language, node.prompt, {"key": place})
                self.effects.append(Collect(1))
            case MenuNode():
                self.say(variant(node.prompt, failures), self._spelled(node.reads))
                self.effects.append(Collect(1))
            case CollectNode():
                self.say(variant(node.prompt, failures))
                empty = node.empty is not None
                self.effects.append(Collect(node.digits, node.finish_on, empty_counts=empty))
            case RecordNode():
                self.say(variant(node.prompt, failures))
                self.effects.append(Record(node.seconds))
            case TransferNode():
                self.say(node.message)
                self.effects.append(Transfer(node.seconds))

    def say(self, message: str, facts: Mapping[str, str | int] | None = None) -> None:
        """Say a message in the caller's language, or in the country's while none is chosen."""
        language = self.state.language or self.state.offered[0]
        self._say_in(language, message, facts or {})

    def say_answer(self, part: Part) -> None:
        """Say a part of the last answer."""
        self.effects.append(SayAnswer(part, self.state.slow))

    def fill(self, slot: str, digits: str) -> None:
        """Keep what was keyed until something else is keyed into the same slot."""
        self.state = replace(self.state, slots={**self.state.slots, slot: digits})

    @property
    def failures(self) -> int:
        """Tell how often the caller has failed at this step."""
        return self.state.tries.get(self.state.node, 0)

    def remember(self, failures: int) -> None:
        """Keep how often the caller has failed at this step."""
        tries = {**self.state.tries, self.state.node: failures}
        self.state = replace(self.state, tries=tries)

    def forgive(self) -> None:
        """Forget the failures at this step: it is overcome, or given up."""
        here = self.state.node
        if here not in self.state.tries:
            return
        tries = {step: times for step, times in self.state.tries.items() if step != here}
        self.state = replace(self.state, tries=tries)

    def _enter(self, node: Node) -> str | None:
        match node:
            case LanguageNode():
                return self._enter_language(node)
            case MenuNode() | CollectNode() | RecordNode() | TransferNode():
                self.listen(node)
            case AskNode():
                self.effects.append(Ask(node.question, self._arguments(node.takes)))
            case BranchNode():
                return node.ways.get(self.state.slots.get(node.slot, ""), node.otherwise)
            case RateNode():
                return self._rate(node)
            case _:
                return self._speak(node)
        return None

    def _speak(self, node: Speaking) -> str | None:
        match node:
            case SayNode():
                self.say(node.message, self._spelled(node.reads))
            case TellNode():
                self.say_answer(node.part)
            case PaceNode():
                self.state = replace(self.state, slow=node.slow)
                self.say(node.message)
            case WishNode():
                return self._wish(node)
            case CallbackNode():
                self.effects.append(CallBack())
                self.say(node.message)
            case GoodbyeNode():
                self.say(node.message)
                self.effects.append(Goodbye())
                self.state = replace(self.state, node=END)
                return None
        return node.then

    def _say_in(self, language: str, message: str, facts: Mapping[str, str | int]) -> None:
        self.effects.append(Say(message, facts, language, self.state.slow))

    def _rate(self, node: RateNode) -> str:
        if node.slot not in self.state.slots:
            return self.script.lost
        self.effects.append(Rated(self.state.slots[node.slot]))
        return node.then

    def _enter_language(self, node: LanguageNode) -> str | None:
        offered = self.state.offered
        if len(offered) == 1:
            self.state = replace(self.state, language=offered[0])
            return node.then
        if not self.state.language:
            self.listen(node)
            return None
        for other in offered:
            if other != self.state.language:
                self._say_in(other, node.change, {})
        return node.then

    def _wish(self, node: WishNode) -> str:
        if node.slot not in self.state.slots:
            return self.script.lost
        self.effects.append(Text(node.slot) if node.kind == "text" else Letter(node.slot))
        self.say(node.message)
        return node.then

    def _arguments(self, takes: Sequence[str]) -> dict[str, str]:
        known = {**self.state.slots, **self.secrets}
        return {slot: known[slot] for slot in takes if slot in known}

    def _spelled(self, reads: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
        slots = self.state.slots
        return {slot: spell(slots.get(slot, ""), sizes) for slot, sizes in reads.items()}


def spell(digits: str, sizes: Sequence[int]) -> str:
    """Write digits so that a voice reads them one by one, with a rest after each group."""
    groups, start = [], 0
    for size in sizes:
        groups.append(" ".join(digits[start : start + size]))
        start += size
    groups.append(" ".join(digits[start:]))
    return ", ".join(group for group in groups if group)
