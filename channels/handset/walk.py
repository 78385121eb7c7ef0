"""Walks TwiML as Twilio does: a reply, then keys, silence or hanging up, and what comes next.

Pure steps: nothing is sent from here, so the terminal, the browser and the tests share it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from channels.handset.markup import TwimlInvalid, Verb
from channels.handset.vocabulary import checked_verbs

KEYS = frozenset("0123456789*#")
FINISHING_KEY = "#"
SECONDS = 5


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words as they are spoken, in the language of a voice."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """The house is asked how to go on: where, and with what the caller did."""

    address: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listening:
    """Keys are waited for; `rest` is what comes if there are none."""

    action: str
    rest: tuple[Verb, ...] = ()
    most: int | None = None
    finish_on: str = FINISHING_KEY
    seconds: int = SECONDS
    empty_counts: bool = False
    keys: str = field(default="", repr=False)  # they may be a clave: never into a log


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
            case "Say":
                heard.append(_prompt(verb))
            case "Gather":
                heard.extend(_prompt(child) for child in verb.children)
                return Walked(tuple(heard), _listening(verb, tuple(verbs[place + 1 :])))
            case "Redirect":
                return Walked(tuple(heard), Fetch(verb.text.strip()))
            case "Hangup":
                break
            case other:
                # In the vocabulary and not walked here: loud, like all that it does not know.
                raise TwimlInvalid("not_walked", other)
    return Walked(tuple(heard), Over())


def press(listening: Listening, key: str) -> Walked:
    """Press one key: it is kept, or it was the last one and the house is asked.

    The finishing key alone counts as silence, unless the house wants to be told of it.
    """
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
    if listening.keys or listening.empty_counts:
        return Walked((), _gathered(listening))
    return walk(listening.rest)


def _prompt(say: Verb) -> Prompt:
    words = " ".join((say.text, *(child.text for child in say.children)))
    return Prompt(say.attributes["language"], " ".join(words.split()))


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


def _gathered(listening: Listening, finished_on: str = "") -> Fetch:
    fields = {"Digits": listening.keys, "FinishedOnKey": finished_on, "msg": "Gather End"}
    return Fetch(listening.action, fields)
