"""The room of what came from units: what people handed in there, until the office takes it in."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.message_words import MessageWords
from channels.desk.paging import A_PAGE, ASKED, Leaf, leaf_of, mark_in, written_mark
from channels.desk.signing.guard import Deed, SignedIn
from core.model.case_number import CaseNumber
from core.ports import Mark
from core.reception import Arrival
from core.refusals import HubOnly, Refusal

Row = tuple[Arrival, str]
LONGEST_COUNT = 3


def add_arrivals_room(door: Blueprint, desk: Desk) -> None:
    """Add the list, and the press that takes one case in or all that are shown."""

    @door.get("/llegadas")
    def arrivals() -> str:
        who = desk.guard.require(Deed.READ_CASE)
        if desk.unit is not None:
            raise HubOnly
        mark = mark_in(request.args)
        return render_template(
            "desk/arrivals.html.jinja",
            leaf=_leaf(desk, who, mark),
            is_first=mark is None,
            done=_count(request.args, "recibidos"),
            left=_count(request.args, "quedan"),
        )

    @door.post("/llegadas")
    def take_arrivals() -> Response | str:
        who = desk.guard.require(Deed.MOVE_CASE)
        if desk.unit is not None:
            raise HubOnly
        if desk.guard.is_resumed():
            return redirect(url_for("desk.arrivals"), 303)
        asked = _asked(request.form.getlist("number"))
        taken = desk.reception.receive_all(asked, who.institution, desk.act(who))
        left = len(asked) - len(taken)
        return redirect(url_for("desk.arrivals", recibidos=len(taken), quedan=left), 303)


def told_arrivals(desk: Desk, who: SignedIn) -> str:
    """Say how many wait, for the first page of the day; nothing where none does."""
    if desk.unit is not None:
        return ""
    waiting = len(desk.reception.waiting(who.institution, limit=ASKED))
    if waiting > A_PAGE:
        return desk.words.say("arrivals.many", count=A_PAGE)
    return desk.words.say("arrivals.waiting", count=waiting) if waiting else ""


def _leaf(desk: Desk, who: SignedIn, mark: Mark | None) -> Leaf[Row]:
    found = desk.reception.waiting(who.institution, after=mark, limit=ASKED)
    cut = leaf_of(found, lambda one: written_mark(one.came_at, one.number.digits))
    told = MessageWords(desk.words, desk.clock.now(), desk.name_of)
    return Leaf(tuple((one, told.age(one.came_at)) for one in cut.items), cut.rest)


def _asked(typed: list[str]) -> list[CaseNumber]:
    """Read which cases are meant, each once: no more than a page shows."""
    found: dict[CaseNumber, None] = {}
    for text in typed[:A_PAGE]:
        try:
            found[CaseNumber.parse(text)] = None
        except Refusal:
            continue
    return list(found)


def _count(address: Mapping[str, str], name: str) -> int:
    told = address.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < LONGEST_COUNT else 0
