"""A clerk hands a case on along its route, and leaves it only with a reason."""

import pytest

from core.model.route import Deviation
from tests.config.clerk import Clerk
from tests.config.counter import OPEN, move

ON_ROUTE = (*OPEN[:4], "--procedure", "posesion-servicios", *OPEN[6:])


@pytest.fixture
def routed(clerk: Clerk, user: str) -> str:
    number: str = clerk.does(*ON_ROUTE, "--user", user)["number"]
    return number


def test_a_case_is_shown_with_its_station_the_next_one_and_the_day(
    clerk: Clerk, routed: str
) -> None:
    assert move(clerk, routed, "route", "--station", "desarrollo-urbano") == "EN_TRAMITE"
    shown = clerk.does("case", "show", routed)
    assert (shown["station"], shown["next"]) == ("desarrollo-urbano", "alcaldia")
    assert shown["station_since"] < shown["station_due"]
    assert (shown["station_is_late"], shown["deviations"]) == (False, 0)
    assert shown["route"] == [
        "mesa-de-partes done",
        "desarrollo-urbano current",
        "alcaldia coming",
    ]


def test_a_case_without_a_route_is_shown_without_one(clerk: Clerk, number: str) -> None:
    shown = clerk.does("case", "show", number)
    assert (shown["next"], shown["station_due"], shown["station_is_late"]) == (None, None, None)
    assert shown["route"] == []


def test_a_status_tells_programs_the_station_and_its_day(clerk: Clerk, user: str) -> None:
    opened = clerk.does(*ON_ROUTE, "--user", user)
    move(clerk, opened["number"], "route", "--station", "desarrollo-urbano")
    told = clerk.does("status", opened["number"], "--clave", opened["clave"])
    shown = clerk.does("case", "show", opened["number"])
    assert told["on_route"] == {
        "station": {"short": "Desarrollo Urbano", "full": "Desarrollo Urbano y Rural"},
        "next_station": {"short": "Despacho del Alcalde", "full": "Alcaldía"},
        "due": shown["station_due"],
        "is_late": False,
    }
    assert any("plazo interno" in text for text in told["may_tell"])


def test_off_the_route_a_reason_is_asked_for_and_kept(clerk: Clerk, routed: str) -> None:
    off = ("case", "route", routed, "--station", "omaped")
    clerk.is_refused("route_deviation", *off, "--user", "ana")
    reply = clerk.types(*off, "--user", "ana")
    assert "OMAPED" in reply.err
    assert "Desarrollo Urbano" in reply.err
    assert move(clerk, routed, *off[1:2], *off[3:], "--deviation", "urgencia") == "EN_TRAMITE"
    shown = clerk.does("case", "show", routed)
    assert (shown["deviations"], shown["next"]) == (1, "mesa-de-partes")


def test_a_reason_that_is_not_on_the_list_is_no_reason(clerk: Clerk, routed: str) -> None:
    words = ("case", "route", routed, "--station", "omaped", "--user", "ana")
    reply = clerk.types(*words, "--deviation", "porque Rosa Mamani lo pidió")
    assert reply.exit_code == 2
    assert all(reason.value in reply.err for reason in Deviation)
    assert clerk.does("case", "show", routed)["events"] == 1


def test_a_report_is_given_more_days_at_the_command_line(clerk: Clerk, routed: str) -> None:
    clerk.is_refused("illegal_move", "case", "extend", routed, "--user", "ana")
    move(clerk, routed, "route", "--station", "desarrollo-urbano")
    before = clerk.does("case", "show", routed)["station_due"]
    assert move(clerk, routed, "extend") == "EN_TRAMITE"
    assert clerk.does("case", "show", routed)["station_due"] > before
    clerk.is_refused("illegal_move", "case", "extend", routed, "--user", "ana")
