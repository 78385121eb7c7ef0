"""Texts that wish something: a letter, a call, notices, a language, a person, or silence."""

from collections.abc import Callable, Mapping

from channels.sms import memory
from channels.sms.counter import Counter, Reply
from channels.sms.turn import Turn
from channels.sms.understanding.read import Read
from channels.sms.words import about, said
from core.model.call_back import CallBackAnswer
from core.model.left_message import MOST_TEXT, Kind
from core.refusals import LanguageNotOffered, NumberNeeded

_KINDS: Mapping[str, Kind] = {
    "complaint": Kind.CLAIM,
    "delay": Kind.COMPLAINT,
    "person": Kind.PERSON,
}


def _letter(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Have a letter sent about the case named, or the one told last."""
    number = read.number or turn.waiting.number
    if not number:
        return _ask_number(read.name)
    wish = counter.wishes.letter(turn.texter, number)
    return Reply(answer=about("letter", number), outcome="letter", number=number, intents=(wish,))


def _call_me(counter: Counter, turn: Turn, _read: Read) -> Reply:
    wish = counter.wishes.call_me(turn.texter)
    return Reply(answer=CallBackAnswer(), outcome="call_me", intents=(wish,))


def _notices(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Record that notices are wanted or not; of several citizens the case says whose."""
    given = read.name == "notices_on"
    try:
        counter.wishes.notices(turn.texter, read.number, given=given)
    except NumberNeeded:
        if not turn.waiting.number:
            return _ask_number(read.name)
        counter.wishes.notices(turn.texter, turn.waiting.number, given=given)
    return Reply(answer=said("notices.on" if given else "notices.off"), outcome=read.name)


def _ask_notices(_counter: Counter, turn: Turn, read: Read) -> Reply:
    return Reply(
        answer=said("notices.ask"),
        outcome=read.name,
        number=turn.waiting.number,
        state=memory.ask(memory.YES, "notices_on"),
    )


def _ask_number(wanted: str) -> Reply:
    state = memory.ask(memory.NUMBER, wanted)
    return Reply(answer=said("number.ask"), outcome="number_asked", state=state)


def _language(_counter: Counter, turn: Turn, read: Read) -> Reply:
    """Answer this phone in a language from now on, if answers in it are approved."""
    if not read.argument:
        return Reply(answer=said("language.ask"), outcome="language")
    offered = [wanted for wanted in read.argument.split("|") if wanted in turn.languages]
    if not offered:
        raise LanguageNotOffered
    return Reply(answer=said("language"), outcome="language", language=offered[0])


def _leave(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Leave the words for a person, with the case named or told last."""
    kind = _KINDS[read.name]
    number = read.number or turn.waiting.number
    if not read.argument and kind is not Kind.PERSON:
        state = memory.ask(memory.WORDS, read.name)
        return Reply(answer=said(f"{read.name}.ask"), outcome=read.name, number=number, state=state)
    words = turn.text.strip()[:MOST_TEXT]
    counter.wishes.leave(turn.texter, kind, words, number)
    return Reply(answer=said(f"{read.name}.left"), outcome=read.name, number=number)


def _start(counter: Counter, turn: Turn, _read: Read) -> Reply:
    counter.wishes.start(turn.texter)
    return Reply(answer=said("started"), outcome="start")


WISHING: Mapping[str, Callable[[Counter, Turn, Read], Reply]] = {
    "letter": _letter,
    "call_me": _call_me,
    "notices": _ask_notices,
    "notices_on": _notices,
    "notices_off": _notices,
    "language": _language,
    "complaint": _leave,
    "delay": _leave,
    "person": _leave,
    "start": _start,
}
