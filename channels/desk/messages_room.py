"""The room of messages: what citizens left for a person, who has it in hand and what came of it."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from channels.desk.desk import Desk
from channels.desk.message_words import MessageWords
from channels.desk.move_form import KEY, LONGEST_NOTE
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.letterbox import Handling
from core.model.left_message import Content, How, LeftMessage
from core.refusals import MessageMoved, MessageUnknown

Page = str | AnyResponse | tuple[str, int]
Doing = Callable[[Handling], LeftMessage]
SETTLED = "resuelto"


class SettleForm(BaseModel):
    """What came of a message; the note is for colleagues."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    how: How
    note: str = Field("", max_length=LONGEST_NOTE)


class PressForm(BaseModel):
    """A button with the key that the page itself gave it."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(pattern=KEY)


def add_messages_room(door: Blueprint, desk: Desk) -> None:
    """Add the pages of messages."""
    _add_pages(door, desk)
    _add_acts(door, desk)


def _add_pages(door: Blueprint, desk: Desk) -> None:
    @door.get("/mensajes")
    def messages() -> str:
        who = desk.guard.require(Deed.READ_MESSAGE)
        told = MessageWords(desk.words, desk.clock.now(), desk.name_of)
        found = tuple(map(told.seen, desk.letterbox.listed(who.institution)))
        done = request.args.get("hecho", "")
        return render_template("desk/messages.html.jinja", messages=found, done=done)

    @door.get("/mensajes/<message>")
    def message(message: str) -> Page:
        who = desk.guard.require(Deed.READ_MESSAGE)
        found = desk.letterbox.get(message, who.institution)
        if found.number is not None and Deed.ANSWER_MESSAGE in who.deeds:
            desk.note_look(who, found.number)
        return _page(desk, who, found)

    @door.get("/mensajes/<message>/sonido")
    def message_sound(message: str) -> AnyResponse:
        """Play what was said, a stretch at a time if the browser asks so; nobody keeps it."""
        who = desk.guard.require(Deed.ANSWER_MESSAGE)
        found = desk.letterbox.get(message, who.institution)
        if found.content is not Content.SOUND:
            raise MessageUnknown
        sound = desk.letterbox.content(found)
        response = Response(sound, content_type="audio/wav")
        return response.make_conditional(request, accept_ranges=True, complete_length=len(sound))

    @door.get("/mensajes/<message>/imagen/<name>")
    def message_picture(message: str, name: str) -> Response:
        """Show what somebody wrote by hand on paper that came back."""
        who = desk.guard.require(Deed.ANSWER_MESSAGE)
        found = desk.letterbox.get(message, who.institution)
        return Response(desk.letterbox.picture(found, name), content_type="image/png")


def _add_acts(door: Blueprint, desk: Desk) -> None:
    @door.post("/mensajes/<message>/atender")
    def take_message(message: str) -> Page:
        who = desk.guard.require(Deed.ANSWER_MESSAGE)
        here = url_for("desk.message", message=message)
        return _act(desk, who, message, lambda hand: desk.letterbox.take(message, hand), then=here)

    @door.post("/mensajes/<message>/devolver")
    def give_back_message(message: str) -> Page:
        who = desk.guard.require(Deed.ANSWER_MESSAGE)
        every = url_for("desk.messages", hecho="devuelto")
        return _act(
            desk, who, message, lambda hand: desk.letterbox.give_back(message, hand), then=every
        )

    @door.post("/mensajes/<message>/resuelto")
    def settle_message(message: str) -> Page:
        who = desk.guard.require(Deed.ANSWER_MESSAGE)
        every = url_for("desk.messages", hecho=SETTLED)

        def settle(hand: Handling) -> LeftMessage:
            form = SettleForm.model_validate(request.form.to_dict())
            return desk.letterbox.settle(message, hand, form.how, form.note)

        return _act(desk, who, message, settle, then=every)


def _act(desk: Desk, who: SignedIn, message: str, doing: Doing, *, then: str) -> Page:
    """Act on a form once; what is wrong with it is said beside what was typed."""
    found = desk.letterbox.get(message, who.institution)
    if desk.guard.is_resumed():
        return _page(desk, who, found)
    try:
        key = PressForm.model_validate(request.form.to_dict()).key
        doing(Handling(by=who.actor, institution=who.institution, key=key))
    except ValidationError as fault:
        return _page(desk, who, found, problems=desk.words.invalid(fault)), 422
    except MessageMoved as refusal:
        now = desk.letterbox.get(message, who.institution)
        return _page(desk, who, now, problems=desk.words.refused(refusal)), 409
    return redirect(then, 303)


def _page(desk: Desk, who: SignedIn, found: LeftMessage, problems: Problems | None = None) -> str:
    may_answer = Deed.ANSWER_MESSAGE in who.deeds
    told = MessageWords(desk.words, desk.clock.now(), desk.name_of)
    is_mine = found.is_with(who.actor)
    return render_template(
        "desk/message.html.jinja",
        message=told.seen(found),
        may_answer=may_answer,
        is_mine=is_mine,
        text=_text(desk, found) if may_answer else "",
        pictures=_pictures(desk, found) if may_answer else (),
        has_sound=found.content is Content.SOUND and found.is_readable(desk.clock.now()),
        phone=_phone(desk, found, is_mine=is_mine) if may_answer else "",
        thread=desk.threads.by_caller(found.caller, who.institution),
        note=desk.letterbox.note(found) if may_answer else "",
        hows=[(how.value, desk.words.say(f"message.how.{how}")) for how in How],
        typed=request.form,
        key=desk.new_id() if problems is None else request.form.get("key") or desk.new_id(),
        problems=problems or {},
    )


def _text(desk: Desk, found: LeftMessage) -> str:
    is_text = found.content is Content.TEXT and found.is_readable(desk.clock.now())
    return desk.letterbox.content(found).decode() if is_text else ""


def _pictures(desk: Desk, found: LeftMessage) -> tuple[tuple[str, str], ...]:
    """Name each picture of handwriting for the address of it, and in words."""
    names = desk.letterbox.pictures(found)
    return tuple((name, desk.words.say(f"message.picture.{name}")) for name in names)


def _phone(desk: Desk, found: LeftMessage, *, is_mine: bool) -> str:
    """Show the phone to who has the message in hand, and to others only how it ends."""
    phone = None if found.caller is None else desk.phone_of(found.caller)
    if phone is None:
        return ""
    return phone if is_mine else desk.words.say("message.phone_ends", last=phone[-3:])
