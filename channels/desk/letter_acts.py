"""What staff do with one letter: approve it, call it back, move it on, take it back, deliver it."""

from collections.abc import Callable
from datetime import date, time

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from channels.desk.desk import Desk
from channels.desk.letter_post import Signature
from channels.desk.letters_room import found_letter, hand_of, letter_page, teller
from channels.desk.move_form import KEY, LONGEST_NOTE
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.letter_approval import is_own
from core.letter_hands import Hand
from core.model.cargo import HIMSELF, LONGEST_WORD, Cargo
from core.model.letter import Letter, LetterStep, ReturnReason, open_steps
from core.refusals import (
    LetterChanged,
    LetterIncomplete,
    LetterMoved,
    LetterOwnApproval,
    Refusal,
    RunClosed,
    TextMissing,
)

Page = str | AnyResponse | tuple[str, int]
Doing = Callable[[Hand], str]
_SHA256 = r"^[0-9a-f]{64}$"
_LATE = (LetterChanged, LetterMoved, RunClosed)


class PressForm(BaseModel):
    """A button with the key that the page itself gave it."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=KEY)


class ApproveForm(PressForm):
    """Somebody answers for a letter that they have read, and tells on which basis."""

    basis: str = Field(min_length=3, max_length=200)
    proof: str = Field(pattern=_SHA256)
    has_read: str = Field(pattern="^si$")


class StepForm(PressForm):
    """A letter goes one step on."""

    step: LetterStep


class ReturnForm(PressForm):
    """A letter came back, for the reason that stands on it."""

    reason: ReturnReason


class AgainForm(PressForm):
    """A letter is needed once more, for a reason that colleagues read."""

    why: str = Field(min_length=3, max_length=LONGEST_NOTE)


class CargoForm(PressForm):
    """What an acknowledgement says (TUO LPAG art. 21)."""

    on: date
    at: time
    received_by: str = Field("", max_length=LONGEST_WORD)
    document: str = Field("", max_length=12)
    relation: str = Field("", max_length=LONGEST_WORD)
    is_refused: bool = False
    features: str = Field("", max_length=LONGEST_WORD)

    def cargo(self) -> Cargo:
        """Make it what the house files; a relation left empty is the addressee's own hand."""
        told = self.model_dump(exclude={"key"})
        return Cargo(**told | {"relation": self.relation or HIMSELF})


def add_letter_acts(door: Blueprint, desk: Desk) -> None:
    """Add the forms of a letter."""
    _add_approval(door, desk)
    _add_moves(door, desk)
    _add_ends(door, desk)


def _add_approval(door: Blueprint, desk: Desk) -> None:
    @door.get("/cartas/<letter>/aprobar")
    def letter_to_approve(letter: str) -> str:
        who = desk.guard.require(Deed.APPROVE_LETTER)
        return _approval_page(desk, _of_another(desk, who, letter))

    @door.post("/cartas/<letter>/aprobar")
    def approve_letter(letter: str) -> Page:
        who = desk.guard.require(Deed.APPROVE_LETTER)
        found = _of_another(desk, who, letter)
        if desk.guard.is_resumed():
            return _approval_page(desk, found)
        try:
            form = ApproveForm.model_validate(request.form.to_dict())
            signing = Signature(basis=form.basis, proof=form.proof)
            desk.post.approve(found.id.code, hand_of(who), signing)
        except ValidationError as fault:
            return _approval_page(desk, found, desk.words.invalid(fault)), 422
        except (LetterChanged, LetterMoved) as refusal:
            problems = {"": desk.words.refusal(refusal)}
            now = found_letter(desk, who, letter)
            return _approval_page(desk, now, problems, is_anew=True), 409
        return _done(found, "aprobada")


def _of_another(desk: Desk, who: SignedIn, typed: str) -> Letter:
    """Read a letter to be approved; it is not even shown so to whoever prepared it."""
    found = found_letter(desk, who, typed)
    if is_own(found, who.actor):
        raise LetterOwnApproval
    return found


def _approval_page(
    desk: Desk, found: Letter, problems: Problems | None = None, *, is_anew: bool = False
) -> str:
    """Show what is to be answered for; what was typed stays, the proof is always the one shown."""
    if LetterStep.APPROVE not in open_steps(found.state):
        raise LetterMoved(state=found.state.value)
    template = desk.library.books().letter(found.institution.partition("/")[0], found.kind.value)
    typed = request.form.get("basis")
    return render_template(
        "desk/letter_approve.html.jinja",
        letter=teller(desk).seen(found),
        made_by=desk.name_of(found.made_by),
        proof=desk.post.proof(found).sha256,
        basis="; ".join(template.basis) if typed is None else typed,
        has_read=not is_anew and request.form.get("has_read") == "si",
        key=request.form.get("key") or desk.new_id(),
        problems=problems or {},
    )


def _add_moves(door: Blueprint, desk: Desk) -> None:
    @door.post("/cartas/<letter>/anular")
    def cancel_letter(letter: str) -> Page:
        who = desk.guard.require(Deed.PREPARE_LETTER)

        def cancel(hand: Hand) -> str:
            PressForm.model_validate(request.form.to_dict())
            desk.post.mailing.cancel(letter, hand)
            return "anulada"

        return _act(desk, who, letter, cancel)

    @door.post("/cartas/<letter>/paso")
    def move_letter(letter: str) -> Page:
        who = desk.guard.require(Deed.MOVE_LETTER)

        def move(hand: Hand) -> str:
            form = StepForm.model_validate(request.form.to_dict())
            done = desk.post.mailing.scan(letter, form.step, hand)
            return "paso" if done.is_new else "ya"

        return _act(desk, who, letter, move)

    @door.post("/cartas/<letter>/otra-vez")
    def reprint_letter(letter: str) -> Page:
        who = desk.guard.require(Deed.PREPARE_LETTER)
        found = found_letter(desk, who, letter)
        if desk.guard.is_resumed():
            return letter_page(desk, who, found)
        try:
            form = AgainForm.model_validate(request.form.to_dict())
            again = desk.post.reprinting.reprint(found.id.code, form.why, hand_of(who))
        except ValidationError as fault:
            return letter_page(desk, who, found, problems=desk.words.invalid(fault)), 422
        except Refusal as refusal:
            problems = {"why" if isinstance(refusal, TextMissing) else "": _said(desk, refusal)}
            return letter_page(desk, who, found, problems=problems), 409
        return _done(again, "otra-vez")


def _add_ends(door: Blueprint, desk: Desk) -> None:
    @door.post("/cartas/<letter>/devuelta")
    def return_letter(letter: str) -> Page:
        who = desk.guard.require(Deed.MOVE_LETTER)

        def take_back(hand: Hand) -> str:
            form = ReturnForm.model_validate(request.form.to_dict())
            done = desk.post.returns.take_back(letter, form.reason, hand)
            return "devuelta" if done.is_new else "ya"

        return _act(desk, who, letter, take_back)

    @door.post("/cartas/<letter>/entregada")
    def deliver_letter(letter: str) -> Page:
        who = desk.guard.require(Deed.MOVE_LETTER)

        def deliver(hand: Hand) -> str:
            told = {name: text for name, text in request.form.items() if text.strip()}
            cargo = CargoForm.model_validate(told).cargo()
            done = desk.post.returns.deliver(letter, cargo, hand)
            return "entregada" if done.is_new else "ya"

        return _act(desk, who, letter, deliver)


def _act(desk: Desk, who: SignedIn, letter: str, doing: Doing) -> Page:
    """Act on a form once; what is wrong with it is said beside what was typed."""
    found = found_letter(desk, who, letter)
    if desk.guard.is_resumed():
        return letter_page(desk, who, found)
    try:
        done = doing(hand_of(who))
    except ValidationError as fault:
        return letter_page(desk, who, found, problems=desk.words.invalid(fault)), 422
    except _LATE as refusal:
        now = found_letter(desk, who, letter)
        problems = {"": desk.words.refusal(refusal)}
        return letter_page(desk, who, now, problems=problems), 409
    except LetterIncomplete as refusal:
        problems = {str(refusal.facts["field"]): desk.words.say("problem.missing")}
        return letter_page(desk, who, found, problems=problems), 422
    except Refusal as refusal:
        return letter_page(desk, who, found, problems=desk.words.refused(refusal)), 422
    return _done(found, done)


def _said(desk: Desk, refusal: Refusal) -> str:
    is_empty = isinstance(refusal, TextMissing)
    return desk.words.say("problem.missing") if is_empty else desk.words.refusal(refusal)


def _done(letter: Letter, what: str) -> AnyResponse:
    return redirect(url_for("desk.letter", letter=letter.id.code, hecho=what), 303)
