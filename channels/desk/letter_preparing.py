"""Prepares a letter from the page of a case: which kinds fit, and what only staff can tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from channels.desk.desk import Desk
from channels.desk.letters_room import hand_of, teller
from channels.desk.move_form import KEY
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from channels.porch.refusal_words import ASKED
from core.casework import CaseFile
from core.letter_addressee import check_address
from core.mailing import Wanted
from core.model.case_number import CaseNumber
from core.model.letter import LetterKind
from core.model.letter_needs import Asked
from core.model.letter_template import LetterTemplate
from core.refusals import (
    DateUnreadable,
    DocumentInvalid,
    DocumentUnknown,
    LetterIncomplete,
    Refusal,
)

Page = str | AnyResponse | tuple[str, int]
LONGEST_LINE, LONGEST_TEXT = 200, 12_000
SAID = "said_"


class PrepareForm(BaseModel):
    """How a letter is to go; what it says comes in the fields that its kind asks for."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=KEY)
    is_large: bool = False
    by_unit: str = Field("", max_length=64)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedField:
    """One fact that staff tell, as a form asks for it."""

    name: str
    label: str
    hint: str
    how: str
    is_needed: bool


def add_letter_preparing(door: Blueprint, desk: Desk) -> None:
    """Add the choice of a kind and the form of each."""

    @door.get("/expediente/<digits>/carta")
    def choose_letter(digits: str) -> Page:
        who = desk.guard.require(Deed.PREPARE_LETTER)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        return _kinds_page(desk, file)

    @door.get("/expediente/<digits>/carta/<kind>")
    def letter_to_prepare(digits: str, kind: str) -> Page:
        who = desk.guard.require(Deed.PREPARE_LETTER)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        return _form_page(desk, file, _template(desk, file, kind))

    @door.post("/expediente/<digits>/carta/<kind>")
    def prepare_letter(digits: str, kind: str) -> Page:
        who = desk.guard.require(Deed.PREPARE_LETTER)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        template = _template(desk, file, kind)
        if desk.guard.is_resumed():
            return _form_page(desk, file, template)
        return _prepare(desk, who, file, template)


def _kinds_page(desk: Desk, file: CaseFile) -> Page:
    """List what can be written about a case; where the address is at fault, a unit may go."""
    problem = ""
    kinds: tuple[LetterTemplate, ...] = ()
    try:
        kinds = desk.post.fitting(file)
        if file.person.citizen is not None:
            check_address(file.person.citizen)
    except Refusal as refusal:
        problem = desk.words.refusal(refusal)
    told = teller(desk)
    number = file.case.number
    return render_template(
        "desk/letter_kinds.html.jinja",
        file=file,
        problem=problem,
        kinds=[_named(desk, template) for template in kinds],
        sent=[told.seen(letter) for letter in desk.post.letters.of_case(number.digits)],
    )


def _named(desk: Desk, template: LetterTemplate) -> dict[str, Any]:
    return {
        "code": template.kind,
        "name": desk.words.say(f"letter.kind.{template.kind}"),
        "use": desk.words.say(f"letter.use.{template.kind}"),
        "is_legal": LetterKind(template.kind).is_legal,
    }


def _template(desk: Desk, file: CaseFile, kind: str) -> LetterTemplate:
    """Read the template of a kind of letter, or refuse one that is none."""
    if kind not in frozenset(LetterKind):
        raise DocumentUnknown(kind="letter", key=kind)
    return desk.library.books().letter(file.case.institution.partition("/")[0], kind)


def _prepare(desk: Desk, who: SignedIn, file: CaseFile, template: LetterTemplate) -> Page:
    try:
        wanted = _wanted(file, template)
        desk.post.try_out(wanted, hand_of(who))
        letter = desk.post.mailing.queue(wanted, hand_of(who))
    except ValidationError as fault:
        return _form_page(desk, file, template, desk.words.invalid(fault)), 422
    except Refusal as refusal:
        return _form_page(desk, file, template, _problems(desk, template, refusal)), 422
    queued = "en-cola" if letter.wish == wanted.wish else "ya-espera"
    done = "por-aprobar" if letter.kind.is_legal else queued
    return redirect(url_for("desk.letter", letter=letter.id.code, hecho=done), 303)


def _wanted(file: CaseFile, template: LetterTemplate) -> Wanted:
    """Read what is wished for; the form's own key is the wish, so that it makes one letter."""
    told = {name: text for name, text in request.form.items() if text.strip()}
    form = PrepareForm.model_validate(told)
    return Wanted(
        kind=LetterKind(template.kind),
        wish=f"desk:{form.key}",
        number=file.case.number.digits,
        is_large=form.is_large,
        unit_visit=form.by_unit,
        said=_said(template),
    )


def _said(template: LetterTemplate) -> Mapping[str, str]:
    """Read what staff tell; a text too long is cut by no one, but refused by its own field."""
    found = {name: request.form.get(SAID + name, "").strip() for name in template.needs.of_staff}
    for name, text in found.items():
        if len(text) > _longest(template.needs.of_staff[name]):
            raise LetterIncomplete(field=f"{name}:long")
    return {name: text for name, text in found.items() if text}


def _longest(how: Asked) -> int:
    return LONGEST_TEXT if how is Asked.PARAGRAPHS else LONGEST_LINE


def _problems(desk: Desk, template: LetterTemplate, refusal: Refusal) -> Problems:
    """Say a refusal at the field that it is about, where it is about one of the form."""
    name, _, is_long = str(refusal.facts.get("field", "")).partition(":")
    if name not in template.needs.of_staff:
        return {"": desk.words.refusal(refusal)}
    field = SAID + name
    if isinstance(refusal, LetterIncomplete):
        return {field: desk.words.say(f"problem.{'string_too_long' if is_long else 'missing'}")}
    if isinstance(refusal, DateUnreadable):
        return {field: desk.words.say("problem.date")}
    if isinstance(refusal, DocumentInvalid):
        return {field: desk.words.say("problem.choice")}
    return {field: desk.words.refusal(refusal)}


def _form_page(
    desk: Desk, file: CaseFile, template: LetterTemplate, problems: Problems | None = None
) -> str:
    visit = desk.post.visits.next_in(file.case.district, desk.clock.today())
    return render_template(
        "desk/letter_prepare.html.jinja",
        file=file,
        kind=_named(desk, template),
        basis="; ".join(template.basis),
        asked=[_asked(desk, template, name) for name in template.needs.of_staff],
        visit=visit,
        typed=request.form,
        key=request.form.get("key") or desk.new_id(),
        problems=problems or {},
    )


def _asked(desk: Desk, template: LetterTemplate, name: str) -> AskedField:
    how = template.needs.of_staff[name]
    known = name if name in ASKED else "other"
    return AskedField(
        name=SAID + name,
        label=desk.words.say(f"letter.ask.{known}"),
        hint=desk.words.say("letter.ask.paragraphs") if how is Asked.PARAGRAPHS else "",
        how=how.value,
        is_needed=name in template.needs.asks,
    )
