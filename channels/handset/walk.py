"""Walks TwiML as Twilio does: a reply, then keys, silence or hanging up, and what comes next.

Pure steps: nothing is sent from here, so the terminal, the browser and the tests share it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from channels.handset.markup import TwimlInvalid, Verb
from channels.handset.vocabulary import checked_verbs

KEYS = frozenset("0123456789*#")
FINISHING_KEY = "#"
SECONDS = 5
ANSWERS = "1"
# The one message that is ever left on this phone: five seconds of nothing.
RECORDING, MESSAGE_SECONDS = f"RE{'0' * 32}", "5"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words as a machine speaks them, in the language of its voice, or the sounds of a speaker.

    Of sounds the walk knows only the addresses: what is said in them no TwiML tells.
    """

    language: str
    text: str
    slow: bool = False
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """The house is asked how to go on: where, and with what the caller did."""

    address: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listening:
    """Something is waited for; `rest` is what comes if there is nothing.

    Keys, as a rule. While a `voice` is recorded only the last key counts: here nobody speaks, so it
    stands for a short message. While a `person` is rung, `1` stands for one who answers.
    """

    action: str
    rest: tuple[Verb, ...] = ()
    most: int | None = None
    finish_on: str = FINISHING_KEY
    seconds: int = SECONDS
    empty_counts: bool = False
    keys: str = field(default="", repr=False)  # they may be a clave: never into a log
    awaits: Literal["keys", "voice", "person"] = "keys"


@dataclass(frozen=True, slots=True)
class Over:
    """The house hung up, or had nothing more to say."""


Next = Fetch | Listening | Over


@dataclass(frozen=True, slots=True)
class Walked:
    """What was heard on the way, and where the way stopped."""

    heard: tuple[Prompt, ...]
    then: Next


def read(twiml: str | bytes) -> Walked:
    """Walk a reply from its beginning; anything outside the vocabulary ends in a fault."""
    return walk(checked_verbs(twiml, "voice"))


def walk(verbs: Sequence[Verb]) -> Walked:
    """Perform verbs one after another until the caller or the house must do something."""
    heard: list[Prompt] = []
    for place, verb in enumerate(verbs):
        match verb.name:
            case "Say" | "Play":
                _hear(heard, verb)
            case "Gather":
                for child in verb.children:
                    _hear(heard, child)
                return Walked(tuple(heard), _listening(verb, tuple(verbs[place + 1 :])))
            case "Record":
                return Walked(tuple(heard), _recording(verb, tuple(verbs[place + 1 :])))
            case "Dial":
                return Walked(tuple(heard), _ringing(verb))
            case "Redirect":
                return Walked(tuple(heard), Fetch(verb.text.strip()))
            case "Hangup" | "Reject":
                break
            case other:
                # In the vocabulary and not walked here: loud, like all that it does not know.
                raise TwimlInvalid("not_walked", other)
    return Walked(tuple(heard), Over())


def press(listening: Listening, key: str) -> Walked:
    """Press one key: it is kept, or it was the last one and the house is asked.

    The finishing key alone counts as silence, unless the house wants to be told of it.
    """
    if listening.awaits == "voice":
        is_over = key == listening.finish_on
        return Walked((), _spoken(listening) if is_over else listening)
    if listening.awaits == "person":
        return Walked((), _rung(listening, "completed") if key == ANSWERS else listening)
    if key == listening.finish_on:
        if listening.keys or listening.empty_counts:
            return Walked((), _gathered(listening, finished_on=key))
        return walk(listening.rest)
    pressed = replace(listening, keys=listening.keys + key)
    if pressed.most is not None and len(pressed.keys) >= pressed.most:
        return Walked((), _gathered(pressed))
    return Walked((), pressed)


def wait(listening: Listening) -> Walked:
    """Let the time run out: what was pressed is sent, and of nothing comes what follows."""
    if listening.awaits == "person":
        return Walked((), _rung(listening, "no-answer"))
    if listening.keys or listening.empty_counts:
        return Walked((), _gathered(listening))
    return walk(listening.rest)


def _hear(heard: list[Prompt], verb: Verb) -> None:
    """Add what a verb says; sounds that follow each other are the pieces of one speech."""
    if verb.name == "Say":
        heard.append(_prompt(verb))
        return
    before = heard.pop().sounds if heard and heard[-1].sounds else ()
    heard.append(Prompt("", "", sounds=(*before, verb.text.strip())))


def _prompt(say: Verb) -> Prompt:
    words = " ".join((say.text, *(child.text for child in say.children)))
    is_slow = any(child.name == "prosody" for child in say.children)
    return Prompt(say.attributes["language"], " ".join(words.split()), is_slow)


def _listening(gather: Verb, rest: tuple[Verb, ...]) -> Listening:
    told = gather.attributes
    return Listening(
        action=told["action"],
        rest=rest,
        most=int(told["numDigits"]) if "numDigits" in told else None,
        finish_on=told.get("finishOnKey", FINISHING_KEY),
        seconds=int(told.get("timeout", SECONDS)),
        empty_counts=told.get("actionOnEmptyResult") == "true",
    )


def _recording(record: Verb, rest: tuple[Verb, ...]) -> Listening:
    told = record.attributes
    return Listening(
        action=told["action"],
        rest=rest,
        finish_on=told["finishOnKey"],
        seconds=int(told["timeout"]),
        awaits="voice",
    )


def _ringing(dial: Verb) -> Listening:
    told = dial.attributes
    return Listening(action=told["action"], seconds=int(told["timeout"]), awaits="person")


def _spoken(listening: Listening) -> Fetch:
    fields = {"RecordingSid": RECORDING, "RecordingDuration": MESSAGE_SECONDS}
    return Fetch(listening.action, {**fields, "Digits": listening.finish_on})


def _rung(listening: Listening, status: str) -> Fetch:
    return Fetch(listening.action, {"DialCallStatus": status})


def _gathered(listening: Listening, finished_on: str = "") -> Fetch:
    fields = {"Digits": listening.keys, "FinishedOnKey": finished_on, "msg": "Gather End"}
    return Fetch(listening.action, fields)
