"""The room of print runs: what went together by which route, its papers, and what stayed out."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from pydantic import Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from channels.desk.desk import Desk
from channels.desk.letter_acts import PressForm, StepForm
from channels.desk.letters_room import hand_of, teller
from channels.desk.paging import ASKED, leaf_of
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.model.letter import LetterStep
from core.model.print_run import BY_UNIT, PrintRun, RunState
from core.refusals import LetterMoved, RunEmpty, RunMoved, RunUnknown
from core.route_steps import RouteMoved

Page = str | AnyResponse | tuple[str, int]
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KEPT = frozenset({RunState.READY, RunState.PRINTED, RunState.STORED})
_ON_PAPER = frozenset({RunState.PRINTED, RunState.STORED, RunState.FORGOTTEN})
_MOVED = ("movidas", "ya", "quedan")
MOST_FIGURES = 7


class RouteForm(StepForm):
    """A step that all letters of a route take together."""

    route: str = Field(min_length=1, max_length=80)


def add_letter_runs_room(door: Blueprint, desk: Desk) -> None:
    """Add the pages of runs."""
    _add_pages(door, desk)
    _add_closing(door, desk)
    _add_bundles(door, desk)


def _add_pages(door: Blueprint, desk: Desk) -> None:
    @door.get("/cartas/tirajes/<run>")
    def letter_run(run: str) -> str:
        who = desk.guard.require(Deed.READ_LETTER)
        return _page(desk, who, desk.post.runs.get(run, hand_of(who)))

    @door.get("/cartas/tirajes/<run>/manifiesto.csv")
    def letter_manifest(run: str) -> Response:
        """Hand over the list of a run: codes, routes and sheets, and nobody's name."""
        who = desk.guard.require(Deed.READ_LETTER)
        found = desk.post.runs.get(run, hand_of(who))
        return _handed(desk, found, desk.post.papers[0])

    @door.get("/cartas/tirajes/<run>/archivos/<name>")
    def letter_run_file(run: str, name: str) -> Response:
        """Hand over what was printed, for those who put it on paper."""
        who = desk.guard.require(Deed.MOVE_LETTER)
        found = desk.post.runs.get(run, hand_of(who))
        return _handed(desk, found, name)


def _handed(desk: Desk, run: PrintRun, name: str) -> Response:
    made = {file.name for file in desk.post.printed.files(run.id)}
    if run.state not in _KEPT or name not in made | set(desk.post.papers):
        raise RunUnknown
    body = desk.post.kept_file(run, name)
    response = Response(body, content_type=_TYPES.get(name.rpartition(".")[2], "text/plain"))
    response.headers["Content-Disposition"] = f'attachment; filename="{run.id}-{name}"'
    return response


def _add_closing(door: Blueprint, desk: Desk) -> None:
    @door.post("/cartas/tirajes")
    def close_letter_run() -> Page:
        """Close the run before its hour; what prints it is the worker."""
        who = desk.guard.require(Deed.MOVE_LETTER)
        if desk.guard.is_resumed():
            return redirect(url_for("desk.letters"), 303)
        try:
            PressForm.model_validate(request.form.to_dict())
            run = desk.post.runs.close(who.institution, hand_of(who))
        except (ValidationError, RunEmpty):
            return redirect(url_for("desk.letters", hecho="nada"), 303)
        return redirect(url_for("desk.letter_run", run=run.id, hecho="cerrado"), 303)


def _add_bundles(door: Blueprint, desk: Desk) -> None:
    @door.post("/cartas/tirajes/<run>/impreso")
    def print_letter_run(run: str) -> Page:
        who = desk.guard.require(Deed.MOVE_LETTER)
        found = desk.post.runs.get(run, hand_of(who))
        if desk.guard.is_resumed():
            return _page(desk, who, found)
        try:
            PressForm.model_validate(request.form.to_dict())
            moved = desk.post.runs.printed(found.id, hand_of(who))
        except ValidationError as fault:
            return _page(desk, who, found, desk.words.invalid(fault)), 422
        except RunMoved as refusal:
            return _page(desk, who, found, {"": desk.words.refusal(refusal)}), 409
        return _back(found, RouteMoved(moved=moved))

    @door.post("/cartas/tirajes/<run>/ruta")
    def move_letter_route(run: str) -> Page:
        who = desk.guard.require(Deed.MOVE_LETTER)
        found = desk.post.runs.get(run, hand_of(who))
        if desk.guard.is_resumed():
            return _page(desk, who, found)
        try:
            form = RouteForm.model_validate(request.form.to_dict())
            moved = desk.post.route_steps.take(found, form.route, form.step, hand_of(who))
        except ValidationError as fault:
            return _page(desk, who, found, desk.words.invalid(fault)), 422
        except LetterMoved:
            return _page(desk, who, found, {"": desk.words.say("problem.choice")}), 422
        return _back(found, moved)


def _back(run: PrintRun, moved: RouteMoved) -> AnyResponse:
    here = url_for(
        "desk.letter_run",
        run=run.id,
        hecho="pasaron",
        movidas=moved.moved,
        ya=moved.already,
        quedan=moved.stuck,
    )
    return redirect(here, 303)


def _page(desk: Desk, who: SignedIn, run: PrintRun, problems: Problems | None = None) -> str:
    told, files = teller(desk), desk.post.printed.files(run.id)
    aside = leaf_of(
        desk.post.printed.places_after(run.id, 0, limit=ASKED, only_aside=True),
        lambda place: str(place.position),
    )
    return render_template(
        "desk/letter_run.html.jinja",
        run=told.run(run),
        manifest=run.manifest_sha256,
        order=run.order_sha256,
        routes=[(file, _steps(desk, file.route)) for file in files],
        sheets=sum(file.sheets for file in files),
        aside=told.exceptions(aside.items),
        aside_rest=aside.rest,
        is_kept=run.state in _KEPT,
        may_move=Deed.MOVE_LETTER in who.deeds,
        to_print=run.state is RunState.READY,
        is_on_paper=run.state in _ON_PAPER,
        papers=desk.post.papers,
        key=desk.new_id(),
        problems=problems or {},
        done=_told(desk),
    )


def _steps(desk: Desk, route: str) -> list[tuple[str, str]]:
    """Offer the steps of a whole bundle: into envelopes, then to the post or to the unit."""
    goes = LetterStep.BOARD if route.startswith(BY_UNIT) else LetterStep.POST
    return teller(desk).named((LetterStep.ENVELOPE, goes))


def _told(desk: Desk) -> str:
    """Say what the last press did, from the counts that it left in the address."""
    if request.args.get("hecho") == "cerrado":
        return desk.words.say("run.closed")
    if request.args.get("hecho") != "pasaron":
        return ""
    moved, already, stuck = (_figure(request.args.get(name, "")) for name in _MOVED)
    told = [desk.words.say("run.moved", count=moved)]
    told += [desk.words.say("run.already", count=already)] if already else []
    told += [desk.words.say("run.stuck", count=stuck)] if stuck else []
    return " ".join(told)


def _figure(text: str) -> int:
    is_count = text.isascii() and text.isdigit() and len(text) <= MOST_FIGURES
    return int(text) if is_count else 0
