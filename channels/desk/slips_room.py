"""The room of small papers: what can be printed about a case now, on A6 or A4."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, render_template, request

from channels.desk.desk import Desk
from channels.desk.intake_room import fresh_receipt, unit_of
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.slip_words import SlipWords
from core.casework import CaseFile
from core.model.case_number import CaseNumber
from core.refusals import AppointmentUnknown, CaseNotFound
from letters.small import Paper, SmallText

Writer = Callable[[Desk, SignedIn, CaseFile], SmallText]


def _receipt(desk: Desk, who: SignedIn, file: CaseFile) -> SmallText:
    try:
        receipt = fresh_receipt(desk, who, file)
    except CaseNotFound:
        # A case of an office's own file has no clave yet: the paper says so by leaving it out.
        receipt = None
    return SlipWords(desk, file).receipt(receipt, unit_of(file))


def _standing(desk: Desk, who: SignedIn, file: CaseFile) -> SmallText:
    desk.note_look(who, file.case.number.digits)
    return SlipWords(desk, file).standing()


def _appointment(desk: Desk, _who: SignedIn, file: CaseFile) -> SmallText:
    written = SlipWords(desk, file)
    booked = written.booked()
    if not booked:
        raise AppointmentUnknown
    return written.appointment(booked[0])


SLIPS: Mapping[str, Writer] = {"cargo": _receipt, "estado": _standing, "cita": _appointment}
PAPERS = {paper.value: paper for paper in Paper}


def add_slips_room(door: Blueprint, desk: Desk) -> None:
    """Add the page that offers papers, and prints the one that is asked for."""

    @door.get("/expediente/<digits>/imprimir")
    def slips(digits: str) -> str | Response:
        who = desk.guard.require(Deed.PRINT_RECEIPT)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        asked = SLIPS.get(request.args.get("cual", ""))
        paper = PAPERS.get(request.args.get("papel", ""), desk.post.slips.paper)
        if asked is not None:
            return _printed(desk, asked(desk, who, file), paper, request.args["cual"])
        return render_template(
            "desk/slips.html.jinja",
            file=file,
            slips=[(name, desk.words.say(f"slip.of.{name}")) for name in _offered(desk, file)],
            papers=sorted(Paper, key=lambda one: one is not desk.post.slips.paper),
        )


def _offered(desk: Desk, file: CaseFile) -> list[str]:
    """Name what can be printed: an appointment only where there is one."""
    has_appointment = bool(SlipWords(desk, file).booked())
    return [name for name in SLIPS if name != "cita" or has_appointment]


def _printed(desk: Desk, text: SmallText, paper: Paper, name: str) -> Response:
    """Send a paper to the browser, which shows it beside its button to print."""
    response = Response(desk.post.slips.print(text, paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}-{paper}.pdf"'
    return response
