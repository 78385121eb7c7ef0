"""The verbs that move a case: what a clerk does is kept under their name, or refused."""

import pytest

from tests.config.clerk import Clerk
from tests.config.counter import OPEN, move


def test_a_case_goes_from_the_counter_to_the_citizens_hand(clerk: Clerk, number: str) -> None:
    assert move(clerk, number, "observe", "--reason", "firma-solicitud") == "OBSERVADO_MESA"
    assert move(clerk, number, "cure") == "PRESENTADO"
    assert move(clerk, number, "route", "--station", "licencias") == "EN_TRAMITE"
    assert move(clerk, number, "resolve", "--outcome", "favorable") == "RESUELTO"
    assert move(clerk, number, "notify") == "NOTIFICADO"
    assert move(clerk, number, "record", "--kind", "case_ready") == "LISTO_PARA_RECOJO"
    assert move(clerk, number, "deliver") == "ENTREGADO"
    shown = clerk.does("case", "show", number)
    assert shown["state"] == "ENTREGADO"
    assert shown["events"] == 8


def test_a_refused_request_may_be_appealed(clerk: Clerk, number: str) -> None:
    move(clerk, number, "resolve", "--outcome", "denegado")
    move(clerk, number, "notify")
    assert move(clerk, number, "appeal", "--reconsideration") == "IMPUGNADO"


def test_a_case_on_the_way_is_received_later(clerk: Clerk, user: str) -> None:
    number = clerk.does(*OPEN, "--on-the-way", "--user", user)["number"]
    assert clerk.does("case", "show", number)["received_on"] is None
    assert move(clerk, number, "receive") == "PRESENTADO"
    assert clerk.does("case", "show", number)["received_on"]


def test_a_case_is_joined_to_another(clerk: Clerk, number: str, user: str) -> None:
    other = clerk.does(*OPEN, "--user", user)["number"]
    assert move(clerk, number, "join", "--other", other) == "ACUMULADO"
    clerk.is_refused("number_incomplete", "case", "join", other, "--other", "12", "--user", user)


def test_showing_a_case_tells_what_the_law_allows_next(clerk: Clerk, number: str) -> None:
    shown = clerk.does("case", "show", number)
    assert "case_observed" in shown["moves"]
    assert "case_delivered" not in shown["moves"]
    assert shown["due"] is not None
    assert shown["basis"]


def test_for_a_person_a_case_is_shown_line_by_line(clerk: Clerk, number: str) -> None:
    assert f"number: {number}\n" in clerk.types("case", "show", number).out


def test_the_offices_own_number_finds_the_case(clerk: Clerk, user: str) -> None:
    number = clerk.does(*OPEN, "--alias", "EXP-2026-77", "--user", user)["number"]
    assert clerk.does("case", "show", number)["aliases"]


def test_an_illegal_move_is_refused_and_changes_nothing(clerk: Clerk, number: str) -> None:
    before = clerk.does("case", "show", number)
    clerk.is_refused("illegal_move", "case", "deliver", number, "--user", "ana")
    clerk.is_refused("illegal_move", "case", "cure", number, "--user", "ana")
    assert clerk.does("case", "show", number) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("observe", "{}", "--reason", "no-hay"), "reason_unknown"),
        (("route", "{}", "--station", "nada"), "office_unknown"),
        (("show", "1400004277"), "number_wrong_check"),
        (("show", "abc"), "number_missing"),
        (("cure", "1400004276"), "case_not_found"),
        (("show", "1400004276"), "case_not_found"),
    ],
)
def test_a_case_verb_says_what_is_wrong(
    clerk: Clerk, number: str, words: tuple[str, ...], code: str
) -> None:
    verb, said, *more = words
    who = () if verb == "show" else ("--user", "ana")
    clerk.is_refused(code, "case", verb, said.format(number), *more, *who)


@pytest.mark.parametrize("who", ["nadie", "", "an a", "'; DROP TABLE user; --"])
def test_who_is_not_known_does_nothing(clerk: Clerk, number: str, who: str) -> None:
    clerk.is_refused("user_unknown", "case", "cure", number, "--user", who)
    clerk.is_refused("user_unknown", *OPEN, "--user", who)


def test_who_does_it_must_be_said(clerk: Clerk, number: str) -> None:
    reply = clerk.types("case", "cure", number)
    assert reply.exit_code == 2
    assert "--user" in reply.err


@pytest.mark.parametrize(
    "day", ["ayer", "2026-02-31", "31/12/2025", "", "0026-11-20", "1899-12-31"]
)
def test_a_day_that_is_none_is_refused_before_anything_is_written(
    clerk: Clerk, number: str, day: str
) -> None:
    before = clerk.does("case", "show", number)
    for words in (("observe", number, "--reason", "firma-solicitud"), OPEN[1:]):
        reply = clerk.types("case", *words, "--user", "ana", "--on", day)
        assert reply.exit_code == 2
        assert "--on" in reply.err
    assert clerk.does("case", "show", number) == before


def test_a_day_that_has_not_come_is_refused(clerk: Clerk, number: str) -> None:
    on = ("--user", "ana", "--on", "2090-01-02")
    clerk.is_refused("date_out_of_order", "case", "cure", number, *on)
    clerk.is_refused("date_out_of_order", *OPEN, *on)
    clerk.is_refused("date_out_of_order", *OPEN, "--user", "ana", "--presented-on", "2090-01-02")


def test_nothing_happens_to_a_case_before_it_was_presented(clerk: Clerk, number: str) -> None:
    on = ("--user", "ana", "--on", "2020-01-02")
    observed = ("case", "observe", number, "--reason", "firma-solicitud")
    clerk.is_refused("date_out_of_order", *observed, *on)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--phone", "115"), "phone_short_code"),
        (("--phone", "+1 202 555 0143"), "phone_foreign"),
        (("--document", "123"), "identity_invalid"),
        (("--district", "San Juan"), "place_ambiguous"),
        (("--district", "Ningún Lugar"), "place_unknown"),
        (("--institution", "muni-nada"), "institution_unknown"),
        (("--procedure", "nada"), "procedure_unknown"),
        (("--received-on", "2020-01-01"), "date_out_of_order"),
        (("--name", "\udcff"), "text_not_understood"),
    ],
)
def test_a_request_that_cannot_be_taken_in_says_why(
    clerk: Clerk, user: str, more: tuple[str, ...], code: str
) -> None:
    clerk.is_refused(code, *OPEN, "--user", user, *more)


@pytest.mark.parametrize("name", ["", "   "])
def test_nobody_is_kept_without_a_name(clerk: Clerk, user: str, name: str) -> None:
    for words in (
        ("user", "add", name, "--institution", "muni-pisac"),
        (*OPEN, "--user", user, "--name", name),
    ):
        reply = clerk.types(*words)
        assert reply.exit_code == 2
        assert "está vacío" in reply.err
