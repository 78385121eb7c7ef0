"""The room of the unit's bag: its letters, and each one handed over with what the law notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.handover_form import AbsenceForm, HandoverForm
from channels.desk.letters_room import hand_of
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.letter_handover import InBag
from core.letter_hands import Hand
from core.model.case_number import CaseNumber
from core.model.handover import Receiver, Shown, Signed, Where
from core.model.letter_id import LetterId
from core.model.signature import HEIGHT, LONGEST, WIDTH
from core.refusals import (
    DateOutOfOrder,
    LetterCodeForeign,
    LetterCodeInvalid,
    LetterIncomplete,
    LetterUnknown,
    Refusal,
)

Page = str | Response | tuple[str, int]
_UNREADABLE = (LetterCodeForeign, LetterCodeInvalid, LetterUnknown)
# The form of an absence stands beside the other one, so its fields have names of their own.
_ABSENT = {"on": "absent_on", "at": "absent_at", "features": "door_features"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenInBag:
    """A letter of the bag as a page shows it."""

    id: str
    code: str
    kind: str
    is_legal: bool
    recipient: str
    number: CaseNumber | None
    place: str
    on: str
    waits: str


def add_handover_room(door: Blueprint, desk: Desk) -> None:
    """Add the bag and the forms of each of its letters."""
    _add_bag(door, desk)
    _add_forms(door, desk)


def _add_bag(door: Blueprint, desk: Desk) -> None:
    @door.get("/bolsa")
    def bag() -> Page:
        who = desk.guard.require(Deed.READ_LETTER)
        typed = request.args.get("carta", "").strip()
        found = desk.post.handover.carried(hand_of(who))
        if not typed:
            return _bag(desk, found)
        try:
            letter = desk.post.handover.find(typed, hand_of(who)).letter.letter
        except _UNREADABLE as refusal:
            return _bag(desk, found, {"carta": desk.words.refusal(refusal)}), 404
        return redirect(url_for("desk.letter_in_bag", letter=letter), 303)

    @door.get("/bolsa/<letter>")
    def letter_in_bag(letter: str) -> str:
        who = desk.guard.require(Deed.MOVE_LETTER)
        return _page(desk, desk.post.handover.find(letter, hand_of(who)))


def _add_forms(door: Blueprint, desk: Desk) -> None:
    @door.post("/bolsa/<letter>/entrega")
    def hand_over_letter(letter: str) -> Page:
        who = desk.guard.require(Deed.MOVE_LETTER)

        def hand_over(hand: Hand) -> str:
            form = HandoverForm.model_validate(_filled())
            desk.post.handover.hand_over(letter, form.handover(), hand, key=form.key)
            return "entrega"

        return _act(desk, who, letter, hand_over)

    @door.post("/bolsa/<letter>/ausente")
    def letter_not_there(letter: str) -> Page:
        who = desk.guard.require(Deed.MOVE_LETTER)

        def not_there(hand: Hand) -> str:
            form = AbsenceForm.model_validate(_filled())
            if not form.under_door and form.next_on is None:
                raise LetterIncomplete(field="next_on")
            desk.post.handover.not_there(letter, form.absence(), hand, key=form.key)
            return "puerta" if form.under_door else "aviso"

        return _act(desk, who, letter, not_there, renamed=_ABSENT)


def _filled() -> dict[str, str]:
    return {name: text for name, text in request.form.items() if text.strip()}


def _act(
    desk: Desk,
    who: SignedIn,
    letter: str,
    doing: Callable[[Hand], str],
    *,
    renamed: Mapping[str, str] | None = None,
) -> Page:
    """Act on a form once; what is wrong with it is said beside what was typed."""
    if desk.forms.done(request.form.get("key", "")) is not None:
        return redirect(url_for("desk.bag"), 303)
    hand = hand_of(who)
    found = desk.post.handover.find(letter, hand)
    if desk.guard.is_resumed():
        return _page(desk, found)
    try:
        done = doing(hand)
    except ValidationError as fault:
        problems = desk.words.invalid(fault)
    except LetterIncomplete as refusal:
        problems = {str(refusal.facts["field"]): desk.words.say("problem.missing")}
    except DateOutOfOrder as refusal:
        problems = {str(refusal.facts["field"]): desk.words.refusal(refusal)}
    except Refusal as refusal:
        problems = desk.words.refused(refusal)
    else:
        return redirect(url_for("desk.bag", hecho=done), 303)
    names = renamed or {}
    return _page(
        desk, found, {names.get(field, field): why for field, why in problems.items()}
    ), 422


def _bag(desk: Desk, found: Sequence[InBag], problems: Problems | None = None) -> str:
    here = "" if desk.unit is None else desk.unit.stop(desk.clock.today())
    at_stop = [one for one in found if one.stop.id == here]
    elsewhere = [one for one in found if one.stop.id != here]
    return render_template(
        "desk/bag.html.jinja",
        here=[_seen(desk, one) for one in at_stop],
        elsewhere=[_seen(desk, one) for one in elsewhere],
        typed=request.args.get("carta", ""),
        problems=problems or {},
        done=request.args.get("hecho", ""),
    )


def _seen(desk: Desk, found: InBag) -> SeenInBag:
    letter, stop, say = found.letter, found.stop, desk.words.say
    return SeenInBag(
        id=letter.letter,
        code=LetterId(letter.letter).grouped,
        kind=say(f"letter.kind.{letter.kind}"),
        is_legal=letter.kind.is_legal,
        recipient=desk.post.citizens.open_value(letter.person, "name") or "",
        number=CaseNumber(letter.number) if letter.number else None,
        place=stop.place,
        on=stop.on.strftime("%d/%m/%Y"),
        waits=""
        if letter.awaits is None
        else f"{say('bag.tried', count=letter.tried)}. "
        + say("bag.awaits", on=letter.awaits.strftime("%d/%m/%Y")),
    )


def _page(desk: Desk, found: InBag, problems: Problems | None = None) -> str:
    say, key = desk.words.say, request.form.get("key", "")
    return render_template(
        "desk/handover.html.jinja",
        letter=_seen(desk, found),
        receivers=[(one.value, say(f"handover.receiver.{one}")) for one in Receiver],
        wheres=[(one.value, say(f"handover.where.{one}")) for one in Where],
        signs=[(one.value, say(f"handover.signed.{one}")) for one in Signed],
        documents=[(one.value, say(f"handover.shown.{one}")) for one in Shown],
        may_leave=not found.letter.kind.is_legal or found.letter.awaits == desk.clock.today(),
        typed=request.form or _blank(desk, found),
        field={"width": WIDTH, "height": HEIGHT, "longest": LONGEST},
        key=key if problems and key else desk.new_id(),
        problems=problems or {},
    )


def _blank(desk: Desk, found: InBag) -> dict[str, Any]:
    """Begin with what is most likely: now, the addressee, here, and the unit's next stop there."""
    today = desk.clock.today()
    now = desk.clock.now().astimezone(desk.words.zone).strftime("%H:%M")
    following = desk.post.visits.next_in(found.stop.district, today + timedelta(days=1))
    return {
        "on": today.isoformat(),
        "at": now,
        "receiver": Receiver.ADDRESSEE.value,
        "where": Where.COUNTER.value,
        "shown": Shown.DNI.value,
        "absent_on": today.isoformat(),
        "absent_at": now,
        "next_on": "" if following is None else following.on.isoformat(),
    }
