"""The rooms of trips without any script: the line of stops, and what moves, ends or reports one."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from config.house import House
from core.model.user import Role
from core.model.visit import VisitState
from tests.clerks import Clerk, a_clerk, controls_of, words
from tests.core.stories import on_day
from tests.core.trips import TRIP, days, of_trip, on, planned, stop
from tests.houses import TODAY, act

ROOM = "/ventanilla/viajes"
PAGE = f"{ROOM}/{TRIP}"
DELAY = {"days": "2", "reason": "rio", "along": "true"}
REPORT = {
    "on": TODAY.isoformat(),
    "arrived": "09:10",
    "left": "15:30",
    "n_ingresos": "12",
    "notes": "piden_volver",
}


@pytest.fixture(autouse=True)
def _a_trip(house: House) -> None:
    planned(house)


def stop_page(house: House, place: int = 0) -> str:
    return f"/ventanilla/parada/{of_trip(house)[place].id}"


def sends(clerk: Clerk, page: str, what: str, **said: str) -> TestResponse:
    shown = controls_of(clerk.get(page).text)
    kept = {name: shown[name] for name in ("key", "seen") if name in shown}
    return clerk.post(f"{page}/{what}", **(kept | said))


def test_trips_are_listed_and_one_shows_its_stops_in_their_order(clerk: Clerk) -> None:
    listed = clerk.get(ROOM)
    assert TRIP in listed.text
    said = words(clerk.get(PAGE).text)
    assert said.index("Amaru") < said.index("Calca") < said.index("Lares")
    assert "24/11/2026" in said
    assert "0 paradas atendidas, 3 por hacer" in clerk.get(PAGE).text


def test_a_trip_that_nobody_planned_is_unknown(clerk: Clerk) -> None:
    for path in (f"{ROOM}/otro", f"{ROOM}/otro/revision", "/ventanilla/parada/none"):
        assert clerk.get(path).status_code == 404, path


def test_a_delay_moves_the_rest_and_says_so(house: House, clerk: Clerk) -> None:
    answer = sends(clerk, stop_page(house, 1), "atraso", **DELAY)
    assert answer.status_code == 303
    assert "La fecha cambió y se avisa" in words(clerk.get(answer.location).text)
    assert days(house) == [4, 8, 10]
    assert "ya no el 26/11" in words(clerk.get(PAGE).text)


def test_without_the_tick_only_this_stop_moves(house: House, clerk: Clerk) -> None:
    alone = {name: value for name, value in DELAY.items() if name != "along"}
    assert sends(clerk, stop_page(house, 1), "atraso", **alone).status_code == 303
    assert days(house) == [4, 8, 8]


def test_a_form_that_comes_twice_moves_once_and_an_old_page_not_at_all(
    house: House, clerk: Clerk
) -> None:
    page = stop_page(house)
    shown = controls_of(clerk.get(page).text)
    form = DELAY | {"key": shown["key"], "seen": shown["seen"]}
    assert clerk.post(f"{page}/atraso", **form).status_code == 303
    assert clerk.post(f"{page}/atraso", **form).status_code == 303
    late = clerk.post(f"{page}/atraso", **(form | {"key": "b" * 32}))
    assert late.status_code == 409
    assert "Esa parada cambió" in words(late.text)
    assert days(house) == [6, 8, 10]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("atraso", {"days": "muchos", "reason": "rio"}),
        ("atraso", {"days": "91", "reason": "rio"}),
        ("atraso", {"days": "-40", "reason": "rio"}),
        ("atraso", {"days": "2", "reason": "pereza"}),
        ("cancelacion", {"cancel_reason": ""}),
        ("informe", REPORT | {"arrived": "25:00"}),
        ("informe", REPORT | {"left": "08:00"}),
        ("informe", REPORT | {"n_ingresos": "-1"}),
        ("informe", REPORT | {"n_ingresos": "99999"}),
        ("informe", REPORT | {"notes": "Rosa Mamani"}),
        ("informe", REPORT | {"on": "2030-01-01"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_happens(
    house: House, clerk: Clerk, what: str, said: dict[str, str]
) -> None:
    answer = sends(clerk, stop_page(house), what, **said)
    assert answer.status_code == 422
    assert "Hay algo que corregir" in words(answer.text)
    assert days(house) == [4, 6, 8]
    assert all(stop.is_planned for stop in of_trip(house))


def test_a_stop_is_called_off_and_a_report_is_kept(house: House, clerk: Clerk) -> None:
    first, second = stop_page(house), stop_page(house, 1)
    assert sends(clerk, first, "cancelacion", cancel_reason="seguridad").status_code == 303
    assert sends(clerk, second, "informe", **REPORT).status_code == 303
    states = [VisitState.CANCELLED, VisitState.DONE, VisitState.PLANNED]
    assert [stop.state for stop in of_trip(house)] == states
    assert "Cancelada. Seguridad" in words(clerk.get(first).text)
    said = words(clerk.get(second).text)
    assert "09:10 a 15:30: 12 atenciones. Piden que la unidad vuelva" in said
    assert "Mover" not in said
    assert "1 paradas atendidas, 1 por hacer, 0 sin informe, 1 canceladas" in clerk.get(PAGE).text


def test_a_stop_whose_day_is_over_is_shown_as_late(house: House, desk_app: Flask) -> None:
    on_day(house, on(5))
    clerk = a_clerk(house, desk_app.test_client())
    page = clerk.get(PAGE).text
    assert "Sin informe" in words(page)
    assert "2 por hacer, 1 sin informe" in page
    assert "No salga así" in words(clerk.get(f"{PAGE}/revision").text)


def test_the_list_before_a_departure_says_what_to_do(clerk: Clerk) -> None:
    said = words(clerk.get(f"{PAGE}/revision").text)
    assert "3 paradas, del" in said
    assert "Haga esta revisión en la laptop de la unidad." in said


def test_one_more_stop_takes_its_place_by_day(house: House, clerk: Clerk) -> None:
    page = f"{PAGE}/parada"
    key = controls_of(clerk.get(page).text)["key"]
    form = {
        "key": key,
        "district": "Pisac",
        "place": "Escuela de Sacaca",
        "short_place": "Sacaca",
        "on": on(5).isoformat(),
        "begins": "08:00",
        "ends": "12:00",
        "services": "DNI; SIS",
    }
    first = clerk.post(page, **form)
    assert first.status_code == 303
    assert clerk.post(page, **form).location == first.location
    assert [one.short_place for one in of_trip(house)] == ["Amaru", "Sacaca", "Calca", "Lares"]
    assert of_trip(house)[1].services == ("DNI", "SIS")
    for wrong in ({"district": "Atlantis"}, {"on": "2020-01-01"}, {"ends": "07:00"}, {"place": ""}):
        answer = clerk.post(page, **(form | {"key": "c" * 32} | wrong))
        assert answer.status_code == 422, wrong
        assert "Sacaca" in answer.text
    assert len(of_trip(house)) == 4
    unknown = clerk.post(f"{ROOM}/otro/parada", **(form | {"key": "d" * 32}))
    assert unknown.status_code == 404


def test_who_only_reads_is_shown_no_form(house: House, desk_app: Flask) -> None:
    auditor = a_clerk(house, desk_app.test_client(), name="Aurora", role=Role.AUDITOR)
    page = auditor.get(stop_page(house)).text
    assert "<form" not in page.partition("<main")[2]


def test_a_hundred_stops_are_one_small_page(house: House, clerk: Clerk) -> None:
    many = tuple(stop(f"Comunidad {at}", 4 + at // 3, row=at + 2) for at in range(100))
    house.trips.planning.take_in(many, act(), trip="Largo", unit="bote-1")
    page = clerk.client.get(f"{ROOM}/Largo", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.data) < 8_000
