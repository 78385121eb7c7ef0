"""Steps a call through its script: pure, so that every carrier and every test share it."""

from collections.abc import Sequence
from dataclasses import replace

from core.refusals import TurnUnknown
from ivr_flows.effects import (
    Dialled,
    Effect,
    Goodbye,
    HungUp,
    Input,
    Keys,
    LeaveMessage,
    Outcome,
    Recorded,
    Silence,
)
from ivr_flows.heard import masked
from ivr_flows.nodes import (
    FOUND,
    IN_PART,
    LEFT,
    AskNode,
    CollectNode,
    Keyed,
    LanguageNode,
    MenuNode,
    Node,
    RecordNode,
    TransferNode,
)
from ivr_flows.script import Script
from ivr_flows.state import END, State
from ivr_flows.walk import Walk

TURN_BUDGET = 60  # a call under ten minutes has fewer
CALL_BUDGET_SECONDS = 900  # whoever carries the call tells when they are over
LONGEST_KEYS = 64
BACK, REPEAT, PERSON = "*", "9", "0"
_DIGITS = frozenset("0123456789")

Step = tuple[State, tuple[Effect, ...]]


def begin(
    script: Script,
    languages: Sequence[str],
    *,
    remembered: str = "",
    turn: int = 0,
    dropped: State | None = None,
) -> Step:
    """Begin a call in one of the languages offered, or begin again at a later turn.

    A caller whose last call was `dropped` is offered to go on from there, where the script can.
    """
    if not languages:
        raise ValueError("a call needs a language to be answered in")
    language = remembered if remembered in languages else ""
    state = State(
        script=script.name,
        version=script.version,
        node=script.start,
        language=language,
        offered=tuple(languages),
        turn=turn,
    )
    state = _taken_up(script, state, dropped)
    walk = Walk(script, state)
    walk.go(state.node if turn < TURN_BUDGET else script.lost)
    return walk.state, tuple(walk.effects)


def _taken_up(script: Script, state: State, dropped: State | None) -> State:
    """Stand where a dropped call can be taken up: what it kept stays, and a secret never was kept.

    Under an edited script its slots may mean something else, so that call is not taken up.
    """
    if dropped is None or script.resume is None or dropped.language not in state.offered:
        return state
    offered_already = dropped.node == script.resume
    left = dropped.slots.get(LEFT, "") if offered_already else dropped.node
    is_the_same = (dropped.script, dropped.version) == (state.script, state.version)
    if not is_the_same or left not in script.resumable():
        return state
    return replace(
        state,
        node=script.resume,
        language=dropped.language,
        slow=dropped.slow,
        slots={**dropped.slots, LEFT: left},
    )


def step(script: Script, state: State, heard: Input, *, time_is_up: bool = False) -> Step:
    """Take one step: what was heard leads to a new state and to what must be done."""
    if not isinstance(heard, Outcome):
        done = masked(script.nodes.get(state.node), state, heard)
        state = replace(state, turn=state.turn + 1, steps=0, heard=done)
    if isinstance(heard, HungUp):
        return replace(state, node=END), ()
    if state.is_over:
        return state, (Goodbye(),)
    if state.script != script.name or state.node not in script.nodes:
        raise TurnUnknown
    # A script edited while the call is live leads it on wherever its step still stands.
    walk = Walk(script, replace(state, version=script.version))
    node = script.nodes[state.node]
    if time_is_up or state.turn >= TURN_BUDGET:
        _let_go(walk, node, heard)
    else:
        _hear(walk, node, heard)
    return walk.state, tuple(walk.effects)


def _hear(walk: Walk, node: Node, heard: Input) -> None:
    match node, heard:
        case AskNode(), Outcome(code):
            _resolve(walk, node, code)
        case ((LanguageNode() | MenuNode() | CollectNode() | RecordNode()), Silence()):
            _fail(walk, node, silent=True)
        case ((LanguageNode() | MenuNode()), Keys(key)):
            _choose(walk, node, key)
        case CollectNode(), Keys(keys):
            _collect(walk, node, keys[:LONGEST_KEYS])
        case RecordNode(), Recorded():
            walk.forgive()
            _leave(walk, node, heard)
            walk.go(node.then)
        case TransferNode(), Dialled(answered):
            walk.go(node.answered if answered else node.unanswered)
        case TransferNode(), Silence():
            walk.go(node.unanswered)
        case _:
            # Nothing that a carrier sends: go on where the call rests.
            walk.go(walk.state.node)


def _resolve(walk: Walk, node: AskNode, code: str) -> None:
    failures = walk.failures + 1
    if code in {FOUND, IN_PART}:
        walk.forgive()
        walk.go(node.ways.get(code) or node.ways[FOUND])
    elif failures < node.tries:
        walk.remember(failures)
        walk.go(node.ways.get(code) or node.otherwise or walk.script.lost)
    else:
        walk.forgive()
        walk.say_answer("must")
        walk.go(node.exhausted)


def _choose(walk: Walk, node: LanguageNode | MenuNode, key: str) -> None:
    if isinstance(node, MenuNode) and key in node.keys:
        walk.forgive()
        if node.slot is not None:
            walk.fill(node.slot, key)
        walk.go(node.keys[key])
    elif isinstance(node, LanguageNode) and key in _places(walk.state):
        walk.forgive()
        _speak(walk, node, walk.state.offered[int(key) - 1])
    elif key == REPEAT:
        _repeat(walk, node)
    elif key == BACK:
        _back(walk, node)
    elif key == PERSON:
        walk.go(walk.script.person)
    else:
        _fail(walk, node, silent=False)


def _places(state: State) -> tuple[str, ...]:
    return tuple(str(place) for place in range(1, len(state.offered) + 1))


def _speak(walk: Walk, node: LanguageNode, language: str) -> None:
    walk.state = replace(walk.state, language=language)
    walk.go(node.then)


def _collect(walk: Walk, node: CollectNode, keys: str) -> None:
    digits = keys.rpartition(BACK)[2]
    if not keys and node.empty is not None:
        walk.forgive()
        walk.go(node.empty)
    elif keys and not keys.strip(BACK):
        _back(walk, node)
    elif keys.endswith(BACK):
        walk.go(walk.state.node)  # digits and then a star: the caller begins the number again
    elif not digits or not _DIGITS.issuperset(digits):
        _fail(walk, node, silent=False)
    else:
        walk.forgive()
        _keep(walk, node, digits)
        walk.go(node.then)


def _keep(walk: Walk, node: CollectNode, digits: str) -> None:
    if node.secret:
        walk.secrets[node.slot] = digits
    else:
        walk.fill(node.slot, digits)


def _let_go(walk: Walk, node: Node, heard: Input) -> None:
    """End a call that has lasted too long; what was said into it by then is not lost.

    Who spoke with a person for long is told goodbye as anyone is.
    """
    match node, heard:
        case RecordNode(), Recorded():
            _leave(walk, node, heard)
        case TransferNode(), Dialled(answered=True):
            return walk.go(node.answered)
    return walk.go(walk.script.lost)


def _leave(walk: Walk, node: RecordNode, heard: Recorded) -> None:
    walk.effects.append(LeaveMessage(heard.recording, heard.seconds, node.slot))
    walk.say(node.message)


def _fail(walk: Walk, node: Keyed | RecordNode, *, silent: bool) -> None:
    failures = walk.failures + 1
    if failures < node.tries:
        walk.remember(failures)
        if not silent:
            walk.say(walk.script.wrong_key)
        walk.listen(node)
        return
    walk.forgive()
    if isinstance(node, LanguageNode):
        _speak(walk, node, walk.state.offered[0])
    elif isinstance(node, RecordNode):
        walk.go(node.silence)
    else:
        walk.go(node.silence if silent else node.wrong)


def _repeat(walk: Walk, node: LanguageNode | MenuNode) -> None:
    walk.forgive()
    walk.go(node.repeat if isinstance(node, MenuNode) else walk.state.node)


def _back(walk: Walk, node: Keyed) -> None:
    way = walk.state.node if isinstance(node, LanguageNode) else node.back
    if isinstance(walk.script.nodes[way], LanguageNode):
        # To go back to the choice of a language is to take the choice back.
        walk.state = replace(walk.state, language="")
    walk.go(way)
