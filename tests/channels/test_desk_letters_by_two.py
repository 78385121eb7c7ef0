"""Two people at one letter: who prepares it does not approve it, and who asks second joins in."""

from flask import Flask

from config.house import House
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterState
from core.model.user import Role
from tests.clerks import Clerk, a_clerk, case_page, words
from tests.core.mail import stands

ROOM = "/ventanilla/cartas"
KEY, OTHER_KEY = "1" * 32, "2" * 32
OWN = "Quien preparó la carta no la aprueba."


def prepared(house: House, by: Clerk, observed: CaseNumber) -> Letter:
    done = by.send(f"{case_page(observed)}/carta/observation", said_authority="Nélida Huamán")
    assert done.status_code == 303
    (letter,) = house.shelf.letters.of_case(observed.digits)
    return letter


def test_who_prepared_a_letter_is_offered_no_approval_but_told_who_may(
    house: House, desk_app: Flask, leader: Clerk, observed: CaseNumber
) -> None:
    page = f"{ROOM}/{prepared(house, leader, observed).id.code}"
    alone = leader.get(page)
    assert f"{page}/aprobar" not in alone.text
    assert "Usted la preparó. Espera que la apruebe otra persona." in words(alone.text)
    assert "En su entidad nadie más puede hacerlo todavía." in words(alone.text)
    a_clerk(house, desk_app.test_client(), name="Saúl Inca", role=Role.SUPERVISOR)
    told = words(leader.get(page).text)
    assert "Puede hacerlo: Saúl Inca." in told
    assert "Nora Vega;" not in told


def test_who_prepared_a_letter_approves_it_by_no_address(
    house: House, desk_app: Flask, leader: Clerk, observed: CaseNumber
) -> None:
    letter = prepared(house, leader, observed)
    path = f"{ROOM}/{letter.id.code}/aprobar"
    asked = leader.get(path)
    assert asked.status_code == 422
    assert OWN in words(asked.text)
    other = a_clerk(house, desk_app.test_client(), name="Saúl Inca", role=Role.SUPERVISOR)
    fields = {"key": KEY, "basis": "TUO LPAG art. 136", "has_read": "si"}
    refused = leader.post(path, proof="0" * 64, **fields)
    assert (refused.status_code, OWN in words(refused.text)) == (422, True)
    assert stands(house, letter).state is LetterState.DRAFT
    assert other.send(path, has_read="si").status_code == 303
    assert stands(house, letter).approved_by == f"user:{other.user}"


def test_a_clerk_sees_by_name_who_may_approve(
    house: House, clerk: Clerk, leader: Clerk, draft: Letter
) -> None:
    assert leader.user
    told = words(clerk.get(f"{ROOM}/{draft.id.code}").text)
    assert "Puede hacerlo: Nora Vega." in told
    assert "Leer y aprobar" in words(leader.get(f"{ROOM}/{draft.id.code}").text)
    assert house.shelf.letters.steps(draft.id) == ()


def test_who_asks_for_a_letter_that_waits_is_led_to_it(
    house: House, clerk: Clerk, other: Clerk, addressed: CaseNumber
) -> None:
    path = f"{case_page(addressed)}/carta/status"
    first, second = clerk.post(path, key=KEY), other.post(path, key=OTHER_KEY)
    assert second.location.partition("?")[0] == first.location.partition("?")[0]
    told = words(other.get(second.location).text)
    assert "Esta misma carta ya esperaba en la cola." in told
    assert len(house.shelf.letters.of_case(addressed.digits)) == 1
    assert other.post(path, key=OTHER_KEY).location == second.location
