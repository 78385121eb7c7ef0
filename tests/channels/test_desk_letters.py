"""The room of letters without any script: who prepares, who approves, and what is never shown."""

import logging

import pytest
from flask import Flask

from config.house import House
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterKind, LetterState, LetterStep
from core.model.user import Role
from tests.channels.desk_strangers import the_keeper_sees_nothing
from tests.clerks import Clerk, a_clerk, case_page, controls_of, without_marks, words
from tests.core.mail import CLERK, a_letter, an_addressee, stands
from tests.core.stories import PISAC, a_case, case_of
from tests.houses import act

ROOM = "/ventanilla/cartas"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
KEY, OTHER_KEY = "1" * 32, "2" * 32
BASIS = "TUO LPAG art. 136"


def page_of(letter: Letter) -> str:
    return f"{ROOM}/{letter.id.code}"


def approve(person: Clerk, letter: Letter, **fields: str) -> int:
    return person.send(f"{page_of(letter)}/aprobar", has_read="si", **fields).status_code


def test_an_empty_room_says_so(clerk: Clerk) -> None:
    page = clerk.get(ROOM)
    assert page.status_code == 200
    assert "Ninguna carta espera aprobación" in words(page.text)
    assert "No hay cartas en cola" in words(page.text)
    assert "Cartas (" not in words(page.text)


def test_a_legal_letter_waits_and_everyone_sees_how_many(clerk: Clerk, draft: Letter) -> None:
    assert draft.state is LetterState.DRAFT
    assert "Cartas (1 por aprobar" in words(clerk.get("/ventanilla/").text)
    page = clerk.get(page_of(draft))
    assert "Espera que la apruebe" in words(page.text)
    assert "/aprobar" not in page.text


def test_who_does_not_lead_the_office_approves_nothing(
    house: House, clerk: Clerk, draft: Letter
) -> None:
    assert clerk.get(f"{page_of(draft)}/aprobar").status_code == 403
    fields = {"key": KEY, "basis": BASIS, "proof": "0" * 64, "has_read": "si"}
    assert clerk.post(f"{page_of(draft)}/aprobar", **fields).status_code == 403
    assert stands(house, draft).state is LetterState.DRAFT


def test_whoever_approves_reads_it_first_and_answers_by_name(
    house: House, leader: Clerk, draft: Letter
) -> None:
    page = leader.get(f"{page_of(draft)}/aprobar")
    assert f'src="{page_of(draft)}/prueba" sandbox' in page.text
    assert "La preparó Julia Condori" in words(page.text)
    assert "respondo por ella: Nora Vega" in words(page.text)
    assert "TUO LPAG art. 136" in page.text
    assert approve(leader, draft) == 303
    after = stands(house, draft)
    assert (after.state, after.approved_by) == (LetterState.QUEUED, f"user:{leader.user}")
    assert "TUO LPAG art. 136" in after.basis
    assert "Se aprobó : TUO LPAG art. 136" in words(leader.get(page_of(draft)).text)


def test_who_has_not_said_that_they_read_it_is_asked_to(
    house: House, leader: Clerk, draft: Letter
) -> None:
    path = f"{page_of(draft)}/aprobar"
    for fields in ({}, {"has_read": "no"}, {"has_read": "si", "basis": " "}):
        answer = leader.send(path, **fields)
        assert answer.status_code == 422
        assert "Hay algo que corregir" in words(answer.text)
    assert stands(house, draft).state is LetterState.DRAFT


def test_what_changed_since_it_was_read_is_read_again(
    house: House, leader: Clerk, draft: Letter
) -> None:
    path = f"{page_of(draft)}/aprobar"
    read = controls_of(leader.get(path).text)
    moved = case_of(house, CaseNumber(draft.number))
    house.moving.cure(moved.number, act())
    house.moving.observe(moved.number, act(), reasons=("firma-solicitud",), note="La hoja dos.")
    answer = leader.post(path, **read, has_read="si")
    assert answer.status_code == 409
    assert stands(house, draft).state is LetterState.DRAFT
    fresh = controls_of(answer.text)
    assert fresh["proof"] != read["proof"]
    assert "has_read" not in fresh
    assert leader.post(path, **fresh, has_read="si").status_code == 303


def test_an_approval_pressed_twice_is_one(house: House, leader: Clerk, draft: Letter) -> None:
    path = f"{page_of(draft)}/aprobar"
    form = {**controls_of(leader.get(path).text), "has_read": "si"}
    assert [leader.post(path, **form).status_code for _ in range(2)] == [303, 303]
    taken = [one.step for one in house.shelf.letters.steps(draft.id)]
    assert taken == [LetterStep.APPROVE]
    assert leader.get(path).status_code == 409


def test_the_proof_is_a_page_apart_where_no_script_runs(
    house: House, clerk: Clerk, draft: Letter
) -> None:
    answer = clerk.get(f"{page_of(draft)}/prueba")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text
    assert "Cuyo Grande" in words(answer.text)
    looked = house.shelf.case_log.spoken(CaseNumber(draft.number), limit=5)
    assert {one.by for one in looked} == {f"user:{clerk.user}"}


def test_a_letter_to_a_hostile_name_is_shown_as_text(house: House, clerk: Clerk) -> None:
    name = "Rosa <img src=x onerror=alert(2)>"
    letter = a_letter(house, number=a_case(house, applicant=an_addressee(house, name)).digits)
    for path in (page_of(letter), f"{page_of(letter)}/prueba"):
        page = clerk.get(path).text
        assert "<img src=x" not in page, path
        assert "Rosa &lt;img" in page, path


def test_a_letter_is_called_back_until_a_run_has_it(house: House, clerk: Clerk) -> None:
    letter = a_letter(house)
    assert clerk.send(f"{page_of(letter)}").status_code == 405
    assert clerk.post(f"{page_of(letter)}/anular", key=KEY).status_code == 303
    assert clerk.post(f"{page_of(letter)}/anular", key=KEY).status_code == 303
    assert stands(house, letter).state is LetterState.CANCELLED
    bound = a_letter(house)
    house.post.runs.close(PISAC, CLERK)
    late = clerk.post(f"{page_of(bound)}/anular", key=OTHER_KEY)
    assert late.status_code == 409
    assert stands(house, bound).state is LetterState.IN_RUN


@pytest.mark.parametrize("act_on", ["anular", "paso", "devuelta", "entregada", "otra-vez"])
@pytest.mark.parametrize("key", [None, "", "short", "Z" * 32])
def test_no_form_without_its_own_key_does_anything(
    house: House, clerk: Clerk, act_on: str, key: str | None
) -> None:
    letter = a_letter(house)
    fields = {} if key is None else {"key": key}
    path = f"{page_of(letter)}/{act_on}"
    sent = {"step": "envelope", "reason": "ausente", "why": "se perdió", **fields}
    assert clerk.post(path, on="2026-11-20", at="10:30", **sent).status_code == 422
    assert stands(house, letter) == letter


def test_an_auditor_reads_and_moves_nothing(house: House, desk_app: Flask, draft: Letter) -> None:
    auditor = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", role=Role.AUDITOR)
    for path in (ROOM, page_of(draft), f"{page_of(draft)}/prueba"):
        page = auditor.get(path)
        assert page.status_code == 200, path
        assert "<main" not in page.text or 'method="post"' not in page.text.split("<main")[1]
    for path in ("anular", "paso", "aprobar", "otra-vez"):
        assert auditor.post(f"{page_of(draft)}/{path}", key=KEY).status_code == 403
    assert stands(house, draft).state is LetterState.DRAFT


def test_who_keeps_the_house_reads_no_letter(house: House, desk_app: Flask, draft: Letter) -> None:
    pages = (ROOM, page_of(draft), f"{page_of(draft)}/prueba", f"{ROOM}/escanear")
    the_keeper_sees_nothing(house, desk_app, pages, named="Cartas")


def test_a_letter_of_another_institution_is_as_unknown_as_none(
    house: House, desk_app: Flask, draft: Letter
) -> None:
    stranger = a_clerk(
        house,
        desk_app.test_client(),
        name="Hugo Ríos",
        institution="PE/muni-calca",
        role=Role.SUPERVISOR,
    )
    nobody = "F8QY40YGE2"
    assert draft.id.grouped not in stranger.get(ROOM).text
    assert "Cartas (" not in words(stranger.get(ROOM).text)
    for path in ("", "/prueba", "/aprobar"):
        there, nowhere = (stranger.get(f"{ROOM}/{one}{path}") for one in (draft.id.code, nobody))
        assert there.status_code == nowhere.status_code == 404, path
        assert without_marks(there.text) == without_marks(nowhere.text), path
    for path in ("aprobar", "anular", "paso", "devuelta", "entregada", "otra-vez"):
        sent = {"key": KEY, "step": "envelope", "reason": "ausente", "why": "se perdió"}
        there, nowhere = (
            stranger.post(f"{ROOM}/{one}/{path}", **sent) for one in (draft.id.code, nobody)
        )
        assert there.status_code == nowhere.status_code == 404, path
        assert without_marks(there.text) == without_marks(nowhere.text), path
    assert stands(house, draft).state is LetterState.DRAFT


@pytest.mark.parametrize("name", ["x", "5" * 10, "..%2f..%2fkeys", "🙂", "F8QY40YGE3", "a" * 3000])
def test_an_address_that_names_no_letter_is_not_there(clerk: Clerk, name: str) -> None:
    for path in ("", "/prueba"):
        assert clerk.get(f"{ROOM}/{name}{path}").status_code == 404


def test_neither_name_nor_address_is_in_logs_or_addresses(
    clerk: Clerk, draft: Letter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for path in (ROOM, page_of(draft), f"{page_of(draft)}/prueba"):
        clerk.get(path)
    done = clerk.post(f"{page_of(draft)}/anular", key=KEY)
    told = caplog.text + done.location
    for secret in ("Rosa", "Mamani", "Cuyo"):
        assert secret not in told


def test_the_room_is_light(house: House, clerk: Clerk, observed: CaseNumber) -> None:
    for each in range(60):
        said = {"answer": f"Respuesta {each}"}
        a_letter(house, number=observed.digits, wish=f"many:{each}", said=said)
        kind = LetterKind.OBSERVATION
        a_letter(house, number=observed.digits, wish=f"legal:{each}", kind=kind)
    letter = house.shelf.letters.of_case(observed.digits)[0]
    packed = {"Accept-Encoding": "gzip"}
    here = case_page(observed)
    for path in (
        ROOM,
        page_of(letter),
        f"{ROOM}/escanear",
        f"{here}/carta",
        f"{here}/carta/oral_answer",
        f"{here}/carta/observation",
    ):
        assert len(clerk.client.get(path, headers=packed).data) <= 8_000, path
