"""The room of texts: the thread with each phone, which a person may take over and hand back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.move_form import KEY
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.thread_words import SeenThread, ThreadWords
from channels.desk.words import Problems
from core.casework import CaseFile
from core.letterbox import Handling
from core.model.case_number import CaseNumber
from core.model.thread import Glance, Thread
from core.refusals import (
    PartsTooMany,
    PhoneMissing,
    Refusal,
    TextMissing,
    ThreadClosed,
    ThreadMoved,
    ThreadUnread,
)
from core.thread_reading import Reader

Page = str | Response | tuple[str, int]
LONGEST_TEXT = 1_000
MOST_DIGITS = 15


class TakeForm(BaseModel):
    """A conversation is taken, perhaps about a case."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(pattern=KEY)
    number: str = Field("", max_length=20)


class GiveBackForm(BaseModel):
    """A conversation is given back by who has read it up to a place."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(pattern=KEY)
    seen: int = Field(ge=0, lt=10**MOST_DIGITS)


class ReplyForm(GiveBackForm):
    """A text of the office's own, to who wrote up to a place."""

    text: str = Field("", max_length=LONGEST_TEXT)


Doing = Callable[[Handling], None]


def add_thread_room(door: Blueprint, desk: Desk) -> None:
    """Add the pages of texts."""
    _add_pages(door, desk)
    _add_first(door, desk)
    _add_acts(door, desk)


def _add_pages(door: Blueprint, desk: Desk) -> None:
    @door.get("/textos")
    def threads() -> str:
        who = desk.guard.require(Deed.READ_MESSAGE)
        seen = _listed(desk, who, desk.threads.listed(who.institution))
        return render_template("desk/threads.html.jinja", threads=seen, number=None)

    @door.get("/expediente/<digits>/textos")
    def case_threads(digits: str) -> str:
        who = desk.guard.require(Deed.READ_MESSAGE)
        return _case_page(desk, who, _file(desk, who, digits))

    @door.get("/textos/<thread>")
    def thread(thread: str) -> str:
        who = desk.guard.require(Deed.READ_MESSAGE)
        return _page(desk, who, desk.threads.get(thread, who.institution))


def _add_first(door: Blueprint, desk: Desk) -> None:
    @door.post("/expediente/<digits>/textos/escribir")
    def write_first(digits: str) -> Page:
        """Take the conversation with whoever asked for a case, so as to write first."""
        who = desk.guard.require(Deed.ANSWER_MESSAGE)
        file = _file(desk, who, digits)
        if desk.guard.is_resumed():
            return _case_page(desk, who, file)
        phone = file.person.phones[-1] if file.person.phones else None
        try:
            hand = _hand(who)
            thread = desk.conversing.begin(file.case.number.digits, phone, hand)
        except ValidationError as fault:
            return _case_page(desk, who, file, problems=desk.words.invalid(fault)), 422
        except (PhoneMissing, ThreadClosed, ThreadMoved) as refusal:
            problems = {"": desk.words.refusal(refusal)}
            return _case_page(desk, who, file, problems=problems), 409
        return redirect(url_for("desk.thread", thread=thread.id, hecho="tomada"), 303)


def _file(desk: Desk, who: SignedIn, digits: str) -> CaseFile:
    return desk.casework.file(CaseNumber.parse(digits), who.institution)


def _case_page(
    desk: Desk, who: SignedIn, file: CaseFile, *, problems: Problems | None = None
) -> str:
    number = file.case.number
    seen = _listed(desk, who, desk.threads.of_case(number.digits, who.institution))
    return render_template(
        "desk/threads.html.jinja",
        threads=seen,
        number=number,
        may_write=Deed.ANSWER_MESSAGE in who.deeds and bool(file.person.phones),
        key=desk.new_id(),
        problems=problems or {},
    )


def _add_acts(door: Blueprint, desk: Desk) -> None:
    @door.post("/textos/<thread>/tomar")
    def take_thread(thread: str) -> Page:
        who = desk.guard.require(Deed.ANSWER_MESSAGE)

        def take(hand: Handling) -> None:
            number = TakeForm.model_validate(request.form.to_dict()).number
            desk.conversing.take(thread, hand, number)

        return _act(desk, who, thread, take, done="tomada")

    @door.post("/textos/<thread>/responder")
    def answer_thread(thread: str) -> Page:
        who = desk.guard.require(Deed.ANSWER_MESSAGE)

        def reply(hand: Handling) -> None:
            form = ReplyForm.model_validate(request.form.to_dict())
            desk.conversing.reply(thread, hand, form.text, form.seen)

        return _act(desk, who, thread, reply, done="enviado")

    @door.post("/textos/<thread>/partes")
    def count_parts(thread: str) -> Page:
        """Count the parts of what is being written: for a script, or as the page itself."""
        who = desk.guard.require(Deed.ANSWER_MESSAGE)
        found = desk.threads.get(thread, who.institution)
        count = _count(desk)
        if "HX-Request" in request.headers:
            return render_template("desk/parts/text_parts.html.jinja", count=count)
        return _page(desk, who, found, count=count)

    @door.post("/textos/<thread>/devolver")
    def give_back_thread(thread: str) -> Page:
        who = desk.guard.require(Deed.ANSWER_MESSAGE)

        def give_back(hand: Handling) -> None:
            form = GiveBackForm.model_validate(request.form.to_dict())
            desk.conversing.give_back(thread, hand, form.seen)

        return _act(desk, who, thread, give_back, done="devuelta")


def _act(desk: Desk, who: SignedIn, thread: str, doing: Doing, *, done: str) -> Page:
    """Act on a form once; what is wrong with it is said beside what was typed."""
    found = desk.threads.get(thread, who.institution)
    if desk.guard.is_resumed():
        return _page(desk, who, found)
    try:
        doing(_hand(who))
    except ValidationError as fault:
        return _page(desk, who, found, problems=desk.words.invalid(fault)), 422
    except (TextMissing, PartsTooMany) as refusal:
        return _page(desk, who, found, problems={"text": _said(desk, refusal)}), 422
    except (ThreadMoved, ThreadUnread, ThreadClosed) as refusal:
        now = desk.threads.get(thread, who.institution)
        return _page(desk, who, now, problems={"": desk.words.refusal(refusal)}), 409
    return redirect(url_for("desk.thread", thread=thread, hecho=done), 303)


def _hand(who: SignedIn) -> Handling:
    key = TakeForm.model_validate({"key": request.form.get("key")}).key
    return Handling(by=who.actor, institution=who.institution, key=key)


def _said(desk: Desk, refusal: Refusal) -> str:
    if isinstance(refusal, TextMissing):
        return desk.words.say("problem.missing")
    return desk.words.refusal(refusal)


def _reader(who: SignedIn) -> Reader:
    may_read = Deed.ANSWER_MESSAGE in who.deeds
    return Reader(member=who.actor, institution=who.institution, may_read=may_read)


def _words(desk: Desk, who: SignedIn) -> ThreadWords:
    now, end = desk.clock.now(), desk.threads.phone_end
    return ThreadWords(desk.words, now, _reader(who), desk.name_of, end)


def _listed(desk: Desk, who: SignedIn, glances: tuple[Glance, ...]) -> tuple[SeenThread, ...]:
    return tuple(map(_words(desk, who).listed, glances))


def _count(desk: Desk) -> str:
    parts, most = desk.conversing.count(request.form.get("text", "")), desk.conversing.most_parts
    fits = "thread.count" if parts <= most else "thread.too_long"
    return desk.words.say(fits, count=parts, most=most)


def _page(
    desk: Desk, who: SignedIn, found: Thread, *, problems: Problems | None = None, count: str = ""
) -> str:
    told, reader = _words(desk, who), _reader(who)
    stretch = desk.threads.read(found, reader, _before(request.args.get("antes", "")))
    entries = tuple(map(told.entry, stretch.entries))
    if reader.may_read:
        for number in sorted({one.number.digits for one in entries if one.number and one.words}):
            desk.note_look(who, number)
    return render_template(
        "desk/thread.html.jinja",
        thread=found,
        title=told.title(found),
        stands=told.stands(found),
        entries=entries,
        earlier=stretch.earlier,
        seen=stretch.newest,
        may_answer=reader.may_read,
        is_mine=found.is_with(who.actor),
        problems=problems or {},
        count=count or desk.words.say("thread.most", most=desk.conversing.most_parts),
        done=request.args.get("hecho", ""),
        **_form(desk, who, found, is_new=problems is None and not count),
    )


def _form(desk: Desk, who: SignedIn, found: Thread, *, is_new: bool) -> dict[str, Any]:
    """Tell what the forms of the page begin with; one that is mended keeps its own key."""
    numbers = desk.threads.cases(found, who.institution)
    return {
        "typed": request.form.get("text", ""),
        "key": desk.new_id() if is_new else request.form.get("key") or desk.new_id(),
        "cases": [(number, CaseNumber(number).grouped) for number in numbers],
    }


def _before(text: str) -> int | None:
    is_place = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_place else None
