"""Before a run is closed, one letter of each kind is read as it would be printed."""

import re

from flask import Flask

from config.house import House
from core.mailing import Wanted
from core.model.citizen import Address
from core.model.letter import Letter, LetterKind, LetterState, ReturnReason
from core.model.place import Ubigeo, UbigeoSystem
from core.model.user import Role
from core.people import ContactDetails
from tests.clerks import Clerk, a_clerk, words
from tests.core.mail import CLERK, a_letter, an_addressee, stands
from tests.core.stories import PISAC, a_case
from tests.houses import act

ROOM = "/ventanilla/cartas"
SAMPLE = f"{ROOM}/muestra"
NAMES = ("Ana Ccori", "Beto Huaman", "Zoila Ñahui")
FRAME = re.compile(r'<iframe class="proof" src="([^"]+)" sandbox')


def sheet(house: House, person: str) -> Letter:
    kind = LetterKind.REQUIREMENTS
    wanted = Wanted(kind=kind, wish=f"to:{person}", person=person, subject="PE/domicilio")
    return house.post.mailing.queue(wanted, CLERK)


def test_an_empty_queue_has_no_sample(clerk: Clerk) -> None:
    page = clerk.get(SAMPLE)
    assert page.status_code == 200
    assert "No hay cartas en cola" in words(page.text)
    assert SAMPLE not in clerk.get(ROOM).text
    assert 'action="/ventanilla/cartas/tirajes"' not in page.text


def test_the_sample_shows_the_first_letter_of_each_kind_as_it_would_be_printed(
    house: House, clerk: Clerk
) -> None:
    rosa = an_addressee(house)
    status = a_letter(house, number=a_case(house, applicant=rosa).digits)
    sheets = [sheet(house, an_addressee(house, name)) for name in NAMES]
    assert SAMPLE in clerk.get(ROOM).text
    page = clerk.get(SAMPLE)
    first = min(sheets, key=lambda one: (one.since, one.id.code))
    frames = [f"{ROOM}/{one.id.code}/prueba" for one in (first, status)]
    assert FRAME.findall(page.text) == frames
    assert "3 cartas en cola" in words(page.text)
    assert "1 carta en cola" in words(page.text)
    for address in frames:
        proof = clerk.get(address)
        assert proof.status_code == 200
        assert any(name in words(proof.text) for name in (*NAMES, "Rosa Mamani Quispe"))


def test_the_run_is_closed_from_its_sample(house: House, clerk: Clerk) -> None:
    letter = a_letter(house)
    form = re.search(r'name="key" value="([0-9a-f]{32})"', clerk.get(SAMPLE).text)
    assert form is not None
    assert clerk.post(f"{ROOM}/tirajes", key=form[1]).status_code == 303
    assert stands(house, letter).state is LetterState.IN_RUN


def test_what_the_run_would_set_aside_is_told_before_it_is_closed(
    house: House, clerk: Clerk
) -> None:
    rosa = an_addressee(house)
    sent = a_letter(house, number=a_case(house, applicant=rosa).digits)
    run = house.post.runs.close(PISAC, CLERK)
    house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="f" * 64)
    house.post.runs.printed(run.id, CLERK)
    waiting = sheet(house, rosa)
    house.post.returns.take_back(sent.id.code, ReturnReason.MOVED, CLERK)
    page = clerk.get(SAMPLE)
    assert "Quedaría apartada" in words(page.text)
    assert FRAME.search(page.text) is None
    home = Address(recipient="Rosa", district=Ubigeo(UbigeoSystem.INEI, "080405"), lines=("Sol 1",))
    house.people.correct(rosa, ContactDetails(address=home), act())
    assert FRAME.findall(clerk.get(SAMPLE).text) == [f"{ROOM}/{waiting.id.code}/prueba"]


def test_an_auditor_reads_the_sample_and_closes_nothing(house: House, desk_app: Flask) -> None:
    auditor = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", role=Role.AUDITOR)
    a_letter(house)
    page = auditor.get(SAMPLE)
    assert FRAME.search(page.text) is not None
    assert 'method="post"' not in page.text.split("<main")[1]


def test_a_sample_shows_nothing_of_another_institution(house: House, desk_app: Flask) -> None:
    letter = a_letter(house)
    stranger = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", institution="PE/muni-calca")
    page = stranger.get(SAMPLE)
    assert letter.id.code not in page.text
    assert "No hay cartas en cola" in words(page.text)
