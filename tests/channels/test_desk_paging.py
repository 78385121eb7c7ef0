"""Long lists at the desk: plain links lead on, each row comes once, made-up addresses are met."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from channels.desk.paging import A_PAGE, leaf_of, mark_in, place_in, written_mark
from config.house import House
from core.mailing import Wanted
from core.model.letter import Letter, LetterKind, ReturnReason
from core.model.print_run import PrintRun
from tests.clerks import Clerk, a_clerk, without_marks, words
from tests.core.mail import CLERK, a_letter, an_addressee
from tests.core.stories import PISAC
from tests.houses import TODAY, StoodClock

ROOM = "/ventanilla/cartas"
MANY = A_PAGE + 7
NEXT = re.compile(r'rel="next" href="([^"]+)"')
LETTER = re.compile(rf'href="{ROOM}/([0-9A-Z]{{10}})"')
RUN = re.compile(rf'href="{ROOM}/tirajes/([0-9A-Z]{{7}})"')
HOSTILE = [
    "",
    "~",
    "x" * 5000,
    "2026-11-20T17:00:00.000Z",
    "2026-11-20T17:00:00.000Z~' OR 1=1",
    "9999-99-99~F8QY40YGE2",
    "-1",
    "999999999999999999999999",
    "١٢",
    "<script>",
    "\x00",
]


def queued(house: House, count: int) -> list[Letter]:
    return [a_sheet(house, an_addressee(house, f"Persona {place}")) for place in range(count)]


def a_sheet(house: House, person: str) -> Letter:
    kind = LetterKind.REQUIREMENTS
    wanted = Wanted(kind=kind, wish=f"to:{person}", person=person, subject="PE/domicilio")
    return house.post.mailing.queue(wanted, CLERK)


def a_run(house: House) -> PrintRun:
    a_letter(house)
    return house.post.runs.close(PISAC, CLERK)


def walked(clerk: Clerk, path: str, row: re.Pattern[str]) -> list[list[str]]:
    """Follow the links of a list to its end; tell the rows of each page."""
    found = []
    while path:
        page = clerk.get(path)
        assert page.status_code == 200
        found.append(row.findall(page.text))
        onward = NEXT.search(page.text)
        path = unescape(onward[1]) if onward else ""
    return found


def test_a_queue_longer_than_a_page_is_read_to_its_end_by_links(house: House, clerk: Clerk) -> None:
    letters = queued(house, MANY)
    room = clerk.get(ROOM)
    assert len(LETTER.findall(room.text)) == A_PAGE
    assert "Las siguientes" in words(room.text)
    pages = walked(clerk, f"{ROOM}/lista?cuales=cola", LETTER)
    assert [len(page) for page in pages] == [A_PAGE, MANY - A_PAGE]
    assert sorted(pages[0] + pages[1]) == sorted(one.id.code for one in letters)
    (onward,) = NEXT.findall(room.text)
    assert LETTER.findall(clerk.get(unescape(onward)).text) == pages[1]


def test_a_list_that_fits_leads_nowhere(house: House, clerk: Clerk) -> None:
    queued(house, A_PAGE)
    for path in (ROOM, f"{ROOM}/lista?cuales=cola"):
        assert NEXT.search(clerk.get(path).text) is None
    assert words(clerk.get(f"{ROOM}/lista?cuales=devueltas").text).endswith("No hay ninguna.")


def test_of_what_came_back_the_last_stands_on_top(house: House, clerk: Clerk) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    letters = queued(house, 3)
    run = house.post.runs.close(PISAC, CLERK)
    house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="f" * 64)
    house.post.runs.printed(run.id, CLERK)
    came = []
    for minute, one in enumerate(letters):
        clock.moment = StoodClock(TODAY).now().replace(minute=minute)
        house.post.returns.take_back(one.id.code, ReturnReason.MOVED, CLERK)
        came.append(one.id.code)
    assert LETTER.findall(clerk.get(f"{ROOM}/lista?cuales=devueltas").text) == came[::-1]
    assert LETTER.findall(clerk.get(ROOM).text) == came[::-1]


def test_runs_are_read_to_the_first_one_ever(house: House, clerk: Clerk) -> None:
    runs = [a_run(house).id for _ in range(12)]
    room = clerk.get(ROOM)
    assert "Más antiguos" in words(room.text)
    (onward,) = NEXT.findall(room.text)
    rest = RUN.findall(clerk.get(unescape(onward)).text)
    assert sorted(RUN.findall(room.text) + rest) == sorted(runs)
    assert len(rest) == 2
    assert sorted(RUN.findall(clerk.get(f"{ROOM}/tirajes").text)) == sorted(runs)


def test_the_letters_of_a_run_are_read_in_the_order_of_the_post(house: House, clerk: Clerk) -> None:
    queued(house, MANY)
    run = house.post.runs.close(PISAC, CLERK)
    places = house.shelf.runs.places(run.id)
    page = clerk.get(f"{ROOM}/tirajes/{run.id}")
    assert f"{ROOM}/tirajes/{run.id}/cartas" in page.text
    pages = walked(clerk, f"{ROOM}/tirajes/{run.id}/cartas", LETTER)
    assert [code for one in pages for code in one] == [place.letter.code for place in places]
    assert "0804-calca" in clerk.get(f"{ROOM}/tirajes/{run.id}/cartas").text


def test_what_a_run_set_aside_is_read_to_its_end(house: House, clerk: Clerk) -> None:
    queued(house, MANY)
    run = house.post.runs.close(PISAC, CLERK)
    places = house.shelf.runs.places(run.id)
    for place in places[:-2]:
        house.post.runs.set_aside(replace(place, problem="address_missing"), CLERK)
    page = clerk.get(f"{ROOM}/tirajes/{run.id}")
    assert len(LETTER.findall(page.text)) == A_PAGE
    (onward,) = NEXT.findall(page.text)
    rest = clerk.get(unescape(onward))
    assert LETTER.findall(rest.text) == [one.letter.code for one in places[A_PAGE:-2]]
    assert "Volver al principio" in words(rest.text)


def test_nobody_pages_through_what_belongs_to_another_institution(
    house: House, clerk: Clerk, desk_app: Flask
) -> None:
    run = a_run(house)
    stranger = a_clerk(house, desk_app.test_client(), name="Hugo", institution="PE/muni-calca")
    assert clerk.get(f"{ROOM}/tirajes/{run.id}/cartas").status_code == 200
    there, nowhere = (stranger.get(f"{ROOM}/tirajes/{one}/cartas") for one in (run.id, "0000000"))
    assert there.status_code == nowhere.status_code == 404
    assert without_marks(there.text) == without_marks(nowhere.text)
    assert run.id not in stranger.get(f"{ROOM}/tirajes").text


@pytest.mark.parametrize("mark", HOSTILE)
def test_a_page_that_nobody_marked_is_the_first(house: House, clerk: Clerk, mark: str) -> None:
    queued(house, 2)
    run = house.post.runs.close(PISAC, CLERK)
    queued_again = a_letter(house)
    client = clerk.client
    for path in ("lista", "tirajes", f"tirajes/{run.id}/cartas"):
        page = client.get(f"{ROOM}/{path}", query_string={"desde": mark, "cuales": mark})
        assert page.status_code == 200, path
        assert "<script>" not in page.text.split("<main")[1]
    page = client.get(f"{ROOM}/lista", query_string={"desde": mark, "cuales": "cola"})
    assert queued_again.id.code in page.text


def test_a_mark_reads_back_as_it_was_written(house: House) -> None:
    letter = a_letter(house)
    mark = mark_in({"desde": written_mark(letter.since, letter.id.code)})
    assert mark is not None
    assert (mark.at, mark.name) == ("2026-11-20T17:00:00.000Z", letter.id.code)
    assert place_in({"desde": "50"}) == 50
    assert [place_in({"desde": one}) for one in HOSTILE] == [0] * len(HOSTILE)


def test_a_leaf_shows_no_more_than_a_page_and_marks_its_last_row() -> None:
    assert leaf_of([1, 2, 3], str, size=3).rest == ""
    assert leaf_of([1, 2, 3, 4], str, size=3).rest == "3"
    assert leaf_of([1, 2, 3, 4], str, size=3).items == (1, 2, 3)
    assert leaf_of([], str).items == ()
