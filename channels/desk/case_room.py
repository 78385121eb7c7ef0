"""The room of one case, and the ways to it: the day's list and the search."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from channels.desk.arrivals_room import told_arrivals
from channels.desk.clock_drawing import draw
from channels.desk.desk import Desk
from channels.desk.disputes_room import seen_sides
from channels.desk.signing.guard import Deed
from core.casework import CaseFile
from core.model.case_number import CaseNumber
from core.ports import DueAfter
from core.refusals import Refusal


def add_case_room(door: Blueprint, desk: Desk) -> None:
    """Add the pages that show cases."""
    _add_lists(door, desk)
    _add_case(door, desk)


def _add_lists(door: Blueprint, desk: Desk) -> None:
    @door.get("/")
    def my_day() -> str:
        who = desk.guard.require(Deed.READ_CASE)
        queue = desk.casework.queue(who.institution, _after(request.args.get("tras", "")))
        facts = {
            "queue": queue,
            "today": desk.clock.today(),
            "waiting": desk.letterbox.count_waiting(who.institution),
            "texting": desk.threads.count_waiting(who.institution),
            "arrived": told_arrivals(desk, who),
            "contradicted": desk.contradictions.count(who.institution),
        }
        return render_template("desk/my_day.html.jinja", **facts)

    @door.post("/buscar")
    def search() -> AnyResponse | str | tuple[str, int]:
        who = desk.guard.require(Deed.READ_CASE)
        wanted = request.form.get("wanted", "")
        try:
            found = desk.casework.search(wanted, who.institution)
        except Refusal as refusal:
            facts = {"glances": (), "hint": desk.words.refusal(refusal)}
            return render_template("desk/found.html.jinja", **facts), 422
        if len(found.glances) == 1:
            return redirect(url_for("desk.case", digits=found.glances[0].case.number.digits), 303)
        hint = None if found.hint is None else desk.words.refusal(found.hint)
        return render_template("desk/found.html.jinja", glances=found.glances, hint=hint)


def _add_case(door: Blueprint, desk: Desk) -> None:
    @door.get("/expediente/<digits>")
    def case(digits: str) -> str:
        who = desk.guard.require(Deed.READ_CASE)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        desk.note_look(who, file.case.number.digits)
        return render_template("desk/case.html.jinja", **case_facts(desk, file))

    @door.get("/expediente/<digits>/pulso/<seen>")
    def pulse(digits: str, seen: str) -> Response | str:
        """Say in a word whether a case changed while someone writes; nothing if it did not."""
        who = desk.guard.require(Deed.READ_CASE)
        file = desk.casework.file(CaseNumber.parse(digits), who.institution)
        if str(file.case.last) == seen:
            return Response(status=204)
        return render_template("desk/parts/pulse.html.jinja", file=file)


def _after(text: str) -> DueAfter | None:
    """Read where a page of the list begins; anything else is its first page."""
    day, _, digits = text.partition("_")
    try:
        return DueAfter(date.fromisoformat(day), CaseNumber.parse(digits))
    except (Refusal, ValueError):
        return None


def case_facts(desk: Desk, file: CaseFile) -> Mapping[str, Any]:
    """Gather what the page of a case shows."""
    today, route = desk.clock.today(), desk.route_of(file)
    return {
        "file": file,
        "story": desk.storyteller().tell(file),
        "drawing": draw(file, today),
        "today": today,
        "route": route,
        "moves": () if file.case.is_disputed else desk.moves_of(file, route),
        "sides": tuple(seen_sides(desk, file)),
        "done": request.args.get("hecho", ""),
    }
