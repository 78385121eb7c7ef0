"""Answers what a text was read as: one short way for each thing that can be asked."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from channels.sms import memory
from channels.sms.asking_cases import CASES
from channels.sms.asking_catalogue import CATALOGUE
from channels.sms.counter import Counter, Reply
from channels.sms.memory import Waiting
from channels.sms.turn import Turn
from channels.sms.understanding.read import Read
from channels.sms.wishing import WISHING
from channels.sms.words import HELP, said
from core.refusals import ChoiceUnknown, TextNotUnderstood

Way = Callable[[Counter, Turn, Read], Reply]


def answer(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Answer one text, or refuse it with a reason."""
    way = _WAYS.get(read.name)
    if way is None:
        raise TextNotUnderstood
    return way(counter, turn, read)


def _help(_counter: Counter, _turn: Turn, read: Read) -> Reply:
    return Reply(answer=HELP, outcome=read.name)


def _choice(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Answer about the one that was chosen: a case, a district, an office or a procedure."""
    choices = turn.waiting.choices
    if not choices:
        raise TextNotUnderstood
    if not read.argument.isdigit() or not 1 <= int(read.argument) <= len(choices):
        raise ChoiceUnknown(last=len(choices))
    chosen = choices[int(read.argument) - 1]
    for mark, name in _CHOSEN.items():
        if chosen.startswith(mark):
            key = chosen.removeprefix(mark)
            meant = Read(name=name, argument=key, number=key if mark == memory.CASE else "")
            return replace(answer(counter, turn, meant), outcome="choice")
    procedure = counter.finding.chosen(choices, read.argument)
    return Reply(answer=procedure, outcome="choice", whole=True)


def _yes(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Do what was asked about, or leave it."""
    waiting = turn.waiting
    if waiting.question != memory.YES:
        raise TextNotUnderstood
    if read.name == "no":
        name = {"notices_on": "notices_off"}.get(waiting.about)
        if name is None:
            return Reply(answer=said("nothing_done"), outcome="no")
        return answer(counter, turn, Read(name=name, number=waiting.number))
    return answer(counter, turn, Read(name=waiting.about, number=waiting.number))


_CHOSEN: Mapping[str, str] = {
    memory.CASE: "status",
    memory.DISTRICT: "visit",
    memory.OFFICE: "office_of",
}
_WAYS: Mapping[str, Way] = {
    "help": _help,
    "choice": _choice,
    "yes": _yes,
    "no": _yes,
    **CASES,
    **CATALOGUE,
    **WISHING,
}
READINGS = frozenset(_WAYS)


def completed(read: Read, waiting: Waiting, text: str) -> Read:
    """Complete a question with what was asked for: its number, or its words."""
    if waiting.question == memory.NUMBER and read.name == "status" and read.number:
        return replace(read, name=waiting.about)
    if waiting.question == memory.WORDS and read.name in {"wish", "not_understood", "status_bad"}:
        return Read(name=waiting.about, argument=" ".join(text.split()), number=waiting.number)
    return read
