"""A route names offices in order, each with the days that the law or a cited norm gives it."""

from typing import Any

import pytest

from core.model.route import MOST_STATIONS, Route, StationKind
from core.model.term import Term, Unit
from core.refusals import DocumentInvalid
from tests.core.routes import DESK, LAND, MAYOR, a_route, route_document


def refused(*stations: dict[str, Any], key: str = "PE/muni-ejemplo/feria") -> tuple[object, object]:
    with pytest.raises(DocumentInvalid) as refusal:
        route_document(*stations, key=key)
    return refusal.value.facts["problem"], refusal.value.facts["field"]


def test_a_route_is_read_whole() -> None:
    route = a_route()
    assert (route.institution, route.procedure) == ("PE/muni-pisac", "PE/posesion-rustico")
    assert (route.key, route.version) == ("PE/muni-pisac/posesion-rustico", 1)
    assert [station.is_optional for station in route.stations] == [False, False, True, False]


@pytest.mark.parametrize(
    ("kind", "days", "article"),
    [
        ("same_day", 0, "143.1"),
        ("mere_procedure", 3, "143.2"),
        ("report", 7, "143.3"),
        ("citizen_act", 10, "143.4"),
    ],
)
def test_a_station_takes_the_days_that_the_law_gives_its_kind(
    kind: str, days: int, article: str
) -> None:
    (station,) = a_route({"office": DESK, "kind": kind}).stations
    assert station.term == Term(days, Unit.BUSINESS_DAYS, f"TUO LPAG art. {article}")
    assert (station.kind, station.extended) == (StationKind(kind), None)


def test_a_report_may_be_given_three_days_more() -> None:
    (station,) = a_route({"office": LAND, "kind": "report", "extension": 3}).stations
    assert station.extended == Term(10, Unit.BUSINESS_DAYS, "TUO LPAG art. 143.3")


def test_a_norm_that_is_cited_gives_other_days() -> None:
    norm = {"days": 5, "basis": "Ordenanza 12"}
    for kind in StationKind:
        (station,) = a_route({"office": LAND, "kind": kind.value, **norm}).stations
        assert station.term == Term(5, Unit.BUSINESS_DAYS, "Ordenanza 12")


@pytest.mark.parametrize(
    ("station", "problem", "field"),
    [
        ({"office": DESK}, "missing", "kind"),
        ({"kind": "report"}, "missing", "office"),
        ({"office": "Mesa", "kind": "report"}, "not_slug", "office"),
        ({"office": DESK, "kind": "poem"}, "unknown_choice", "kind"),
        ({"office": DESK, "kind": "custom"}, "missing", "days"),
        ({"office": DESK, "kind": "custom", "days": 4}, "missing", "basis"),
        ({"office": DESK, "kind": "report", "days": 4}, "missing", "basis"),
        ({"office": DESK, "kind": "report", "basis": "Ordenanza 12"}, "missing", "days"),
        ({"office": DESK, "kind": "custom", "days": -1, "basis": "a"}, "too_small", "days"),
        ({"office": DESK, "kind": "custom", "days": 1001, "basis": "a"}, "too_large", "days"),
        ({"office": DESK, "kind": "custom", "days": True, "basis": "a"}, "not_number", "days"),
        ({"office": DESK, "kind": "custom", "days": 4, "basis": " "}, "empty", "basis"),
        ({"office": DESK, "kind": "report", "extension": 4}, "too_large", "extension"),
        ({"office": DESK, "kind": "report", "extension": 0}, "too_small", "extension"),
        (
            {"office": DESK, "kind": "report", "days": 1000, "basis": "a", "extension": 1},
            "too_large",
            "extension",
        ),
        ({"office": DESK, "kind": "same_day", "extension": 1}, "not_extendable", "extension"),
        ({"office": DESK, "kind": "report", "optional": "si"}, "not_flag", "optional"),
        ({"office": DESK, "kind": "report", "dias": 3}, "unknown_field", "dias"),
    ],
)
def test_a_station_that_is_not_what_it_says_is_refused(
    station: dict[str, Any], problem: str, field: str
) -> None:
    assert refused(station) == (problem, f"stations.0.{field}")


def test_a_route_without_stations_or_with_too_many_is_refused() -> None:
    with pytest.raises(DocumentInvalid) as refusal:
        Route.parse(replaced([]))
    assert refusal.value.facts["problem"] == "empty"
    many = [
        {"office": (DESK, MAYOR)[at % 2], "kind": "same_day"} for at in range(MOST_STATIONS + 1)
    ]
    assert refused(*many) == ("too_long", "stations")
    assert len(a_route(*many[1:]).stations) == MOST_STATIONS


def replaced(stations: list[dict[str, Any]]) -> Any:  # noqa: ANN401  # a document with no check
    document = route_document()
    return type(document)(
        **{
            name: getattr(document, name)
            for name in document.__dataclass_fields__
            if name != "body"
        },
        body={"stations": stations},
    )


def test_an_office_twice_in_a_row_is_one_station_and_refused() -> None:
    desk = {"office": DESK, "kind": "same_day"}
    assert refused(desk, desk) == ("duplicate", "stations.1.office")
    assert len(a_route(desk, {"office": MAYOR, "kind": "report"}, desk).stations) == 3


@pytest.mark.parametrize("key", ["PE", "PE/muni-pisac", "PE/muni-pisac/domicilio/otra"])
def test_a_key_that_names_no_institution_and_procedure_is_refused(key: str) -> None:
    assert refused({"office": DESK, "kind": "report"}, key=key) == ("not_key", "key")
