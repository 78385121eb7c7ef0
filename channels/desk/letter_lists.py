"""The lists of the room of letters, each a page at a time: what waits, what came back, the runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from channels.desk.desk import Desk
from channels.desk.letter_words import SeenLetter, SeenRun
from channels.desk.letters_room import hand_of, teller
from channels.desk.paging import (
    A_PAGE,
    ASKED,
    Leaf,
    leaf_of,
    mark_in,
    place_in,
    written_mark,
)
from channels.desk.signing.guard import Deed, SignedIn
from core.model.letter import LetterState
from core.ports import Mark

RUNS_LISTED = 10
ASIDE = "apartadas"
# Letters still in the house: few, whatever the years bring, so that counting them costs little.
HERE = (
    LetterState.DRAFT,
    LetterState.QUEUED,
    LetterState.IN_RUN,
    LetterState.PRINTED,
    LetterState.ENVELOPED,
)


@dataclass(frozen=True, slots=True)
class LetterList:
    """One list: what stands in it, its heading, what is said of it, and which end is on top."""

    state: LetterState
    title: str
    caption: str
    is_newest_first: bool = False


LISTS: Mapping[str, LetterList] = {
    "por-aprobar": LetterList(
        LetterState.DRAFT,
        "Por aprobar",
        "Tienen efecto legal: no salen hasta que una persona responda por ellas.",
    ),
    "cola": LetterList(
        LetterState.QUEUED,
        "En cola",
        "Salen en el próximo tiraje. Hasta entonces se pueden anular.",
    ),
    "apartadas": LetterList(
        LetterState.SET_ASIDE,
        "Apartadas",
        "No se pudieron imprimir. En cada una dice qué hacer.",
        is_newest_first=True,
    ),
    "devueltas": LetterList(
        LetterState.RETURNED,
        "Devueltas",
        "En cada una dice por qué volvió y por dónde se sigue.",
        is_newest_first=True,
    ),
}


def add_letter_lists(door: Blueprint, desk: Desk) -> None:
    """Add the room itself, the pages of each list, and what travels with a visit."""
    _add_room(door, desk)
    _add_runs(door, desk)


def _add_room(door: Blueprint, desk: Desk) -> None:
    @door.get("/cartas")
    def letters() -> str:
        return _room(desk, desk.guard.require(Deed.READ_LETTER))

    @door.get("/cartas/lista")
    def letter_list() -> str:
        who = desk.guard.require(Deed.READ_LETTER)
        asked = request.args.get("cuales", "")
        name = asked if asked in LISTS else "cola"
        mark = mark_in(request.args)
        return render_template(
            "desk/letter_list.html.jinja",
            name=name,
            listed=LISTS[name],
            leaf=_leaf(desk, who, name, mark),
            is_first=mark is None,
        )

    @door.get("/cartas/visitas/<visit>")
    def letters_of_visit(visit: str) -> str:
        who = desk.guard.require(Deed.READ_LETTER)
        stop, told = desk.post.visit(visit), teller(desk)
        found = desk.post.letters.of_visit(stop.id, who.institution)
        return render_template(
            "desk/letters_bag.html.jinja",
            visit=stop,
            bag=[(told.seen(letter), desk.post.recipient(letter)) for letter in found],
        )


def _add_runs(door: Blueprint, desk: Desk) -> None:
    @door.get("/cartas/tirajes")
    def letter_runs() -> str:
        who = desk.guard.require(Deed.READ_LETTER)
        mark = mark_in(request.args)
        return render_template(
            "desk/letter_runs.html.jinja",
            leaf=_runs(desk, who, mark, A_PAGE),
            is_first=mark is None,
        )

    @door.get("/cartas/tirajes/<run>/cartas")
    def run_letters(run: str) -> str:
        who = desk.guard.require(Deed.READ_LETTER)
        found = desk.post.runs.get(run, hand_of(who))
        after, told = place_in(request.args), teller(desk)
        only_aside = request.args.get("solo") == ASIDE
        places = desk.post.printed.places_after(found.id, after, limit=ASKED, only_aside=only_aside)
        return render_template(
            "desk/letter_run_list.html.jinja",
            run=told.run(found),
            leaf=leaf_of([told.placed(one) for one in places], lambda one: str(one.position)),
            only=ASIDE if only_aside else "",
            is_first=after == 0,
        )


def _room(desk: Desk, who: SignedIn) -> str:
    queued = _leaf(desk, who, "cola")
    return render_template(
        "desk/letters.html.jinja",
        waiting=_leaf(desk, who, "por-aprobar"),
        queued=queued,
        back=_leaf(desk, who, "devueltas"),
        aside=_leaf(desk, who, "apartadas"),
        lists=LISTS,
        runs=_runs(desk, who, None, RUNS_LISTED),
        counts=_counts(desk, who),
        cut_off=desk.post.runs.cut_off.strftime("%H:%M"),
        visits=sorted({one.visit for one in queued.items if one.visit}),
        key=desk.new_id(),
        done=request.args.get("hecho", ""),
    )


def _leaf(desk: Desk, who: SignedIn, name: str, mark: Mark | None = None) -> Leaf[SeenLetter]:
    listed, told = LISTS[name], teller(desk)
    found = desk.post.letters.page(
        who.institution,
        listed.state,
        after=mark,
        limit=ASKED,
        is_newest_first=listed.is_newest_first,
    )
    cut = leaf_of(found, lambda one: written_mark(one.since, one.id.code))
    return Leaf(tuple(map(told.seen, cut.items)), cut.rest)


def _runs(desk: Desk, who: SignedIn, mark: Mark | None, size: int) -> Leaf[SeenRun]:
    found = desk.post.printed.listed(who.institution, after=mark, limit=size + 1)
    cut = leaf_of(found, lambda one: written_mark(one.closed_at, one.id), size=size)
    return Leaf(tuple(map(teller(desk).run, cut.items)), cut.rest)


def _counts(desk: Desk, who: SignedIn) -> list[tuple[str, int]]:
    found = desk.post.letters.counts(who.institution, among=HERE)
    return [
        (desk.words.say(f"letter.state.{state}"), found[state])
        for state in HERE
        if found.get(state)
    ]
