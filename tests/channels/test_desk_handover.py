"""Letters in the bag of a unit: each handed over once, with what the law has written down."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from config.house import House
from config.web import create_app
from core.letter_handover import DELIVERED, TRIED
from core.letter_hands import Hand
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterKind, LetterState, LetterStep, ReturnReason
from core.model.user import Role
from core.visit_events import NewVisit
from tests.channels.units.crews import a_manned_unit, a_sailor
from tests.channels.units.exchanges import Between
from tests.clerks import Clerk, swift_staffing, words
from tests.core.mail import CARGO, CLERK, a_letter, an_addressee, approval, stands
from tests.core.stories import PISAC, PISAC_DISTRICT, a_case, on_day
from tests.houses import TODAY, act

STOP, LATER = "5" * 32, "6" * 32
BAG = "/ventanilla/bolsa"
DRAWN = "10,10 20,40 60,80;90,20 120,150 200,40"


@pytest.fixture
def line(house: House, tmp_path: Path) -> Iterator[Between]:
    """Send a unit out, with a stop today and another one in two weeks."""
    for stop, on in ((STOP, TODAY), (LATER, TODAY + timedelta(days=14))):
        house.visiting.plan(a_stop(stop, on), act())
    line = a_manned_unit(house, tmp_path / "boat")
    yield line
    line.unit.close()


def a_stop(name: str, on: date) -> NewVisit:
    return NewVisit(
        id=name,
        district=PISAC_DISTRICT,
        place="Tambo de Pisac",
        short_place="Pisac",
        on=on,
        services=("status",),
        unit="boat-1",
    )


@pytest.fixture
def boatman(line: Between) -> Clerk:
    return a_sailor(line.unit, create_app(line.unit).test_client())


def on_board(house: House, kind: LetterKind = LetterKind.STATUS) -> Letter:
    """Put a letter on paper and into the bag of today's stop."""
    number = a_case(house, applicant=an_addressee(house))
    house.moving.route(number, act(), station="licencias")
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    letter = a_letter(house, kind=kind, number=number.digits, unit_visit=STOP)
    return boarded(house, letter)


def boarded(house: House, letter: Letter) -> Letter:
    """Approve a letter if it acts in law, put it on paper and on board."""
    if letter.kind.is_legal:
        name, role = f"jefa {letter.id.code}", Role.SUPERVISOR
        chief = swift_staffing(house).add(name, institution=PISAC, role=role, act=act()).user
        hand = Hand(by=f"user:{chief}", via="desk", institution=PISAC)
        house.post.mailing.approve(letter.id.code, approval(), hand)
    run = house.post.runs.close(PISAC, CLERK)
    house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="0" * 64)
    house.post.runs.printed(run.id, CLERK)
    house.post.mailing.scan(letter.id.code, LetterStep.BOARD, CLERK)
    return stands(house, letter)


def page_of(letter: Letter) -> str:
    return f"{BAG}/{letter.id.code}"


def told(house: House, letter: Letter, kind: str) -> list[dict[str, object]]:
    events = house.shelf.case_log.events(CaseNumber(letter.number))
    return [dict(one.draft.data) for one in events if one.draft.kind == kind]


def test_a_letter_handed_over_moves_on_at_the_office_and_keeps_the_signature_in_the_vault(
    house: House, line: Between, boatman: Clerk, clerk: Clerk
) -> None:
    letter = on_board(house, LetterKind.NOTIFICATION)
    assert clerk.get(BAG).status_code == 422  # the office has no bag of its own
    line.all()
    assert line.unit.shelf.visits.get(STOP) == house.shelf.visits.get(STOP)
    assert letter.id.grouped in words(boatman.get(BAG).text)
    assert "Rosa Mamani Quispe" in words(boatman.get(BAG).text)
    opened = boatman.get(f"{BAG}?carta={letter.id.grouped.lower()}")
    assert opened.location.endswith(page_of(letter))
    assert boatman.get(f"{BAG}?carta=AAAAA-AAAAA").status_code == 404
    done = handed(boatman, letter, signed="pantalla", signature=DRAWN)
    assert done.status_code == 303, words(done.text)
    assert "quedó entregada" in words(boatman.get(done.location).text)
    assert letter.id.grouped not in words(boatman.get(BAG).text)
    journal = [str(one) for one in told(line.unit, letter, DELIVERED)]
    assert len(journal) == 1
    assert DRAWN not in journal[0]
    assert stands(house, letter).state is LetterState.ON_BOARD
    line.all()
    assert stands(house, letter).state is LetterState.DELIVERED
    seen = clerk.get(f"/ventanilla/cartas/{letter.id.code}")
    assert "M10 10L20 40L60 80 M90 20L120 150L200 40" in seen.text
    assert "Firmó en esta pantalla" in words(seen.text)
    assert "case_notified" in seen.text
    assert "dos veces" not in words(seen.text)
    (event,) = [
        one
        for one in house.shelf.case_log.events(CaseNumber(letter.number))
        if one.draft.kind == DELIVERED
    ]
    assert (event.draft.effective_on, event.draft.data["visit"]) == (TODAY, STOP)


def key_in(page: str) -> str:
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert key is not None
    return key[1]


def handed(clerk: Clerk, letter: Letter, **fields: object) -> TestResponse:
    """Send the form of a letter as its page gave it, with what is told here."""
    told = {
        "key": key_in(clerk.get(page_of(letter)).text),
        "on": TODAY.isoformat(),
        "at": "10:30",
        "receiver": "titular",
        "where": "mostrador",
        "signed": "papel",
        **fields,
    }
    return clerk.post(f"{page_of(letter)}/entrega", **told)


def absent(clerk: Clerk, letter: Letter, day: date, **fields: object) -> TestResponse:
    """Say that nobody was there."""
    told = {
        "key": key_in(clerk.get(page_of(letter)).text),
        "absent_on": day.isoformat(),
        "absent_at": "11:00",
        **fields,
    }
    return clerk.post(f"{page_of(letter)}/ausente", **told)


BROTHER = {"receiver": "familiar_adulto", "received_by": "Juan Mamani", "document": "10117410"}
AT_HOME = {**BROTHER, "shown": "dni", "where": "domicilio"}
# What is told wrongly, the field at which the page says so, and how it begins.
WRONG: list[tuple[dict[str, str], str, str]] = [
    ({**BROTHER, "shown": "dni"}, "", "Esa persona no puede recibir"),
    ({"receiver": "representante"}, "received_by", "Falta"),
    ({"signed": "pantalla"}, "signature", "Falta"),
    ({"signed": "pantalla", "signature": "900,1 2,3 4,5 6,7"}, "", "La firma en la pantalla"),
    ({"on": (TODAY + timedelta(days=1)).isoformat()}, "on", "fecha"),
    ({**AT_HOME, "shown": "ninguno"}, "document", "documento"),
    ({"at": "a las diez"}, "at", "10:30"),
    ({"receiver": "vecino"}, "receiver", ""),
]


def test_a_letter_of_law_goes_once_into_the_hands_that_the_law_names(
    house: House, line: Between, boatman: Clerk
) -> None:
    at_home, refused = (on_board(house, LetterKind.NOTIFICATION) for _ in range(2))
    line.all()
    for fields, field, why in WRONG:
        done = handed(boatman, at_home, **fields)
        assert (done.status_code, why in words(done.text)) == (422, True), fields
        assert not field or f'href="#{field}"' in done.text
    assert told(line.unit, at_home, DELIVERED) == []
    same = {**AT_HOME, "key": key_in(boatman.get(page_of(at_home)).text)}
    for _ in range(2):
        sent = {"on": TODAY.isoformat(), "at": "10:30", "signed": "huella", **same}
        assert boatman.post(f"{page_of(at_home)}/entrega", **sent).status_code == 303
    no = {"signed": "se_nego", "features": "puerta azul, dos pisos", "where": "domicilio"}
    assert handed(boatman, refused, **no).status_code == 303
    (one,), (other,) = (told(line.unit, each, DELIVERED) for each in (at_home, refused))
    assert (one["by_another"], one["shown"]) == (True, "dni")
    assert (other["refused"], other["signed"]) == (True, "se_nego")
    everything = "".join(str(each) for each in (one, other))
    assert not any(name in everything for name in ("Juan", "10117410", "azul"))
    assert boatman.get(page_of(at_home)).status_code == 404


def test_nobody_there_leaves_a_notice_and_only_the_announced_day_the_letter(
    house: House, line: Between, boatman: Clerk
) -> None:
    letter = on_board(house, LetterKind.NOTIFICATION)
    line.all()
    page = boatman.get(page_of(letter)).text
    assert (TODAY + timedelta(days=14)).isoformat() in page  # the unit's next stop there
    early = {"under_door": "true", "door_features": "puerta azul"}
    assert absent(boatman, letter, TODAY, **early).status_code == 422
    assert absent(boatman, letter, TODAY).status_code == 422
    second = TODAY + timedelta(days=14)
    for wrong in (TODAY, TODAY + timedelta(days=91)):
        assert absent(boatman, letter, TODAY, next_on=wrong.isoformat()).status_code == 422
    assert absent(boatman, letter, TODAY, next_on=second.isoformat()).status_code == 303
    assert f"1 visita sin encontrar a nadie. Se avisó otra visita para el {second:%d/%m/%Y}" in (
        words(boatman.get(BAG).text)
    )
    assert told(line.unit, letter, TRIED)[0]["attempt"] == 1
    for each in (house, line.unit):
        on_day(each, second)
    boatman = a_sailor(line.unit, boatman.client)
    assert absent(boatman, letter, second, **early).status_code == 303
    line.all()
    (left,) = told(house, letter, DELIVERED)
    assert left["under_door"] is True
    assert stands(house, letter).state is LetterState.DELIVERED
    assert house.shelf.visits.get(STOP).bag == ()  # type: ignore[union-attr] # a stop that is there


def test_what_happened_elsewhere_meanwhile_is_kept_and_shown_and_no_letter_needs_a_case(
    house: House, line: Between, boatman: Clerk, clerk: Clerk
) -> None:
    by_post, came_back, erased = (on_board(house) for _ in range(3))
    visit = a_letter(house, kind=LetterKind.VISIT, person=an_addressee(house), unit_visit=STOP)
    about_none = boarded(house, visit)
    house.people.erase(erased.person, act(), ground="pedido_del_titular")
    line.all()
    house.post.returns.deliver(by_post.id.code, CARGO, CLERK)
    house.post.returns.take_back(came_back.id.code, ReturnReason.ABSENT, CLERK)
    for letter in (by_post, came_back):
        assert handed(boatman, letter).status_code == 303
    line.all()
    assert len(told(house, by_post, DELIVERED)) == 2
    assert stands(house, by_post).state is LetterState.DELIVERED
    assert "Consta entregada dos veces" in words(clerk.get(office_page(by_post)).text)
    assert stands(house, came_back).state is LetterState.RETURNED
    assert "Una unidad la dio por entregada" in words(clerk.get(office_page(came_back)).text)
    assert "Vea el sobre" in words(boatman.get(BAG).text)
    assert handed(boatman, about_none).status_code == 303
    left = absent(boatman, erased, TODAY, under_door="true", door_features="puerta azul")
    assert left.status_code == 303
    line.all()
    for letter in (about_none, erased):
        assert stands(house, letter).state is LetterState.DELIVERED
    (event,) = told(house, erased, DELIVERED)
    assert (event["under_door"], "sealed" in event) == (True, False)


def office_page(letter: Letter) -> str:
    return f"/ventanilla/cartas/{letter.id.code}"
