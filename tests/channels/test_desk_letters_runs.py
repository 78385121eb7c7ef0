"""Print runs at the desk: their papers, their routes moved on in one press, what stayed out."""

import csv
import io

import pytest
from flask import Flask

from config.house import House
from config.letter_press import LetterPress
from config.pressroom import letter_press_of
from core.model.letter import Letter, LetterState
from core.model.print_run import PrintRun, RunState
from core.model.user import Role
from tests.clerks import Clerk, a_clerk, without_marks, words
from tests.core.mail import CLERK, a_letter, an_addressee, stands
from tests.core.stories import PISAC, a_case

ROOM = "/ventanilla/cartas"
KEY = "1" * 32
ROUTE = "0804-calca"


@pytest.fixture
def letters(house: House) -> tuple[Letter, ...]:
    """Queue two letters of one route."""
    return tuple(
        a_letter(house, number=a_case(house, applicant=an_addressee(house, name)).digits)
        for name in ("Rosa Mamani Quispe", "Ángel Ñahui")
    )


@pytest.fixture
def run(house: House, letters: tuple[Letter, ...]) -> PrintRun:
    """Print them through the press itself."""
    assert letters
    return letter_press_of(house).print(house.post.runs.close(PISAC, CLERK), CLERK)


def page_of(run: PrintRun) -> str:
    return f"{ROOM}/tirajes/{run.id}"


def on_paper(clerk: Clerk, run: PrintRun) -> None:
    assert clerk.post(f"{page_of(run)}/impreso", key=KEY).status_code == 303


def test_the_run_is_closed_from_the_desk_and_not_twice(
    house: House, clerk: Clerk, letters: tuple[Letter, ...]
) -> None:
    done = clerk.post(f"{ROOM}/tirajes", key=KEY)
    assert done.status_code == 303
    page = words(clerk.get(done.location).text)
    assert "El tiraje quedó cerrado" in page
    assert "Todavía se está imprimiendo" in page
    assert {stands(house, one).state for one in letters} == {LetterState.IN_RUN}
    again = clerk.post(f"{ROOM}/tirajes", key=KEY)
    assert "no había cartas en cola" in words(clerk.get(again.location).text)
    assert len(house.shelf.runs.listed(PISAC, limit=5)) == 1


def test_a_run_tells_its_routes_and_sheets_and_hands_over_its_papers(
    house: House, clerk: Clerk, run: PrintRun, letters: tuple[Letter, ...]
) -> None:
    page = clerk.get(page_of(run))
    assert ROUTE in page.text
    assert "2 cartas" in words(page.text)
    assert run.manifest_sha256 in page.text
    manifest = clerk.get(f"{page_of(run)}/manifiesto.csv")
    assert manifest.content_type == "text/csv; charset=utf-8"
    assert "attachment" in manifest.headers["Content-Disposition"]
    assert manifest.headers["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(manifest.data.decode("utf-8-sig"))))
    assert {row["carta"] for row in rows} == {one.id.grouped for one in letters}
    assert "Rosa" not in manifest.text
    pdf = clerk.get(f"{page_of(run)}/archivos/{ROUTE}.pdf")
    assert pdf.data == (house.settings.var_folder / "print" / run.id / f"{ROUTE}.pdf").read_bytes()
    for name in ("manifiesto.xlsx", "caratula.pdf", "SHA256SUMS"):
        assert clerk.get(f"{page_of(run)}/archivos/{name}").status_code == 200, name


@pytest.mark.parametrize(
    "name", ["x", "..%2f..%2fkeys", ".held", "cartas.selladas", "🙂", f"{ROUTE}.pages", "a" * 900]
)
def test_nothing_else_lies_open(clerk: Clerk, run: PrintRun, name: str) -> None:
    assert clerk.get(f"{page_of(run)}/archivos/{name}").status_code == 404


def test_a_route_goes_into_envelopes_and_to_the_post_in_one_press_each(
    house: House, clerk: Clerk, run: PrintRun, letters: tuple[Letter, ...]
) -> None:
    path = f"{page_of(run)}/ruta"
    early = clerk.post(path, key=KEY, route=ROUTE, step="envelope")
    assert "2 quedaron fuera" in words(clerk.get(early.location).text)
    on_paper(clerk, run)
    clerk.post(f"{ROOM}/{letters[0].id.code}/paso", key=KEY, step="envelope")
    done = clerk.post(path, key=KEY, route=ROUTE, step="envelope")
    told = words(clerk.get(done.location).text)
    assert "Pasó 1 carta. 1 ya estaba así." in told
    again = clerk.post(path, key=KEY, route=ROUTE, step="envelope")
    assert "Pasaron 0 cartas. 2 ya estaban así." in words(clerk.get(again.location).text)
    clerk.post(path, key=KEY, route=ROUTE, step="post")
    assert {stands(house, one).state for one in letters} == {LetterState.AT_THE_POST}
    taken = [one.by for one in house.shelf.letters.steps(letters[1].id)][-2:]
    assert taken == [f"user:{clerk.user}"] * 2


@pytest.mark.parametrize(
    "fields",
    [
        {"step": "deliver"},
        {"step": "return"},
        {"step": "nothing"},
        {"route": ""},
        {"key": "short"},
    ],
)
def test_a_press_that_says_something_else_moves_nothing(
    house: House,
    clerk: Clerk,
    run: PrintRun,
    letters: tuple[Letter, ...],
    fields: dict[str, str],
) -> None:
    on_paper(clerk, run)
    form = {"key": KEY, "route": ROUTE, "step": "envelope", **fields}
    assert clerk.post(f"{page_of(run)}/ruta", **form).status_code == 422
    assert {stands(house, one).state for one in letters} == {LetterState.PRINTED}


def test_a_route_of_another_run_is_not_there(clerk: Clerk, run: PrintRun) -> None:
    form = {"key": KEY, "route": "0801-cusco", "step": "envelope"}
    assert clerk.post(f"{page_of(run)}/ruta", **form).status_code == 404


def test_a_run_lies_on_paper_once(
    house: House, clerk: Clerk, run: PrintRun, letters: tuple[Letter, ...]
) -> None:
    assert clerk.post(f"{page_of(run)}/impreso", key="x").status_code == 422
    on_paper(clerk, run)
    on_paper(clerk, run)
    assert {stands(house, one).state for one in letters} == {LetterState.PRINTED}
    assert house.post.runs.get(run.id, CLERK).state is RunState.PRINTED
    assert "Ya está en papel" not in words(clerk.get(page_of(run)).text)


def test_what_could_not_be_printed_says_what_to_do(house: House, clerk: Clerk) -> None:
    person = an_addressee(house, line="ميدان")
    letter = a_letter(house, number=a_case(house, applicant=person).digits)
    press: LetterPress = letter_press_of(house)
    run = press.print(house.post.runs.close(PISAC, CLERK), CLERK)
    page = words(clerk.get(page_of(run)).text)
    assert letter.id.grouped in page
    assert "Corríjala y haga la carta otra vez" in page
    assert "Apartada" in words(clerk.get(f"{ROOM}/{letter.id.code}").text)


def test_an_auditor_reads_the_manifest_and_no_letter(
    house: House, desk_app: Flask, run: PrintRun
) -> None:
    auditor = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", role=Role.AUDITOR)
    assert auditor.get(f"{page_of(run)}/manifiesto.csv").status_code == 200
    assert auditor.get(f"{page_of(run)}/archivos/{ROUTE}.pdf").status_code == 403
    assert "<button" not in auditor.get(page_of(run)).text.partition("<main")[2]


def test_a_run_of_another_institution_is_as_unknown_as_none(
    house: House, desk_app: Flask, run: PrintRun
) -> None:
    stranger = a_clerk(house, desk_app.test_client(), institution="PE/muni-calca")
    assert run.id not in stranger.get(ROOM).text
    for path in ("", "/manifiesto.csv", f"/archivos/{ROUTE}.pdf"):
        there, nowhere = (stranger.get(f"{ROOM}/tirajes/{n}{path}") for n in (run.id, "7" * 7))
        assert there.status_code == nowhere.status_code == 404, path
        assert without_marks(there.text) == without_marks(nowhere.text), path
    form = {"key": KEY, "route": ROUTE, "step": "envelope"}
    for path in ("/impreso", "/ruta"):
        assert stranger.post(f"{page_of(run)}{path}", **form).status_code == 404
    assert house.post.runs.get(run.id, CLERK).state is RunState.READY
