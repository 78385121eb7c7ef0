"""Texts about procedures, offices and visits: for anyone, without any number."""

from collections.abc import Callable, Mapping

from channels.sms import memory
from channels.sms.counter import Counter, Reply
from channels.sms.turn import Turn
from channels.sms.understanding.read import Read
from channels.sms.words import Said, said
from core.model.answers import Answer, Line
from core.model.choices import ChoicesAnswer
from core.office_finding import OfficesAnswer
from core.refusals import InstitutionUnknown, PlaceAmbiguous, PlaceUnknown, ProcedureUnknown

MOST = 5


def _procedure(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Answer what a procedure needs, costs and takes, by its number, code or name."""
    words = read.argument
    if not words:
        return Reply(answer=said(f"{read.name}.ask"), outcome=read.name)
    if words.isdigit():
        found: Answer = counter.inquiry.shortcut(words)
    else:
        found = _coded(counter, turn, words.lower())
    return _told(found, read.name, whole=read.name == "procedure")


def _coded(counter: Counter, turn: Turn, words: str) -> Answer:
    code = "-".join(words.split())
    try:
        return counter.inquiry.procedure(f"{turn.country}/{code}" if turn.country else code)
    except ProcedureUnknown:
        return counter.finding.answer(words, turn.country)


def _wish(counter: Counter, turn: Turn, _read: Read) -> Reply:
    return _told(counter.finding.answer(turn.text, turn.country), "wish", whole=True)


def _told(found: Answer, outcome: str, *, whole: bool) -> Reply:
    if isinstance(found, ChoicesAnswer):
        keys = [choice.key for choice in found.choices]
        return Reply(answer=found, outcome=outcome, state=memory.offer(keys))
    # Whoever writes REQUISITOS wants the list itself, not a hint that there is one.
    return Reply(answer=found, outcome=outcome, whole=whole)


def _office(counter: Counter, turn: Turn, read: Read) -> Reply:
    """Answer where an office is, by its district, its name or its code."""
    if not read.argument:
        return Reply(answer=said("office.ask"), outcome="office")
    try:
        found = counter.offices.answer(read.argument, turn.country)
    except InstitutionUnknown:
        # Two words may still be a code as the documents write it.
        found = counter.inquiry.office("-".join(read.argument.lower().split()))
    if isinstance(found, OfficesAnswer):
        keys = [f"{memory.OFFICE}{one.key}" for one in found.institutions]
        return Reply(answer=found, outcome="office", state=memory.offer(keys))
    return Reply(answer=found, outcome="office")


def _office_of(counter: Counter, _turn: Turn, read: Read) -> Reply:
    return Reply(answer=counter.inquiry.office(read.argument), outcome="office")


def _visit(counter: Counter, _turn: Turn, read: Read) -> Reply:
    """Answer when the unit comes, to a district however it is written."""
    if not read.argument:
        return Reply(answer=said("visit.ask"), outcome="visit")
    try:
        return Reply(answer=counter.inquiry.next_visit(read.argument), outcome="visit")
    except (PlaceUnknown, PlaceAmbiguous):
        near = counter.districts.near(read.argument)[:MOST]
        if not near:
            raise
    if len(near) == 1:
        return Reply(answer=counter.inquiry.next_visit(near[0].inei), outcome="visit")
    lines = tuple(
        Line("sms.choice.place", {"key": key, "name": f"{one.name} ({one.province})"})
        for key, one in enumerate(near, start=1)
    )
    keys = [f"{memory.DISTRICT}{one.inei}" for one in near]
    return Reply(
        answer=Said((Line("choices", {}), *lines)), outcome="visit", state=memory.offer(keys)
    )


CATALOGUE: Mapping[str, Callable[[Counter, Turn, Read], Reply]] = {
    "procedure": _procedure,
    "cost": _procedure,
    "term": _procedure,
    "wish": _wish,
    "office": _office,
    "office_of": _office_of,
    "visit": _visit,
}
