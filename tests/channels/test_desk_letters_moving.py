"""What becomes of a letter outside, told at the desk: handed on, returned, delivered, made anew."""

from datetime import timedelta

import pytest

from config.house import House
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterState, ReturnReason
from core.visiting import NewVisit
from tests.clerks import Clerk, case_page, words
from tests.core.mail import CLERK, a_letter, an_addressee, events_of, stands
from tests.core.stories import PISAC, PISAC_DISTRICT, a_case
from tests.houses import TODAY, act

ROOM = "/ventanilla/cartas"
KEY = "1" * 32
CARGO = {"key": KEY, "on": TODAY.isoformat(), "at": "10:30"}


def page_of(letter: Letter) -> str:
    return f"{ROOM}/{letter.id.code}"


@pytest.fixture
def printed(house: House) -> Letter:
    """Put a letter on paper."""
    letter = a_letter(house)
    in_print(house)
    return stands(house, letter)


def in_print(house: House) -> str:
    """Close a run and say that it lies on paper."""
    run = house.post.runs.close(PISAC, CLERK)
    house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="0" * 64)
    house.post.runs.printed(run.id, CLERK)
    return run.id


def test_a_letter_is_handed_on_step_by_step(house: House, clerk: Clerk, printed: Letter) -> None:
    for step, state in (("envelope", LetterState.ENVELOPED), ("post", LetterState.AT_THE_POST)):
        done = clerk.post(f"{page_of(printed)}/paso", key=KEY, step=step)
        assert done.status_code == 303
        assert stands(house, printed).state is state
    page = words(clerk.get(page_of(printed)).text)
    assert page.index("Se entregó al correo") < page.index("Se ensobró") < page.index("Se preparó")
    assert "Julia Condori" in page


def test_the_same_step_again_changes_nothing_and_says_so(
    house: House, clerk: Clerk, printed: Letter
) -> None:
    path = f"{page_of(printed)}/paso"
    clerk.post(path, key=KEY, step="envelope")
    again = clerk.post(path, key=KEY, step="envelope")
    assert "Ya estaba así" in words(clerk.get(again.location).text)
    assert len(house.shelf.letters.steps(printed.id)) == 3  # batch, print, envelope


@pytest.mark.parametrize("step", ["approve", "return", "deliver", "nothing", "batch", ""])
def test_a_step_that_no_hand_takes_is_refused(
    house: House, clerk: Clerk, printed: Letter, step: str
) -> None:
    answer = clerk.post(f"{page_of(printed)}/paso", key=KEY, step=step)
    assert answer.status_code in {409, 422}
    assert stands(house, printed) == printed


def test_a_step_that_cannot_follow_says_where_the_letter_is(house: House, clerk: Clerk) -> None:
    letter = a_letter(house)
    answer = clerk.post(f"{page_of(letter)}/paso", key=KEY, step="post")
    assert answer.status_code == 409
    assert "La carta está así: En cola." in words(answer.text)


def test_a_returned_letter_tells_why_and_which_way_is_tried_next(
    house: House, clerk: Clerk, printed: Letter
) -> None:
    path = f"{page_of(printed)}/devuelta"
    assert clerk.post(path, key=KEY).status_code == 422
    assert clerk.post(path, key=KEY, reason="perdida").status_code == 422
    done = clerk.post(path, key=KEY, reason="se_mudo")
    page = words(clerk.get(done.location).text)
    assert "La devolución quedó registrada" in page
    assert "Se mudó. Vea en la oficina cómo ubicarla." in page
    after = stands(house, printed)
    assert (after.state, after.reason) == (LetterState.RETURNED, ReturnReason.MOVED)
    assert printed.id.grouped in words(clerk.get(ROOM).text)
    number = CaseNumber(printed.number)
    assert "Volvió una carta" in words(clerk.get(case_page(number)).text)
    assert "Por correo no se le puede escribir" in words(
        clerk.get(f"{case_page(number)}/carta").text
    )
    again = clerk.post(path, key=KEY, reason="ausente")
    assert "Ya estaba así" in words(clerk.get(again.location).text)
    assert stands(house, printed).reason is ReturnReason.MOVED


def test_a_delivery_files_what_the_acknowledgement_says(
    house: House, clerk: Clerk, printed: Letter
) -> None:
    form = {**CARGO, "received_by": "Ana Quispe", "relation": "hija", "document": "10117410"}
    done = clerk.post(f"{page_of(printed)}/entregada", **form)
    assert done.status_code == 303
    assert stands(house, printed).state is LetterState.DELIVERED
    (told,) = events_of(house, "letter_delivered")
    assert (told["on"], told["at"], told["by_another"]) == (TODAY.isoformat(), "10:30", True)
    assert "10117410" not in str(told)
    page = words(clerk.get(done.location).text)
    assert "El cargo quedó archivado" in page
    assert "regístrelo" not in page


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": ""}, "on"),
        ({"on": "ayer"}, "on"),
        ({"on": (TODAY + timedelta(days=1)).isoformat()}, "on"),
        ({"on": "2020-01-01"}, "on"),
        ({"at": "25:99"}, "at"),
        ({"at": ""}, "at"),
        ({"received_by": ""}, "received_by"),
        ({"relation": "hija"}, "document"),
        ({"relation": "hija", "document": "123"}, "document"),
        ({"is_refused": "true"}, "features"),
        ({"received_by": "x" * 201}, "received_by"),
    ],
)
def test_an_acknowledgement_that_lacks_something_is_not_filed(
    house: House, clerk: Clerk, printed: Letter, fields: dict[str, str], field: str
) -> None:
    form = {**CARGO, "received_by": "Ana Quispe", **fields}
    answer = clerk.post(f"{page_of(printed)}/entregada", **form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert stands(house, printed) == printed


def test_a_refusal_to_sign_is_filed_with_the_features_of_the_place(
    house: House, clerk: Clerk, printed: Letter
) -> None:
    form = {**CARGO, "is_refused": "true", "features": "puerta verde, dos pisos"}
    assert clerk.post(f"{page_of(printed)}/entregada", **form).status_code == 303
    (told,) = events_of(house, "letter_delivered")
    assert told["refused"] is True
    assert "puerta" not in str(told)


def test_a_delivered_notification_offers_the_move_and_makes_none(
    house: House, clerk: Clerk, leader: Clerk
) -> None:
    number = a_case(house, applicant=an_addressee(house))
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    path = f"{case_page(number)}/carta/notification"
    said = {
        "said_resolution_number": "041-2026-MDP",
        "said_resolution": "SE RESUELVE: dar el certificado.",
        "said_authority": "Nélida Huamán, gerente",
        "said_exhausts": "no",
    }
    assert clerk.post(path, key=KEY, **said).status_code == 303
    (letter,) = house.shelf.letters.of_case(number.digits)
    leader.send(f"{page_of(letter)}/aprobar", has_read="si")
    in_print(house)
    done = clerk.post(f"{page_of(letter)}/entregada", **CARGO, received_by="Rosa Mamani Quispe")
    page = clerk.get(done.location)
    assert f"{case_page(number)}/case_notified" in page.text
    assert "RESUELTO" in str(house.casework.file(number, PISAC).stands)


def test_a_letter_is_made_again_under_a_new_code_and_once(clerk: Clerk, printed: Letter) -> None:
    path = f"{page_of(printed)}/otra-vez"
    assert clerk.post(path, key=KEY, why=" ").status_code == 422
    first = clerk.post(path, key=KEY, why="se mojó en el camino")
    again = clerk.post(path, key=KEY, why="se mojó en el camino")
    assert first.location == again.location
    assert page_of(printed) not in first.location
    page = words(clerk.get(first.location).text)
    assert "se mojó en el camino" in page
    assert printed.id.code in page


def test_a_letter_in_the_queue_is_not_made_again(clerk: Clerk, house: House) -> None:
    letter = a_letter(house)
    answer = clerk.post(f"{page_of(letter)}/otra-vez", key=KEY, why="por si acaso")
    assert answer.status_code == 409


def planned(house: House) -> str:
    """Plan a stop of a unit in Pisac; tell its name."""
    stop = NewVisit(
        id="5" * 31 + "6",
        district=PISAC_DISTRICT,
        on=TODAY + timedelta(days=3),
        place="el local comunal de Amaru",
        short_place="Amaru",
    )
    house.visiting.plan(stop, act())
    return stop.id


def test_the_bag_of_a_stop_lists_whom_each_letter_is_for(house: House, clerk: Clerk) -> None:
    visit = planned(house)
    letter = a_letter(house, unit_visit=visit)
    page = clerk.get(f"{ROOM}/visitas/{visit}")
    assert "Rosa Mamani Quispe" in words(page.text)
    assert letter.id.grouped in words(page.text)
    assert f"{ROOM}/visitas/{visit}" in clerk.get(page_of(letter)).text
    assert clerk.get(f"{ROOM}/visitas/{'5' * 32}").status_code == 404


def test_who_lives_where_no_post_goes_is_written_to_by_the_unit(house: House, clerk: Clerk) -> None:
    number = a_case(house, applicant=an_addressee(house))
    visit, path = planned(house), f"{case_page(number)}/carta/status"
    assert f'value="{visit}"' in clerk.get(path).text
    done = clerk.post(path, key=KEY, by_unit=visit)
    assert done.status_code == 303
    (letter,) = house.shelf.letters.of_visit(visit, PISAC)
    assert f"{ROOM}/visitas/{visit}" in clerk.get(ROOM).text
    assert letter.state is LetterState.QUEUED
