"""Texts about cases: a number, a clave, one's own cases, a number that was lost."""

from collections.abc import Callable, Mapping

from channels.sms import memory
from channels.sms.counter import Counter, Reply
from channels.sms.turn import Turn
from channels.sms.understanding.read import Read
from channels.sms.words import Said, about, said
from core.inquiry import Asker
from core.model.answers import Answer, Line, StatusAnswer
from core.model.case_number import CaseNumber
from core.model.disclosure import Level, Path
from core.refusals import CaseNotFound
from core.wishes import lost_numbers

ALIAS = "alias:"
MOST = 5


def _status(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Answer where a case stands, by its number or by the office's own."""
    if read.argument.startswith(ALIAS):
        found = counter.inquiry.of_own_number(read.argument.removeprefix(ALIAS))
        if not found:
            raise CaseNotFound
        if len(found) > 1:
            return _offer([number.digits for number in found[:MOST]])
        return status(counter, turn, found[0].digits, read.clave)
    if not read.number:
        return _my_cases(counter, turn, read)
    return status(counter, turn, read.number, read.clave)


def status(counter: Counter, turn: Turn, number: str, clave: str | None) -> Reply:
    """Answer where one case stands; the answer travels to the phone that texted."""
    asker = Asker(Path.REPLY_TO_NUMBER, turn.caller, clave)
    told: Answer = counter.inquiry.status(number, asker)
    if not isinstance(told, StatusAnswer):
        return Reply(answer=told, outcome="status")
    is_open = told.level < Level.DETAIL
    return Reply(
        answer=told,
        outcome="status",
        number=told.number.digits,
        state=memory.ask(memory.CLAVE) if is_open else "",
    )


def _several(_counter: Counter, _turn: Turn, read: Read) -> Reply:
    return _offer(read.argument.split())


def _offer(numbers: list[str]) -> Reply:
    """Let the person choose among cases."""
    lines = tuple(
        Line("sms.choice.case", {"key": key, "number": CaseNumber(digits)})
        for key, digits in enumerate(numbers, start=1)
    )
    keys = [f"{memory.CASE}{digits}" for digits in numbers]
    return Reply(
        answer=Said((Line("choices", {}), *lines)), outcome="choices", state=memory.offer(keys)
    )


def _clave(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Take a clave for the case told last, or say where it is found."""
    number = read.number or turn.waiting.number
    if read.clave and number:
        return status(counter, turn, number, read.clave)
    if number:
        return Reply(
            answer=about("clave.ask", number),
            outcome="clave",
            number=number,
            state=memory.ask(memory.CLAVE),
        )
    return Reply(answer=said("clave.how"), outcome="clave")


def _my_cases(counter: Counter, turn: Turn, read: Read) -> Reply:
    """List the cases of a phone that one person alone has proved; else ask for the number."""
    asker = Asker(Path.REPLY_TO_NUMBER, turn.caller)
    mine = counter.inquiry.my_cases(asker)
    if read.name == "status" and not mine.cases:
        return Reply(answer=said("number.ask"), outcome="number_asked")
    if read.name == "status" and len(mine.cases) == 1:
        return status(counter, turn, mine.cases[0][0].digits, None)
    return Reply(answer=mine, outcome="my_cases")


def _lost(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Have lost numbers sent to where they are on file; the reply never tells if anyone is."""
    if not read.argument:
        return Reply(answer=said("lost.how"), outcome=read.name)
    told = counter.inquiry.lost_number(read.argument)
    cause = f"sms:{turn.texter.source}"
    wishes = (lost_numbers(told.document, cause=cause, at=turn.at),) if told.document else ()
    return Reply(answer=told, outcome=read.name, intents=wishes)


def _bad(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Refuse a number for its own fault: the core says which."""
    return status(counter, turn, read.number, read.clave)


CASES: Mapping[str, Callable[[Counter, Turn, Read], Reply]] = {
    "status": _status,
    "status_bad": _bad,
    "ambiguous": _several,
    "clave": _clave,
    "my_cases": _my_cases,
    "lost_number": _lost,
}
