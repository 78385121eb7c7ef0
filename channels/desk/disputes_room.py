"""The room of contradictions: what two places told of a case, and the form that says what holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.message_words import MessageWords
from channels.desk.move_form import KEY
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.story import Chapter
from channels.desk.words import Problems
from core.casework import CaseFile
from core.contradictions import Side, sides_of
from core.model.case_number import CaseNumber
from core.model.disputes import before_lapse
from core.model.event import EventId
from core.refusals import DisputeUnknown, Refusal, StaleCase
from core.resolving import Ground

Page = str | Response | tuple[str, int]
SETTLED = "contradiccion"
KEPT = "lo_que_figura"
# As the journal writes the id of an event: origin, epoch and place.
EVENT = r"[\w.-]{1,60}\.[0-9]{1,18}\.[0-9]{1,18}"


class SettleForm(BaseModel):
    """What holds, and how that is known; nothing is chosen before somebody chooses."""

    model_config = ConfigDict(frozen=True)

    holds: str = Field(pattern=f"{KEPT}|{EVENT}")
    ground: Ground
    seen: str = Field(pattern=EVENT)
    key: str = Field(pattern=KEY)

    @property
    def chosen(self) -> EventId | None:
        """Tell which event holds, none if it is what stands."""
        return None if self.holds == KEPT else EventId.parse(self.holds)


@dataclass(frozen=True, slots=True)
class SeenSide:
    """One account as a page shows it."""

    chapter: Chapter
    stands: str
    place: str
    choice: tuple[str, str] | None


def add_disputes_room(door: Blueprint, desk: Desk) -> None:
    """Add the list, and the page of one case."""

    @door.get("/contradicciones")
    def disputes() -> str:
        who = desk.guard.require(Deed.READ_CASE)
        waiting = desk.contradictions.waiting(who.institution)
        listed = [(one, told_since(desk, one.since)) for one in waiting]
        return render_template(
            "desk/disputes.html.jinja", listed=listed, done=request.args.get("hecho", "")
        )

    @door.get("/expediente/<digits>/contradiccion")
    def dispute(digits: str) -> Page:
        who = desk.guard.require(Deed.SETTLE_DISPUTE)
        return _page(desk, _file(desk, who, digits))

    @door.post("/expediente/<digits>/contradiccion")
    def settle_dispute(digits: str) -> Page:
        who = desk.guard.require(Deed.SETTLE_DISPUTE)
        if desk.guard.is_resumed():
            return _page(desk, _file(desk, who, digits))
        return _settle(desk, who, digits)


def told_since(desk: Desk, since: datetime | None) -> str:
    """Tell how old a contradiction is: one that a unit was loaded with is older than it knows."""
    if since is None:
        return desk.words.say("age.before")
    return MessageWords(desk.words, desk.clock.now(), desk.name_of).age(since)


def told_contradicted(desk: Desk, institution: str) -> str:
    """Say how many are contradicted, at a unit with the age of the oldest; nothing for none."""
    count = desk.contradictions.count(institution)
    if not count:
        return ""
    waiting = desk.words.say("dispute.waiting", count=count)
    if desk.unit is None:
        return waiting
    oldest = desk.contradictions.waiting(institution)[0]
    age = told_since(desk, oldest.since)
    return desk.words.say("dispute.waiting_since", waiting=waiting, age=age)


def _file(desk: Desk, who: SignedIn, digits: str) -> CaseFile:
    return desk.casework.file(CaseNumber.parse(digits), who.institution)


def _settle(desk: Desk, who: SignedIn, digits: str) -> Page:
    """Act on a form once; what is wrong with it is said beside what was chosen."""
    file, status = _file(desk, who, digits), 422
    try:
        form = SettleForm.model_validate(request.form.to_dict())
        if desk.forms.done(form.key) is None:
            act = desk.act(who, seen=form.seen, key=form.key)
            desk.resolving.resolve(file.case.number, act, chosen=form.chosen, ground=form.ground)
    except ValidationError as fault:
        problems = desk.words.invalid(fault)
    except StaleCase as refusal:
        problems, status = desk.words.refused(refusal), 409
    except Refusal as refusal:
        problems = desk.words.refused(refusal)
    else:
        return redirect(url_for("desk.disputes", hecho=SETTLED), 303)
    return _page(desk, file, problems), status


def _page(desk: Desk, file: CaseFile, problems: Problems | None = None) -> str:
    sides = tuple(seen_sides(desk, file))
    if not sides:
        raise DisputeUnknown
    words = desk.words
    keep = words.say("dispute.keep", state=words.say(f"state.{file.stands}"))
    return render_template(
        "desk/dispute.html.jinja",
        file=file,
        sides=sides,
        choices=[(KEPT, keep), *(side.choice for side in sides if side.choice is not None)],
        grounds=[(one.value, words.say(f"dispute.ground.{one}")) for one in Ground],
        typed=request.form,
        key=desk.new_id(),
        problems=problems or {},
    )


def seen_sides(desk: Desk, file: CaseFile) -> Iterator[SeenSide]:
    """Word every account of a contradicted case; nothing, if nothing contradicts it."""
    storyteller = desk.storyteller()
    for side in sides_of(file):
        (chapter,) = storyteller.events((side.event,))
        yield SeenSide(
            chapter=chapter,
            stands=_stands(desk, file, side),
            place=desk.words.say("dispute.where", place=side.event.id.origin),
            choice=_choice(desk, side, chapter),
        )


def _stands(desk: Desk, file: CaseFile, side: Side) -> str:
    say = desk.words.say
    if side.dispute is None:
        return say("dispute.stands", state=say(f"state.{file.stands}"))
    if side.dispute.state is None:
        return say("dispute.moves_nothing")
    wants = say("dispute.wants", state=say(f"state.{side.dispute.state}"))
    handed_in = side.event.draft.presented_on
    if handed_in is None or before_lapse(file.case, side.dispute.kind) is None:
        return wants
    return say("dispute.in_time", wants=wants, on=handed_in)


def _choice(desk: Desk, side: Side, chapter: Chapter) -> tuple[str, str] | None:
    """Offer an account that the law lets hold."""
    if not side.may_hold:
        return None
    at = desk.words.hour(chapter.at)
    label = desk.words.say("dispute.choose", title=chapter.title, at=at)
    return str(side.event.id), label
