"""Plays a script without a phone: a transcript's inputs in, the whole transcript out.

`> 1` the caller, `= found` the core, `< voice.menu` what is said, and the rest in words.
`@ es` begins a call; `@ es cut off` begins one more after the last was cut off where it stands.
"""

from collections.abc import Callable

from core.refusals import Refusal, every_refusal
from ivr_flows.effects import (
    Ask,
    CallBack,
    Collect,
    Dialled,
    Effect,
    Goodbye,
    HungUp,
    Input,
    Keys,
    LeaveMessage,
    Letter,
    Outcome,
    Rated,
    Record,
    Recorded,
    Say,
    SayAnswer,
    Silence,
    Text,
    Transfer,
)
from ivr_flows.engine import Step, begin, step
from ivr_flows.nodes import FOUND, IN_PART
from ivr_flows.script import Script
from ivr_flows.state import State

CODES = frozenset(kind.code for kind in every_refusal())
REFUSALS: dict[str, tuple[str, ...]] = {
    "case.status": (
        "number_missing",
        "number_incomplete",
        "number_too_long",
        "number_wrong_check",
        "case_not_found",
        "clave_missing",
        "clave_malformed",
        "clave_wrong",
        "clave_wait",
        "clave_closed",
        "clave_revoked",
    ),
    "procedure.by_shortcut": ("procedure_unknown",),
    "procedure.by_letters": ("procedure_not_understood",),
    "procedure.by_choice": (
        "procedure_not_understood",
        "choice_unknown",
        "procedure_unknown",
    ),
    "person.open": ("person_away", "person_unavailable"),
    "call.back": (
        "phone_hidden",
        "phone_abroad",
        "calls_too_many",
        "calling_opted_out",
        "calling_paused",
    ),
}
MESSAGE = Recorded("RE00000000000000000000000000000000", 5)
ACTS: dict[str, Input] = {
    "silence": Silence(),
    "hangs up": HungUp(),
    "#": Keys(""),
    "leaves a message": MESSAGE,
    "someone answers": Dialled(answered=True),
    "no one answers": Dialled(answered=False),
}


def rehearse(script: Script, transcript: str) -> str:
    """Write a transcript anew from its inputs."""
    written: list[str] = []
    state: State | None = None
    for line in transcript.splitlines():
        if line.startswith("#") or not line:
            written.append(line)
        elif line.startswith("@ "):
            state, effects = _begin(script, line, state)
            written += [line, *map(shown, effects)]
        elif line.startswith(("> ", "= ")) and state is not None:
            state, effects = step(script, state, _input(line))
            written += [line, *map(shown, effects)]
    return "\n".join(written) + "\n"


def _begin(script: Script, line: str, last: State | None) -> Step:
    languages, _, remembered = line.removeprefix("@ ").partition(" remembered ")
    said, _, _ = languages.partition(" cut off")
    dropped = last if said != languages else None
    return begin(script, said.split(), remembered=remembered, dropped=dropped)


def _input(line: str) -> Input:
    mark, said = line[0], line[2:]
    if mark == "=":
        assert said in {FOUND, IN_PART} or said in CODES
        return Outcome(said)
    return ACTS.get(said, Keys(said))


def shown(effect: Effect) -> str:  # noqa: C901, PLR0911  # one line of a transcript each
    """Write an effect as a line of a transcript."""
    match effect:
        case Say(message, facts, language, slow):
            told = "".join(f" {name}={value}" for name, value in facts.items())
            return f"< {message}{told} ({language}){', slowly' * slow}"
        case SayAnswer(part, slow):
            return f"< what it {part} tell{', slowly' * slow}"
        case Collect(digits, finish_on, first, empty_counts, between):
            ends = f"{finish_on} alone" if empty_counts else finish_on
            patience = f"{first} s" if digits == 1 else f"{first} s and then {between} s"
            return f"  listens for {digits or 'any'} digits, {ends}, {patience}"
        case Ask(question, arguments):
            return f"? {question} with {', '.join(arguments) or 'nothing'}"
        case Text(slot) | Letter(slot):
            return f"! {type(effect).__name__.lower()} about {slot}"
        case Rated(mark):
            return f"! rated {mark}"
        case Transfer(seconds):
            return f"  rings a person for {seconds} s"
        case Record(seconds, finish_on, silence):
            return f"  records up to {seconds} s, {finish_on} or {silence} s of silence"
        case LeaveMessage(_, seconds, slot):
            return f"! message of {seconds} s{f' about {slot}' if slot else ''}"
        case CallBack():
            return "! call back"
        case Goodbye():
            return "  hangs up"


Answerer = Callable[[Ask], str]


def settle(script: Script, stepped: Step, answerer: Answerer) -> tuple[State, list[Effect]]:
    """Answer every question of a turn until the caller is listened to again."""
    state, effects = stepped
    seen = list(effects)
    while effects and isinstance(effects[-1], Ask):
        state, effects = step(script, state, Outcome(answerer(effects[-1])))
        seen += effects
    return state, seen


def refuse_with(refusal: type[Refusal]) -> Answerer:
    """Answer every question with one refusal."""
    return lambda _: refusal.code
