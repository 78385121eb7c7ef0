"""The room where requests are taken in: what is asked for, who asks, and the receipt."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import RECEIPT_LASTS, Desk
from channels.desk.intake_form import Reader, opening_of, read_intake
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.tick_words import ThreeTicks, TickWords, ticks_of
from channels.desk.unit_counter import CHANNEL as UNIT
from channels.desk.words import Problems
from core.casework import CaseFile
from core.model.case_number import CaseNumber
from core.model.procedure import Procedure
from core.opening import Receipt
from core.refusals import CaseNotFound, Refusal

MOST_LISTED = 60
Page = str | Response | tuple[str, int]


def add_intake_room(door: Blueprint, desk: Desk) -> None:
    """Add the pages that open cases."""
    _add_choosing(door, desk)
    _add_taking(door, desk)
    _add_receipts(door, desk)


def _add_choosing(door: Blueprint, desk: Desk) -> None:
    @door.get("/nuevo")
    def choose_procedure() -> str:
        who = desk.guard.require(Deed.OPEN_CASE)
        listed = desk.procedures(who.institution)[:MOST_LISTED]
        return render_template("desk/choose.html.jinja", listed=listed, wanted="")

    @door.post("/nuevo")
    def find_procedure() -> str:
        who = desk.guard.require(Deed.OPEN_CASE)
        wanted = request.form.get("wanted", "")
        listed = desk.find_procedures(wanted, who.institution)
        return render_template("desk/choose.html.jinja", listed=listed, wanted=wanted)


def _add_taking(door: Blueprint, desk: Desk) -> None:
    @door.get("/nuevo/<code>")
    def intake(code: str) -> Page:
        who = desk.guard.require(Deed.OPEN_CASE)
        return _page(desk, who, desk.procedure(code, who.institution))

    @door.post("/nuevo/<code>")
    def take_in(code: str) -> Page:
        who = desk.guard.require(Deed.OPEN_CASE)
        procedure = desk.procedure(code, who.institution)
        if desk.guard.is_resumed():
            return _page(desk, who, procedure)
        return _take(desk, who, procedure)


def _add_receipts(door: Blueprint, desk: Desk) -> None:
    @door.get("/expediente/<digits>/cargo")
    def receipt(digits: str) -> str:
        who = desk.guard.require(Deed.PRINT_RECEIPT)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        return _receipt(desk, who, file)

    @door.post("/expediente/<digits>/clave-nueva")
    def new_clave(digits: str) -> Page:
        who = desk.guard.require(Deed.PRINT_RECEIPT)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        key, seen = request.form.get("key", ""), request.form.get("seen", "")
        act = desk.act(who, key=key or desk.new_id(), seen=seen or None)
        if desk.forms.done(key) is None:
            desk.opening.reissue(file.case.number, act)
        return redirect(url_for("desk.receipt", digits=digits), 303)


def _take(desk: Desk, who: SignedIn, procedure: Procedure) -> Page:
    today = desk.clock.today()
    try:
        form = read_intake(request.form)
        reader = Reader(desk.numbering, desk.gazetteer)
        person = reader.person(form, who.institution, today)
        opening = opening_of(form, procedure.key, institution=who.institution, today=today)
        taken = desk.intake.take(person, opening, desk.act(who, key=form.key))
    except ValidationError as fault:
        return _page(desk, who, procedure, problems=desk.words.invalid(fault)), 422
    except Refusal as refusal:
        return _page(desk, who, procedure, problems=desk.words.refused(refusal)), 422
    return redirect(url_for("desk.receipt", digits=taken.number.digits), 303)


def _page(
    desk: Desk, who: SignedIn, procedure: Procedure, *, problems: Problems | None = None
) -> str:
    institution = desk.library.books().institution(who.institution)
    return render_template(
        "desk/intake.html.jinja",
        procedure=procedure,
        typed=request.form
        if request.method == "POST"
        else _blank(desk, institution.district or ""),
        key=request.form.get("key") or desk.new_id(),
        languages=desk.languages(),
        problems=problems or {},
    )


def _blank(desk: Desk, district: str) -> Mapping[str, Any]:
    """Begin with what is most likely: today, and the district of the office."""
    home = desk.gazetteer.find(district)
    return {
        "presented_on": desk.clock.today().isoformat(),
        "district": str(home[0]) if home else "",
    }


def _receipt(desk: Desk, who: SignedIn, file: CaseFile) -> str:
    """Show the receipt to whoever made it, on the day; later a clave is only given anew."""
    return render_template(
        "desk/receipt.html.jinja",
        file=file,
        receipt=fresh_receipt(desk, who, file),
        handed_in_at=unit_of(file),
        ticks=_ticks(desk, file),
        institution=desk.library.books().institution(file.case.institution),
        phone=desk.country.support_phone,
        new_key=desk.new_id(),
    )


def _ticks(desk: Desk, file: CaseFile) -> ThreeTicks | None:
    """Tell at a unit how far what the receipt is about has come."""
    if desk.unit is None:
        return None
    disputed = bool(file.case.open_disputes)
    found = ticks_of(desk.exchange.ticks, file.case)
    return TickWords(desk.words).three(found, is_disputed=disputed)


def unit_of(file: CaseFile) -> str:
    """Name the unit where the request was handed in; nothing if it was at the office."""
    first = next(iter(file.events), None)
    return first.id.origin if first is not None and first.draft.via == UNIT else ""


def fresh_receipt(desk: Desk, who: SignedIn, file: CaseFile) -> Receipt | None:
    """Tell the clave again to whoever issued it, as long as the person may still be there."""
    issued = [e for e in file.events if "clave" in e.draft.data]
    if not issued:
        raise CaseNotFound
    last = issued[-1]
    made_here = last.draft.actor == who.actor
    age = desk.clock.now() - last.recorded_at
    return desk.opening.receipt(file.case) if made_here and age < RECEIPT_LASTS else None
