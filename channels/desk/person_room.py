"""The room where it is taken down how a person is reached from now on."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.intake_form import Reader, read_contact
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.casework import CaseFile
from core.model.case_number import CaseNumber
from core.model.place import Ubigeo, UbigeoSystem
from core.refusals import Erased, Refusal
from core.telling_change import CONSENT

Page = str | Response | tuple[str, int]


def add_person_room(door: Blueprint, desk: Desk) -> None:
    """Add the page that corrects phone and address."""

    @door.get("/expediente/<digits>/persona")
    def person(digits: str) -> Page:
        who = desk.guard.require(Deed.OPEN_CASE)
        return _page(desk, desk.casework.file(CaseNumber.parse(digits), who.institution))

    @door.post("/expediente/<digits>/persona")
    def correct_person(digits: str) -> Page:
        who = desk.guard.require(Deed.OPEN_CASE)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        return _page(desk, file) if desk.guard.is_resumed() else _correct(desk, who, file)


def _correct(desk: Desk, who: SignedIn, file: CaseFile) -> Page:
    try:
        form = read_contact(request.form)
        contact = Reader(desk.numbering, desk.gazetteer).contact(form, file.person.name)
        desk.intake.correct(file.case.applicant, contact, desk.act(who, key=form.key))
    except ValidationError as fault:
        return _page(desk, file, problems=desk.words.invalid(fault)), 422
    except Refusal as refusal:
        return _page(desk, file, problems=desk.words.refused(refusal)), 422
    return redirect(url_for("desk.case", digits=file.case.number.digits, hecho="persona"), 303)


def _page(desk: Desk, file: CaseFile, *, problems: Problems | None = None) -> str:
    if not file.person.name:
        raise Erased
    return render_template(
        "desk/person.html.jinja",
        file=file,
        typed=request.form if request.method == "POST" else _on_file(desk, file),
        key=request.form.get("key") or desk.new_id(),
        languages=desk.languages(),
        problems=problems or {},
    )


def _on_file(desk: Desk, file: CaseFile) -> Mapping[str, Any]:
    """Begin with what is on file."""
    citizen, address = file.person.citizen, file.person.address
    if citizen is None:
        return {}
    home = desk.gazetteer.district(Ubigeo(UbigeoSystem.INEI, citizen.district))
    phone = citizen.phones[-1] if citizen.phones else None
    return {
        "phone": file.person.phones[-1] if file.person.phones else "",
        "phone_use": "own" if phone is not None and not phone.shared else "shared",
        "notices": "yes" if CONSENT in citizen.consents else "",
        "district": str(home),
        "address": ", ".join(address.lines) if address is not None else "",
        "reference": "" if address is None else address.reference,
        "locality": "" if address is None else address.locality,
        "delivery_point": "" if address is None else address.delivery_point,
        "language": citizen.language or "",
    }
