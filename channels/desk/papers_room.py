"""The room where papers and photos are handed in with a case, and where they are looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from channels.desk.desk import Desk
from channels.desk.move_form import KEY
from channels.desk.signing.fence import POLICY
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.casework import CaseFile
from core.model.case_number import CaseNumber
from core.model.paper import Answering, Media, Paper, answered_by, papers_of
from core.model.state import State
from core.papers import MOST_FILES, PaperTally
from core.refusals import PapersTooLarge, Refusal

Page = str | AnyResponse | tuple[str, int]
# From the folder, and from the camera: one field each, since a camera gives one picture at a time.
FIELDS = ("papers", "photo")
A_MEGABYTE = 2**20
# Ten photos of a good phone; beyond it a hand-over is made in two.
MOST_BYTES = 40 * A_MEGABYTE
ENDPOINT = "desk.take_papers"
# What an office last asked for is what papers most often answer.
_USUAL = {
    State.OBSERVADO_MESA: Answering.OBSERVATION,
    State.REQUERIDO: Answering.REQUIREMENT,
}


class PapersForm(BaseModel):
    """What comes with the files: the page's own id, and what they answer."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(pattern=KEY)
    answers: Answering = Answering.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper as a line of the page; `name` opens it where it is here."""

    name: str
    at: datetime
    what: str
    answers: str
    is_here: bool


def add_papers_room(door: Blueprint, desk: Desk) -> None:
    """Add the page, its form, and each paper by itself."""

    @door.get("/expediente/<digits>/papeles")
    def papers(digits: str) -> Page:
        who = desk.guard.require(Deed.MOVE_CASE)
        return _page(desk, _file(desk, who, digits))

    @door.post("/expediente/<digits>/papeles")
    def take_papers(digits: str) -> Page:
        who = desk.guard.require(Deed.MOVE_CASE)
        file = _file(desk, who, digits)
        # Files do not outlive a sign-in: who comes back from one chooses them again.
        return _page(desk, file) if desk.guard.is_resumed() else _take(desk, who, file)

    @door.get("/expediente/<digits>/papeles/<sha256>")
    def paper(digits: str, sha256: str) -> Response:
        who = desk.guard.require(Deed.MOVE_CASE)
        file = _file(desk, who, digits)
        found, content = desk.papers.open(file.events, sha256)
        desk.note_look(who, file.case.number.digits)
        return _shown(found, content, f"papel-{file.case.number.digits}-{sha256[:8]}")


def admit_papers(app: Flask, desk: Desk) -> None:
    """Let the one form that carries files be long, for who is signed in: before it is read."""

    @app.before_request
    def admit() -> ResponseReturnValue | None:
        if request.endpoint != ENDPOINT or request.method != "POST":
            return None
        if desk.guard.signed_in_or_none() is None:
            return None
        if (request.content_length or 0) > MOST_BYTES:
            refusal = PapersTooLarge(most_mb=MOST_BYTES // A_MEGABYTE)
            page = render_template("desk/problem.html.jinja", what=desk.words.refusal(refusal))
            return page, 413
        request.max_content_length = MOST_BYTES
        return None


def paper_words(desk: Desk, file: CaseFile) -> tuple[str, ...]:
    """Say how far the papers of a case have come; nothing where there are none."""
    tally, say = desk.papers.tally(file.events), desk.words.say
    if not tally.told:
        return ()
    if tally.is_erased:
        return (say("papers.erased"),)
    if desk.unit is None:
        is_all = tally.here == tally.told
        told = say("papers.all", count=tally.told) if is_all else _counted(say, "arrived", tally)
        return (told,)
    at_hub = say("papers.at_hub", count=tally.own, arrived=tally.at_hub) if tally.own else ""
    return tuple(one for one in (_counted(say, "here", tally), at_hub) if one)


def _counted(say: Callable[..., str], name: str, tally: PaperTally) -> str:
    return say(f"papers.{name}", count=tally.told, here=tally.here)


def _file(desk: Desk, who: SignedIn, digits: str) -> CaseFile:
    return desk.casework.file(CaseNumber.parse(digits), who.institution)


def _take(desk: Desk, who: SignedIn, file: CaseFile) -> Page:
    """Take the files in once; what is wrong with one is said by its place among them."""
    number = file.case.number
    try:
        form = PapersForm.model_validate(request.form.to_dict())
        act = desk.act(who, key=form.key)
        desk.papers.hand_in(number, who.institution, _files(), answering=form.answers, act=act)
    except ValidationError as fault:
        return _page(desk, file, desk.words.invalid(fault)), 422
    except Refusal as refusal:
        return _page(desk, file, {FIELDS[0]: desk.words.refusal(refusal)}), 422
    return redirect(url_for("desk.papers", digits=number.digits, hecho="papeles"), 303)


def _files() -> Sequence[bytes]:
    """Read what was chosen, in the order of the page; a field left empty comes without a name."""
    chosen = (one for field in FIELDS for one in request.files.getlist(field))
    return [one.read() for one in chosen if one.filename]


def _page(desk: Desk, file: CaseFile, problems: Problems | None = None) -> str:
    usual = _USUAL.get(file.case.state, Answering.NOTHING)
    return render_template(
        "desk/papers.html.jinja",
        file=file,
        told=paper_words(desk, file),
        sheets=_sheets(desk, file),
        answers=[(one.value, desk.words.say(f"papers.answers.{one}")) for one in Answering],
        picked=(request.form.get("answers", usual.value),),
        key=desk.new_id(),
        most=MOST_FILES,
        done=request.args.get("hecho", ""),
        problems=problems or {},
    )


def _sheets(desk: Desk, file: CaseFile) -> tuple[Sheet, ...]:
    """List every paper, what came last first."""
    told = [(event, paper) for event in file.events for paper in papers_of(event)]
    return tuple(
        Sheet(
            name=paper.sha256,
            at=event.draft.happened_at,
            what=_what(desk, paper),
            answers=desk.words.say(f"papers.answers.{answered_by(event)}"),
            is_here=desk.papers.has(paper),
        )
        for event, paper in reversed(told)
    )


def _what(desk: Desk, paper: Paper) -> str:
    if paper.media is Media.PHOTO:
        return desk.words.say("papers.media.photo")
    if not paper.pages:
        return desk.words.say("papers.media.uncounted")
    return desk.words.say("papers.media.document", count=paper.pages)


def _shown(paper: Paper, content: bytes, name: str) -> Response:
    """Show a photo, hand a PDF over: neither may do anything of its own under our address."""
    is_photo = paper.media is Media.PHOTO
    how, ending = ("inline", "jpg") if is_photo else ("attachment", "pdf")
    answer = Response(content, content_type=paper.media.value)
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    answer.headers["Content-Security-Policy"] = f"{POLICY}; sandbox"
    return answer
