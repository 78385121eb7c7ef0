"""Moving a case from the desk without any script: lawful forms, double presses, two officials."""

import re

from flask import Flask

from config.house import House
from core.model.case import Outcome
from core.model.state import State
from tests.clerks import Clerk, a_clerk, case_page, move_page, words
from tests.core.stories import a_case, case_of
from tests.core.verbs import REASONS
from tests.houses import TODAY, act

OFF_ROUTE = {"station": "licencias", "deviation": "otra"}


def test_a_case_goes_from_observation_to_delivery_by_forms_alone(
    house: House, clerk: Clerk
) -> None:
    number = a_case(house)
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        ("case_observed", {"reasons": REASONS[0], "note": "Traiga el original."}),
        ("case_cured", {}),
        ("case_routed", OFF_ROUTE),
        ("case_resolved", {"outcome": "favorable"}),
        ("case_notified", {}),
        ("case_delivered", {}),
    )
    for kind, told in steps:
        answer = clerk.send(move_page(number, kind), **told)
        assert answer.status_code == 303, (kind, words(answer.text))
        page = words(clerk.get(answer.location).text)
        assert "Quedó registrado" in page
    assert case_of(house, number).state is State.ENTREGADO
    story = words(clerk.get(case_page(number)).text)
    for sentence in (
        "Se observó",
        "Se subsanó",
        "Se derivó",
        "favorable",
        "Se notificó",
        "Se entregó",
    ):
        assert sentence in story
    assert story.count("Julia Condori") > len(steps)


def test_a_page_offers_only_what_the_law_allows(house: House, clerk: Clerk) -> None:
    number = a_case(house)
    page = clerk.get(case_page(number)).text
    offered = set(re.findall(rf"/expediente/{number}/(\w+)\"", page))
    assert offered >= {"case_observed", "case_routed", "case_resolved", "case_withdrawn"}
    assert not offered & {"case_cured", "case_notified", "case_delivered", "case_archived"}
    refused = clerk.get(move_page(number, "case_notified"))
    assert refused.status_code == 409
    assert "No se pudo" in words(refused.text)


def test_a_form_without_what_it_needs_says_so_and_keeps_what_was_typed(
    house: House, clerk: Clerk
) -> None:
    number = a_case(house)
    answer = clerk.send(move_page(number, "case_observed"), note="Traiga el plano.", days="x")
    assert answer.status_code == 422
    assert "Traiga el plano." in answer.text
    assert "Escriba un número entero." in words(answer.text)
    answer = clerk.send(move_page(number, "case_observed"), note="Traiga el plano.")
    assert answer.status_code == 422
    assert "Falta este dato." in words(answer.text)
    assert case_of(house, number).state is State.PRESENTADO


def test_the_same_form_sent_twice_acts_once_and_answers_the_same(
    house: House, clerk: Clerk
) -> None:
    number = a_case(house)
    form = {
        "key": "e" * 32,
        "seen": str(case_of(house, number).last),
        "on": TODAY.isoformat(),
        "outcome": "favorable",
    }
    first = clerk.post(move_page(number, "case_resolved"), **form)
    again = clerk.post(move_page(number, "case_resolved"), **form)
    assert (first.status_code, first.location) == (again.status_code, again.location)
    assert len(house.shelf.case_log.events(number)) == 2


def test_of_two_officials_the_second_is_shown_what_changed_and_loses_nothing(
    house: House, desk_app: Flask, clerk: Clerk
) -> None:
    number = a_case(house)
    other = a_clerk(house, desk_app.test_client(), name="Percy Luna")
    page = clerk.get(move_page(number, "case_observed"))
    seen = str(case_of(house, number).last)
    assert f'value="{seen}"' in page.text
    assert other.send(move_page(number, "case_routed"), **OFF_ROUTE).status_code == 303
    form = {"key": "f" * 32, "seen": seen, "on": TODAY.isoformat(), "reasons": REASONS[1]}
    answer = clerk.post(move_page(number, "case_observed"), note="Falta el plano.", **form)
    assert answer.status_code == 409
    said = words(answer.text)
    assert "El expediente cambió mientras usted escribía" in said
    assert "Percy Luna" in said
    assert "Falta el plano." in answer.text
    assert re.search(rf'value="{REASONS[1]}" checked', answer.text)
    # Sent again from the page that shows the change, it is done.
    hidden = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', answer.text))
    told = {**form, **hidden, "note": "Falta el plano."}
    assert clerk.post(move_page(number, "case_observed"), **told).status_code == 303
    assert case_of(house, number).state is State.REQUERIDO


def test_what_is_no_longer_lawful_is_kept_to_be_copied(house: House, clerk: Clerk) -> None:
    number = a_case(house)
    seen = str(case_of(house, number).last)
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    form = {"key": "f" * 32, "seen": seen, "on": TODAY.isoformat(), "reasons": REASONS[1]}
    answer = clerk.post(move_page(number, "case_observed"), note="Falta el plano.", **form)
    assert answer.status_code == 409
    assert "Ahora la ley ya no permite este paso" in words(answer.text)
    assert "Falta el plano." in answer.text


def test_the_pulse_is_silent_until_someone_changes_the_case(house: House, clerk: Clerk) -> None:
    number = a_case(house)
    pulse = f"{case_page(number)}/pulso/{case_of(house, number).last}"
    assert clerk.get(pulse).status_code == 204
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    assert "Otra persona cambió este expediente" in words(clerk.get(pulse).text)
