"""The counter takes papers and photos, and says how many of them are here."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from channels.desk.papers_room import FIELDS, MOST_BYTES
from config.house import House
from config.papers import box_of, papers_of
from config.web import create_app
from core.model.case_number import CaseNumber
from core.model.exchange_session import ExchangeSession
from core.model.paper import Answering, answered_by
from core.model.paper import papers_of as papers_in
from tests.channels.units.crews import a_manned_unit, a_sailor
from tests.channels.units.exchanges import BOAT
from tests.channels.units.paper_lines import a_boat
from tests.clerks import Clerk, a_clerk, case_page, words
from tests.core.stories import PISAC, a_case, case_of
from tests.handed_papers import a_pdf, a_photo
from tests.houses import TODAY, act


def room(number: CaseNumber) -> str:
    return f"{case_page(number)}/papeles"


def handed_in(
    clerk: Clerk, number: CaseNumber, *files: bytes, field: str = "papers", **typed: str
) -> TestResponse:
    """Send the form as a browser does; a field left empty goes along without a name."""
    typed = {"csrf_token": clerk.mark, "key": "a" * 32, "answers": "nothing"} | typed
    sent: list[tuple[str, str | FileStorage]] = [*typed.items()]
    sent += [(one, FileStorage(filename="")) for one in FIELDS if one != field or not files]
    sent += [
        (field, FileStorage(BytesIO(content), f"Rosa {at}.jpg")) for at, content in enumerate(files)
    ]
    boundary, written = encode_multipart(MultiDict(sent))
    kind = f'multipart/form-data; boundary="{boundary}"'
    return clerk.client.post(room(number), data=written, content_type=kind)


def test_papers_and_a_photo_are_taken_in_and_the_case_tells_of_them(
    number: CaseNumber, clerk: Clerk
) -> None:
    assert "Recibir papeles" in words(clerk.get(case_page(number)).text)
    page = clerk.get(room(number)).text
    assert "Nadie entregó papeles todavía." in words(page)
    assert 'type="file" multiple accept="application/pdf,image/jpeg,image/png"' in page
    assert 'capture="environment"' in page
    # The same form twice takes them in once.
    done, again = (handed_in(clerk, number, a_photo(), a_pdf(3)) for _ in range(2))
    assert (done.status_code, again.status_code) == (303, 303)
    handed_in(clerk, number, a_photo(200, 300), field="photo", key="b" * 32)
    page = clerk.get(done.location).text
    assert "Los papeles quedaron guardados." in words(page)
    assert "Están aquí los 3 papeles." in words(page)
    assert page.count(f"{room(number)}/") == 3
    assert "PDF, 3 páginas" in words(page)
    told = words(clerk.get(case_page(number)).text)
    assert "Están aquí los 3 papeles." in told
    assert "2 papeles entregados" in told
    assert "1 papel entregado" in told
    assert "Rosa 0.jpg" not in page + told


def test_one_of_three_that_is_not_here_is_told_on_the_page_of_its_case(
    house: House, number: CaseNumber, clerk: Clerk
) -> None:
    handed_in(clerk, number, a_pdf(), a_pdf(), a_pdf())
    event = house.shelf.case_log.events(number)[-1]
    away = papers_in(event)[1].sha256
    box_of(house).remove(away)
    assert "Llegaron 2 de 3 papeles." in words(clerk.get(case_page(number)).text)
    page = clerk.get(room(number)).text
    assert "todavía no está aquí" in words(page)
    assert away not in page
    assert clerk.get(f"{room(number)}/{away}").status_code == 404


def test_a_paper_is_shown_to_who_works_at_the_counter_and_runs_nothing(
    house: House, number: CaseNumber, clerk: Clerk
) -> None:
    handed_in(clerk, number, a_photo(), a_pdf())
    photo, document = papers_in(house.shelf.case_log.events(number)[-1])
    shown = clerk.get(f"{room(number)}/{photo.sha256}")
    assert shown.content_type == "image/jpeg"
    assert shown.data.startswith(b"\xff\xd8\xff")
    assert shown.headers["Content-Disposition"].startswith("inline")
    handed = clerk.get(f"{room(number)}/{document.sha256}")
    assert (handed.content_type, handed.data) == ("application/pdf", a_pdf())
    assert handed.headers["Content-Disposition"].startswith("attachment")
    for answer in (shown, handed):
        assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
        assert answer.headers["Cache-Control"] == "no-store"
    spoken = house.shelf.case_log.spoken(number, limit=9)
    assert [one.outcome for one in spoken].count("seen") >= 2


REFUSED: Sequence[tuple[Sequence[bytes], str]] = (
    ((), "No eligió ningún archivo."),
    ((b"",), "El archivo 1 está vacío."),
    ((a_pdf(), b"hola"), "El archivo 2 no es PDF, JPEG ni PNG."),
    ((a_photo()[:-900],), "El archivo 1 está dañado o incompleto."),
    ((a_pdf(more=b"/Encrypt 1 0 R"),), "El PDF 1 pide contraseña."),
    ((a_pdf(more=bytes(5_000_000)),), "El archivo 1 pesa más de 4 MB."),
    ((a_pdf(),) * 11, "Entregue hasta 10"),
)


def test_what_cannot_be_taken_is_said_in_words_and_nothing_is_kept(
    house: House, number: CaseNumber, clerk: Clerk
) -> None:
    before = case_of(house, number).events
    for files, said in REFUSED:
        answer = handed_in(clerk, number, *files)
        assert answer.status_code == 422, said
        assert said in words(answer.text)
    assert case_of(house, number).events == before
    assert not list((house.settings.var_folder / "papers").glob("*.sealed"))


def test_a_form_that_is_far_too_long_is_not_read(
    number: CaseNumber, clerk: Clerk, desk_app: Flask
) -> None:
    answer = handed_in(clerk, number, bytes(MOST_BYTES))
    assert answer.status_code == 413
    assert "más de 40 MB" in words(answer.text)
    nobody = Clerk(desk_app.test_client(), "", "")
    far_shorter = nobody.client.post(room(number), data=bytes(300_000))
    assert far_shorter.status_code in {400, 413}


def test_what_was_observed_is_offered_first_as_what_they_answer(
    house: House, observed: CaseNumber, clerk: Clerk
) -> None:
    page = clerk.get(room(observed)).text
    assert 'value="observation" checked' in page
    handed_in(clerk, observed, a_pdf(), answers="observation")
    assert answered_by(house.shelf.case_log.events(observed)[-1]) is Answering.OBSERVATION
    assert "1 papel entregado por lo observado" in words(clerk.get(case_page(observed)).text)


def test_papers_of_who_was_erased_are_told_to_be_gone(
    house: House, number: CaseNumber, desk_app: Flask, clerk: Clerk
) -> None:
    handed_in(clerk, number, a_pdf())
    with house.shelf.ledger.writing() as work:
        work.erase(case_of(house, number).applicant)
    other = a_clerk(house, desk_app.test_client(), name="Percy Luna")
    page = other.get(room(number)).text
    assert "Los papeles se borraron con los datos de la persona." in words(page)
    assert "multipart/form-data" not in page


def test_a_unit_tells_how_many_the_office_has_and_is_good_only_when_it_has_all(
    house: House, tmp_path: Path
) -> None:
    line = a_manned_unit(house, tmp_path / "boat")
    unit, number = line.unit, a_case(line.unit)
    boatman = a_sailor(unit, create_app(unit).test_client())
    assert handed_in(boatman, number, a_pdf(), a_pdf()).status_code == 303
    taken = unit.shelf.case_log.events(number)[-1].draft
    assert (taken.via, taken.presented_on, taken.received_on) == ("unit", TODAY, None)
    line.all()
    unit.shelf.exchange_log.note(
        ExchangeSession(origin=BOAT, at=unit.clock.now(), transport="http", bytes_down=1)
    )
    page = boatman.get(case_page(number)).text
    assert "Aquí: 2 de 2 papeles." in words(page)
    assert "En la sede: 0 de 2 papeles de esta unidad." in words(page)
    assert "2 papeles por enviar" in words(page)
    assert "unit-line no-print good" not in page
    boat = a_boat(line, number)
    boat.send()
    page = boatman.get(case_page(number)).text
    assert "En la sede: 2 de 2 papeles de esta unidad." in words(page)
    assert "unit-line no-print good" in page
    # Of what the office took in the unit has no bytes, and says no more than that.
    papers_of(house).hand_in(number, PISAC, (a_pdf(),), act=act())
    line.all()
    assert "Aquí: 2 de 3 papeles." in words(boatman.get(case_page(number)).text)
    unit.close()
