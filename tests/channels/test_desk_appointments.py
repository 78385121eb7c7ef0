"""An hour at the unit's next stop: given at the counter, printed, told, and moved along with it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from channels.desk.slip_words import SlipWords
from config.counter import desk_of
from config.desk import signing_of
from config.house import House
from config.web import create_app
from core.model.appointment import MOST_AN_HOUR
from core.model.case_number import CaseNumber
from core.visit_events import NewVisit
from tests.channels.units.crews import a_manned_unit, a_sailor
from tests.channels.units.exchanges import Between
from tests.clerks import Clerk, case_page, words
from tests.core.stories import MONDAY, PISAC, PISAC_DISTRICT, a_case
from tests.houses import TODAY, act

STOP, LATER = "5" * 32, "6" * 32
SOON, THEN = TODAY + timedelta(days=7), TODAY + timedelta(days=14)


def a_stop(house: House, name: str, on: date) -> None:
    stop = NewVisit(
        id=name,
        district=PISAC_DISTRICT,
        place="Tambo de Pisac",
        short_place="Tambo Pisac",
        on=on,
        services=("status",),
        from_hour="08:30",
        until_hour="11:00",
    )
    house.visiting.plan(stop, act())


@pytest.fixture
def number(house: House) -> CaseNumber:
    """Take in a request where the unit comes twice."""
    for name, on in ((STOP, SOON), (LATER, THEN)):
        a_stop(house, name, on)
    return a_case(house, MONDAY)


def page_of(number: CaseNumber) -> str:
    return f"{case_page(number)}/cita"


def key_in(page: str) -> str:
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert key is not None
    return key[1]


def booked(clerk: Clerk, number: CaseNumber, at: str = f"{STOP}@09:00") -> int:
    key = key_in(clerk.get(page_of(number)).text)
    done = clerk.post(page_of(number), key=key, at=at, purpose="traer_papeles")
    return done.status_code


def standing_of(house: House, number: CaseNumber) -> str:
    desk = desk_of(house, signing_of(house))
    text = SlipWords(desk, desk.casework.file(number, PISAC)).standing()
    return " ".join((*text.told, *text.asked))


def test_an_hour_is_given_changed_called_off_and_printed(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    offered = re.findall(r'value="(\w{32}@[0-9:]+)"', clerk.get(page_of(number)).text)
    # The stop comes at half past eight: its first whole hour is nine.
    assert offered == [f"{stop}@{hour}" for stop in (STOP, LATER) for hour in ("09:00", "10:00")]
    assert booked(clerk, number) == 303
    page = words(clerk.get(page_of(number)).text)
    assert "viernes 27 de noviembre de 2026, de 09:00 a 10:00" in page
    assert "Para traer papeles" in page
    assert booked(clerk, number) == 422
    desk = desk_of(house, signing_of(house))
    written = SlipWords(desk, desk.casework.file(number, PISAC))
    slip = written.appointment(written.booked()[0])
    assert [row.value for row in slip.rows] == [
        "Viernes 27 de noviembre de 2026",
        "de 09:00 a 10:00",
        "Tambo de Pisac",
        "Para traer papeles",
        number.grouped,
    ]
    told = "Su cita: viernes 27 de noviembre de 2026, Tambo de Pisac, de 9 a 10."
    assert told in standing_of(house, number)
    # A stop that is late takes its appointments along.
    house.trips.moving.delay(STOP, 1, act(), along=False)
    assert "Su cita: sábado 28 de noviembre" in standing_of(house, number)
    page = clerk.get(page_of(number)).text
    path = re.search(r'action="([^"]+/cambio)"', page)
    assert path is not None
    done = clerk.post(path[1], key=key_in(page), at=f"{LATER}@10:00")
    assert done.status_code == 303
    page = clerk.get(page_of(number)).text
    assert "viernes 4 de diciembre de 2026, de 10:00 a 11:00" in words(page)
    path = re.search(r'action="([^"]+/anular)"', page)
    assert path is not None
    key = key_in(page)
    for _ in range(2):
        assert clerk.post(path[1], key=key).status_code == 303
    assert "Su cita" not in standing_of(house, number)
    assert clerk.get(f"{case_page(number)}/imprimir?cual=cita").status_code == 404


def test_an_hour_holds_so_many_and_a_stop_its_own_hours(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    for _ in range(MOST_AN_HOUR):
        assert booked(clerk, a_case(house, MONDAY)) == 303
    assert f"{STOP}@09:00" not in clerk.get(page_of(number)).text
    for wrong in (f"{STOP}@09:00", f"{STOP}@11:00", f"{'7' * 32}@09:00", "nada", ""):
        assert booked(clerk, number, wrong) == 422
    assert "A esa hora" not in words(clerk.get(f"/ventanilla/parada/{STOP}/citas").text)
    assert booked(clerk, number, f"{STOP}@10:00") == 303
    listed = words(clerk.get(f"/ventanilla/parada/{STOP}/citas").text)
    assert listed.count("de 09:00 a 10:00") == MOST_AN_HOUR
    assert number.grouped in listed


@pytest.fixture
def line(house: House, number: CaseNumber, tmp_path: Path) -> Iterator[Between]:
    """Send a unit out that has the case and both stops."""
    assert house.shelf.cases.find(number, None) is not None
    line = a_manned_unit(house, tmp_path / "boat")
    yield line
    line.unit.close()


def test_two_made_unseen_are_both_kept_and_shown(
    house: House, line: Between, clerk: Clerk, number: CaseNumber
) -> None:
    boatman = a_sailor(line.unit, create_app(line.unit).test_client())
    assert booked(boatman, number) == 303
    assert booked(clerk, number, f"{LATER}@09:00") == 303
    line.all()
    for house_of, who in ((house, clerk), (line.unit, boatman)):
        assert len(house_of.shelf.visits.booked(number.digits, PISAC_DISTRICT, TODAY)) == 2
        assert "Tiene más de una cita. Deje solo una." in words(who.get(page_of(number)).text)
    assert house.shelf.visits.get(STOP) == line.unit.shelf.visits.get(STOP)
    path = re.search(r'action="([^"]+/anular)"', clerk.get(page_of(number)).text)
    assert path is not None
    assert clerk.post(path[1], key="a" * 32).status_code == 303
    assert "Tiene más de una" not in words(clerk.get(page_of(number)).text)
