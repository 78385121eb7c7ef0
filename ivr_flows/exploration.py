"""Proves a script by walking it whole: what can go wrong, how long it can last, how quick it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ivr_flows.checking.premises import Premises
from ivr_flows.engine import CALL_BUDGET_SECONDS, TURN_BUDGET
from ivr_flows.exploring.endings import Endings
from ivr_flows.exploring.lasting import SLOWER
from ivr_flows.exploring.quickest import LONGEST_WAY, Way, quickest
from ivr_flows.exploring.reduced import Reduction
from ivr_flows.exploring.space import MOST_STATES, Space
from ivr_flows.exploring.turn import Turns
from ivr_flows.nodes import PaceNode
from ivr_flows.script import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What a walk through every state found; without `problems` the script is proved.

    `silent_turns` and `wrong_turns` are the most that the house takes of them before its goodbye.
    """

    states: int
    turns: int
    longest_turns: int
    longest_keys: int
    longest_seconds: float
    silent_turns: int
    wrong_turns: int
    known_caller: Way | None
    new_caller: Way | None
    problems: tuple[str, ...]


def explore(
    script: Script, premises: Premises, languages: Sequence[str], *, most_states: int = MOST_STATES
) -> Exploration:
    """Walk every state of a sound script in these languages; equal scripts are told equally."""
    turns = Turns(script, premises)
    space = Space(turns, Reduction.of(script), most_states=most_states)
    space.walk(languages)
    # Where a step breaks the call, no way through it can be measured.
    states = () if space.problems else tuple(space.states.values())
    remembered = (languages[0], "") if states else ()
    ways = [quickest(turns, languages, language) for language in remembered]
    known, new = ways or (None, None)
    exact = replace(turns, exact=True)
    silent, wrong = Endings(exact, silent=True), Endings(exact, silent=False)
    silent_turns, wrong_turns = silent.most(states), wrong.most(states)
    keys, seconds = space.longest()
    problems = space.problems | silent.problems | wrong.problems | set(_too_late(known))
    return Exploration(
        states=len(space.states),
        turns=sum(map(len, space.edges.values())),
        longest_turns=TURN_BUDGET,
        longest_keys=keys,
        longest_seconds=_within(seconds * _slowest(script), space.longest_turn()),
        silent_turns=silent_turns,
        wrong_turns=wrong_turns,
        known_caller=known,
        new_caller=new,
        problems=tuple(sorted(problems)),
    )


def _within(seconds: float, turn: float) -> float:
    """Tell how long a call can last at most: the turn that its time runs out in is finished."""
    return min(seconds, CALL_BUDGET_SECONDS + turn)


def _slowest(script: Script) -> float:
    """Tell how much longer a call is for who asked to be spoken to slowly, where one may."""
    slow = any(isinstance(node, PaceNode) and node.slow for node in script.nodes.values())
    return SLOWER if slow else 1.0


def _too_late(known: Way | None) -> Iterator[str]:
    if known is not None and known.begins > LONGEST_WAY:
        yield f"the answer begins after {known.begins:.0f} s; {LONGEST_WAY:.0f} s are the most"
