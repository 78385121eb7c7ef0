"""The room where a case is moved: one page for each move that the law allows now."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.move_form import (
    ASKS,
    DONE_HERE,
    Moving,
    asked_but_missing,
    read_move,
)
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.story import Chapter
from channels.desk.words import Problems
from core.casework import CaseFile
from core.model.case_number import CaseNumber
from core.model.event import EventId
from core.model.moves import MOVES
from core.model.terms_of_law import REPORT_EXTENDED
from core.refusals import CaseDisputed, IllegalMove, Refusal, StaleCase
from core.routing import RouteView

UNTOUCHED: Mapping[str, str] = {}
Page = str | Response | tuple[str, int]


def add_move_room(door: Blueprint, desk: Desk) -> None:
    """Add the pages that move cases."""

    @door.get("/expediente/<digits>/<kind>")
    def move(digits: str, kind: str) -> Page:
        who = desk.guard.require(Deed.MOVE_CASE)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        if file.case.is_disputed:
            raise CaseDisputed
        if kind not in desk.moves_of(file, desk.route_of(file)) or kind not in DONE_HERE:
            raise IllegalMove(state=file.stands.value, move=kind)
        return _page(desk, file, kind)

    @door.post("/expediente/<digits>/<kind>")
    def do_move(digits: str, kind: str) -> Page:
        who = desk.guard.require(Deed.MOVE_CASE)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        if kind not in DONE_HERE:
            raise IllegalMove(state=file.stands.value, move=kind)
        if desk.guard.is_resumed():
            return _page(desk, file, kind)
        return _do(desk, who, file, kind)


def _do(desk: Desk, who: SignedIn, file: CaseFile, kind: str) -> Page:
    """Act on a form once; what is wrong with it is said beside what was typed."""
    number = file.case.number
    try:
        problems = _acted(desk, who, number, kind)
    except ValidationError as fault:
        problems = desk.words.invalid(fault)
    except StaleCase:
        # Of two presses at the same moment the second finds the case changed, by the first.
        if desk.forms.done(request.form["key"]) is None:
            return _changed(desk, who, number, kind), 409
        problems = {}
    except Refusal as refusal:
        problems = desk.words.refused(refusal)
    if problems:
        return _page(desk, file, kind, problems=problems), 422
    return redirect(url_for("desk.case", digits=number.digits, hecho=kind), 303)


def _acted(desk: Desk, who: SignedIn, number: CaseNumber, kind: str) -> Problems:
    """Do what the form says unless it did so before; tell what it lacks."""
    form = read_move(request.form)
    missing = asked_but_missing(kind, form)
    if missing is not None:
        return {missing: desk.words.say("problem.missing")}
    if desk.forms.done(form.key) is None:
        act = desk.act(who, on=form.on, seen=form.seen, key=form.key)
        Moving(desk.moving, number, act).perform(kind, form)
    return {}


def _changed(desk: Desk, who: SignedIn, number: CaseNumber, kind: str) -> str:
    """Show what happened meanwhile, with everything that was typed still in its place."""
    file = desk.casework.file(number, who.institution)
    seen = EventId.parse(request.form["seen"])
    return _page(desk, file, kind, changed=desk.storyteller().since(file, seen))


def _page(
    desk: Desk,
    file: CaseFile,
    kind: str,
    *,
    problems: Problems | None = None,
    changed: Sequence[Chapter] = (),
) -> str:
    route = desk.route_of(file)
    return render_template(
        "desk/move.html.jinja",
        file=file,
        kind=kind,
        basis=MOVES[kind].basis if kind in MOVES else REPORT_EXTENDED.basis,
        asks=ASKS.get(kind, ()),
        typed=request.form if request.method == "POST" else UNTOUCHED,
        picked=request.form.getlist("reasons"),
        key=_key(desk, changed=bool(changed)),
        problems=problems or {},
        changed=changed,
        is_legal=kind in desk.moves_of(file, route),
        **_choices(desk, file, route),
    )


def _key(desk: Desk, *, changed: bool) -> str:
    """Keep the form's own key while it is mended; after a change it is another form."""
    typed = request.form.get("key", "")
    return typed if typed and not changed else desk.new_id()


def _choices(desk: Desk, file: CaseFile, route: RouteView | None) -> Mapping[str, Any]:
    books = desk.library.books()
    institution = books.institution(file.case.institution)
    reasons = books.reasons[institution.country].offered
    return {
        "today": desk.clock.today(),
        "reasons": [(reason.code, reason.forms["es"]) for reason in reasons],
        "offices": [(office.code, office.name) for office in institution.offices],
        "route": route,
    }
