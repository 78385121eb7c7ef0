"""Whoever may know is told the station, the next one and the office's own day; nobody else is."""

from datetime import date

import pytest

from config.house import House
from core.inquiry import Asker
from core.model.answers import Line, OnRoute, Place, StatusAnswer, Value
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.disclosure import Level, Path
from core.model.route import Deviation
from core.model.state import State
from tests.core.routes import (
    LAND,
    MAYOR,
    OFF,
    PROCEDURE,
    hand,
    publish_route,
    routed_case,
)
from tests.core.stories import MONDAY, a_case, an_asserted_case, on_day
from tests.houses import act

DESK_PLACE = Place("Mesa de Partes", "Mesa de Partes")
LAND_PLACE = Place("Desarrollo Urbano", "Desarrollo Urbano y Rural")
LICENCES_PLACE = Place("Licencias", "Licencias y Comercialización")
MAYOR_PLACE = Place("Despacho del Alcalde", "Alcaldía")


def told(house: House, number: CaseNumber, path: Path = Path.ADDRESS) -> StatusAnswer:
    return house.inquiry.status(str(number), Asker(path, None))


def line(house: House, number: CaseNumber) -> Line | None:
    """Find what is told of the station, beside what must be told."""
    answer = told(house, number)
    assert not any(line.message.startswith("status.station") for line in answer.must_tell)
    found = [line for line in answer.may_tell if line.message.startswith("status.station")]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_station_the_next_one_and_the_day_are_told(either_house: House) -> None:
    number = routed_case(either_house, LAND)
    assert line(either_house, number) == Line(
        "status.station",
        {"station": LAND_PLACE, "next": LICENCES_PLACE, "due": date(2026, 11, 25)},
    )


def test_past_its_day_the_line_says_when_it_should_have_passed(house: House) -> None:
    number = routed_case(house, LAND)
    on_day(house, date(2026, 11, 26))
    found = line(house, number)
    assert found is not None
    assert found.message == "status.station.late"
    assert found.facts["due"] == date(2026, 11, 25)


def test_at_the_last_station_nothing_comes_next(house: House) -> None:
    number = routed_case(house, LAND, MAYOR)
    last: dict[str, Value] = {"station": MAYOR_PLACE, "due": date(2026, 11, 19)}
    on_day(house, date(2026, 11, 19))
    assert line(house, number) == Line("status.station.last", last)
    on_day(house, date(2026, 11, 20))
    assert line(house, number) == Line("status.station.last.late", last)


def test_a_day_that_nobody_knows_is_not_told(house: House) -> None:
    publish_route(house)
    for station, message in ((LAND, "undated"), (MAYOR, "last.undated")):
        said = {"procedure": PROCEDURE, "station": station}
        found = line(house, an_asserted_case(house, State.EN_TRAMITE, said))
        assert found is not None
        assert found.message == f"status.station.{message}"
        assert "due" not in found.facts


def test_off_its_route_a_case_is_told_where_it_is_and_where_it_goes_back(house: House) -> None:
    number = routed_case(house, LAND)
    hand(house, number, OFF, deviation=Deviation.FALTA_INFORME)
    found = line(house, number)
    assert found is not None
    assert found.facts["station"] == Place(
        "OMAPED", "Oficina Municipal de Atención a la Persona con Discapacidad (OMAPED)"
    )
    assert (found.facts["next"], found.facts["due"]) == (LAND_PLACE, date(2026, 11, 25))


def test_of_what_was_just_received_the_reception_is_told(house: House) -> None:
    number = routed_case(house)
    on_day(house, MONDAY)
    assert told(house, number).on_route == OnRoute(
        station=DESK_PLACE, next_station=LAND_PLACE, due=MONDAY
    )


def test_a_case_without_a_route_is_told_as_before(house: House) -> None:
    assert line(house, a_case(house)) is None


def test_what_waits_for_the_citizen_or_is_decided_tells_no_station(house: House) -> None:
    observed = routed_case(house, LAND)
    house.moving.observe(observed, act(), reasons=("firma-solicitud",))
    decided = a_case(house, procedure=PROCEDURE)
    house.moving.resolve(decided, act(), outcome=Outcome.FAVORABLE)
    on_the_way = a_case(house, procedure=PROCEDURE, received_on=None)
    for number in (observed, decided, on_the_way):
        assert line(house, number) is None


def test_the_number_alone_tells_no_station(house: House) -> None:
    answer = told(house, routed_case(house, LAND), Path.CALLER)
    assert answer.level is Level.STAGE
    assert answer.may_tell == ()


@pytest.mark.parametrize("path", [Path.ADDRESS, Path.CALLER])
def test_a_route_changes_nothing_of_what_must_be_told(house: House, path: Path) -> None:
    number = a_case(house, procedure=PROCEDURE)
    hand(house, number, LAND)
    before = told(house, number, path)
    publish_route(house)
    after = told(house, number, path)
    assert after.must_tell == before.must_tell
    assert after.on_route is not None
