"""Small papers at the counter: offered on the page of a case, and printed with all of its facts."""

import re

import pytest

from channels.desk.slip_words import SlipWords
from config.counter import desk_of
from config.desk import signing_of
from config.house import House
from config.web import create_app
from core.model.answers import INFORMATIVE
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.visit_events import NewVisit
from letters.press.poster_press import PosterPress
from letters.small import Paper, SmallText, html_of_small
from tests.clerks import Clerk, a_clerk, case_page, words
from tests.core.stories import MONDAY, PISAC, PISAC_DISTRICT, a_case
from tests.houses import TODAY, act
from tests.letters.paper import info
from tests.letters.paper import text as text_of

WALKS_IN = {"name": "Rosa Mamani Quispe", "document": "10117410", "phone": "984 123 456"}


def paper_of(house: House, number: CaseNumber) -> SlipWords:
    desk = desk_of(house, signing_of(house))
    return SlipWords(desk, desk.casework.file(number, PISAC))


def all_of(text: SmallText) -> str:
    rows = (f"{row.label} {row.value}" for row in text.rows)
    return " ".join((text.title, text.sender, *rows, *text.told, *text.asked, text.small))


def pressed(text: SmallText, paper: Paper) -> bytes:
    """Print without a program apart, which has tests of its own."""
    return PosterPress().print(html_of_small(text, paper)).pdf


@pytest.fixture
def clerk(house: House, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """Sign an official of Pisac in, at a desk with the press at hand."""
    monkeypatch.setattr("config.slips.print_slip", pressed)
    return a_clerk(house, create_app(house).test_client())


def test_a_receipt_is_printed_small_with_number_and_clave(clerk: Clerk) -> None:
    done = clerk.send("/ventanilla/nuevo/domicilio", **WALKS_IN)
    page = clerk.get(done.location).text
    clave = re.search(r"data-clave>([0-9]{3} [0-9]{3})<", page)
    number = re.search(r"data-number>([0-9-]+)<", page)
    assert clave is not None
    assert number is not None
    link = re.search(r'href="([^"]+/imprimir[?]cual=cargo)"', page)
    assert link is not None
    printed = clerk.get(f"{link[1]}&papel=a6")
    assert printed.content_type == "application/pdf"
    assert printed.headers["Content-Disposition"] == 'inline; filename="cargo-a6.pdf"'
    said = text_of(printed.data)
    for fact in (clave[1], number[1], "Rosa Mamani Quispe", f"{TODAY:%d/%m/%Y}"):
        assert fact in said
    assert info(printed.data)["Pages"] == "1"


def test_who_did_not_make_the_receipt_gets_it_without_clave(house: House, clerk: Clerk) -> None:
    number = a_case(house, MONDAY)
    assert "Clave" not in [row.label for row in paper_of(house, number).receipt(None, "").rows]
    offered = clerk.get(f"{case_page(number)}/imprimir")
    assert "Cargo de recepción" in words(offered.text)
    assert offered.text.count("papel=a6") == offered.text.count("papel=a4") == 2
    assert f"{case_page(number)}/imprimir" in clerk.get(case_page(number)).text


def test_the_sheet_of_a_standing_says_every_fact_of_the_answer_and_the_next_stop(
    house: House,
) -> None:
    number = a_case(house, MONDAY)
    house.moving.route(number, act(), station="licencias")
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    stop = NewVisit(
        id="5" * 32,
        district=PISAC_DISTRICT,
        place="Tambo de Pisac",
        short_place="Pisac",
        on=TODAY,
        services=("status",),
    )
    house.visiting.plan(stop, act())
    written = paper_of(house, number)
    said = all_of(written.standing())
    answer = written.desk.post.slips.standing(number)
    assert answer.level is Level.EVERYTHING
    lines = [*answer.must_tell, *answer.may_tell]
    told = house.wording.compose("es", "letter", tuple(lines)).texts
    assert all(text in said for text in told)
    assert INFORMATIVE in lines
    assert "Tambo de Pisac" in said
    assert number.grouped in said
