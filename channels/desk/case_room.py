"""The room of one case, and the ways to it: the day's list and the search."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from channels.desk.arrivals_room import told_arrivals
from channels.desk.clock_drawing import draw
from channels.desk.desk import Desk
from channels.desk.disputes_room import seen_sides, told_contradicted, told_since
from channels.desk.papers_room import paper_words
from channels.desk.quarantine_room import aside_of_case, told_aside
from channels.desk.signing.guard import Deed
from channels.desk.tick_words import ThreeTicks, TickWords, listed_ticks, ticks_of
from core.casework import CaseFile, Glance
from core.model.case_number import CaseNumber
from core.ports import DueAfter
from core.refusals import Refusal

# The banner counts all that waits; a page shows what was written last.
MOST_UNSENT = 20


def add_case_room(door: Blueprint, desk: Desk) -> None:
    """Add the pages that show cases."""
    _add_lists(door, desk)
    _add_case(door, desk)


def _add_lists(door: Blueprint, desk: Desk) -> None:
    @door.get("/")
    def my_day() -> str:
        who = desk.guard.require(Deed.READ_CASE)
        queue = desk.casework.queue(who.institution, _after(request.args.get("tras", "")))
        unsent = _unsent(desk, who.institution)
        facts = {
            "queue": queue,
            "today": desk.clock.today(),
            "waiting": desk.letterbox.count_waiting(who.institution),
            "texting": desk.threads.count_waiting(who.institution),
            "arrived": told_arrivals(desk, who),
            "contradicted": told_contradicted(desk, who.institution),
            "aside": told_aside(desk, who.institution),
            "unsent": unsent,
            "ticks": _listed(desk, (*queue.glances, *unsent)),
        }
        return render_template("desk/my_day.html.jinja", **facts)

    @door.post("/buscar")
    def search() -> AnyResponse | str | tuple[str, int]:
        who = desk.guard.require(Deed.READ_CASE)
        wanted = request.form.get("wanted", "")
        try:
            found = desk.casework.search(wanted, who.institution)
        except Refusal as refusal:
            return _found(desk, (), desk.words.refusal(refusal)), 422
        if len(found.glances) == 1:
            return redirect(url_for("desk.case", digits=found.glances[0].case.number.digits), 303)
        hint = None if found.hint is None else desk.words.refusal(found.hint)
        return _found(desk, found.glances, hint)


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


def _found(desk: Desk, glances: Sequence[Glance], hint: str | None) -> str:
    ticks = _listed(desk, glances)
    return render_template("desk/found.html.jinja", glances=glances, hint=hint, ticks=ticks)


def _unsent(desk: Desk, institution: str) -> tuple[Glance, ...]:
    """List at a unit what the hub has not acknowledged; nothing waits at the hub."""
    if desk.unit is None:
        return ()
    return desk.casework.glances(desk.exchange.ticks.waiting(institution, limit=MOST_UNSENT))


def _listed(desk: Desk, glances: Sequence[Glance]) -> Mapping[CaseNumber, ThreeTicks]:
    """Tell of a list at a unit how far each case has come; at the hub all of them are there."""
    if desk.unit is None:
        return {}
    return listed_ticks(desk.exchange.ticks, TickWords(desk.words), glances)


def _truth(desk: Desk, file: CaseFile) -> dict[str, Any]:
    """Gather how far a case has come: at the hub, only what of it could not be applied."""
    ticks, told = ticks_of(desk.exchange.ticks, file.case), TickWords(desk.words)
    shown = [event.id for event in file.events if desk.unit is not None or event.id in ticks.aside]
    disputed = bool(file.case.open_disputes)
    since = told_since(desk, desk.contradictions.since(file.case))
    return {
        "ticks": None if desk.unit is None else told.three(ticks, is_disputed=disputed),
        "lines": told.lines(file.case, shown, ticks),
        "aside": aside_of_case(desk, ticks.aside),
        "contradicted_since": desk.words.say("dispute.since", age=since),
    }


def case_facts(desk: Desk, file: CaseFile) -> Mapping[str, Any]:
    """Gather what the page of a case shows."""
    today, route = desk.clock.today(), desk.route_of(file)
    return _truth(desk, file) | {
        "file": file,
        "story": desk.storyteller().tell(file),
        "drawing": draw(file, today),
        "today": today,
        "route": route,
        "moves": () if file.case.is_disputed else desk.moves_of(file, route),
        "sides": tuple(seen_sides(desk, file)),
        "papers": paper_words(desk, file),
        "done": request.args.get("hecho", ""),
    }
