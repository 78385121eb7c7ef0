"""The rooms of the desk without any script: search, intake, receipt and the page of a case."""

import re

import pytest
from flask import Flask

from config.house import House
from core.document_check import check_document
from core.model.case_number import CaseNumber
from core.model.citizen import Address
from core.model.place import Ubigeo, UbigeoSystem
from core.model.route import Deviation
from core.model.user import Role
from tests.clerks import Clerk, a_clerk, case_page, move_page, without_marks, words
from tests.core.asserted_rows import a_row
from tests.core.imports import take
from tests.core.rows import rows
from tests.core.stories import PISAC, a_case, a_citizen, case_of
from tests.core.verbs import REASONS
from tests.core.written import spoilt
from tests.houses import TODAY, act

WHO = {
    "name": "Rosa Mamani Quispe",
    "document": "10117410",
    "district": "Pisac (Calca, Cusco)",
    "phone": "984 123 456",
    "phone_use": "own",
    "notices": "yes",
    "address": "Comunidad de Ampay",
    "presented_on": TODAY.isoformat(),
}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_a_request_is_taken_in_and_the_receipt_bears_number_and_clave(
    house: House, clerk: Clerk
) -> None:
    answer = clerk.send("/ventanilla/nuevo/domicilio", **WHO)
    assert answer.status_code == 303, words(answer.text)
    receipt = clerk.get(answer.location)
    (row,) = rows(house, "case_file")
    case = case_of(house, CaseNumber(str(row["number"])))
    clave = house.opening.receipt(case).clave
    said = words(receipt.text)
    assert case.number.grouped in said
    assert f"{clave[:3]} {clave[3:]}" in said
    assert "Rosa Mamani Quispe" in said
    (opened,) = house.shelf.case_log.events(case.number)
    assert (opened.draft.actor, opened.draft.via) == (f"user:{clerk.user}", "desk")


def test_the_clave_is_shown_to_nobody_else_and_not_for_long(
    house: House, desk_app: Flask, clerk: Clerk
) -> None:
    number = CaseNumber(clerk.send("/ventanilla/nuevo/domicilio", **WHO).location.split("/")[-2])
    other = a_clerk(house, desk_app.test_client(), name="Percy Luna")
    seen = other.get(f"{case_page(number)}/cargo").text
    assert house.opening.receipt(case_of(house, number)).clave not in seen.replace(" ", "")
    assert "data-clave" not in seen
    given = other.post(f"{case_page(number)}/clave-nueva", key="d" * 32)
    assert given.status_code == 303
    assert "data-clave" in other.get(given.location).text
    assert case_of(house, number).issue.count == 2


@pytest.mark.parametrize("wanted", ["Rosa Mamani", "10117410", "984123456", "quispe"])
def test_a_search_with_one_answer_opens_it(house: House, clerk: Clerk, wanted: str) -> None:
    number = a_case(house, applicant=a_citizen(house, dni="10117410", phone="984123456"))
    a_case(house, applicant=a_citizen(house, "Percy Luna"))
    answer = clerk.post("/ventanilla/buscar", wanted=wanted)
    assert (answer.status_code, answer.location) == (303, case_page(number))


@pytest.mark.parametrize(
    ("wanted", "status"), [("x" * 5000, 422), ("", 422), ("🙂", 200), ("z", 200), (HOSTILE, 200)]
)
def test_a_search_that_finds_nothing_says_how_to_go_on(
    clerk: Clerk, wanted: str, status: int
) -> None:
    answer = clerk.post("/ventanilla/buscar", wanted=wanted)
    assert answer.status_code == status
    assert "Pruebe con el número de diez cifras" in words(answer.text)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("after", ["", "x", "2026-11-20_", "2026-99-99_1", "_" * 500, "🙂"])
def test_a_page_of_the_list_that_nobody_named_is_the_first(clerk: Clerk, after: str) -> None:
    first = without_marks(clerk.get("/ventanilla/").text)
    answer = clerk.client.get("/ventanilla/", query_string={"tras": after})
    assert (answer.status_code, without_marks(answer.text)) == (200, first)


def test_what_is_typed_into_any_field_is_shown_as_text_only(house: House, clerk: Clerk) -> None:
    hostile = dict.fromkeys(("name", "address", "reference", "locality", "delivery_point"), HOSTILE)
    answer = clerk.send("/ventanilla/nuevo/domicilio", **{**WHO, **hostile, "locality": "<b>x</b>"})
    assert answer.status_code == 303, words(answer.text)
    (row,) = rows(house, "case_file")
    number = CaseNumber(str(row["number"]))
    assert (
        clerk.send(move_page(number, "case_observed"), reasons=REASONS[0], note=HOSTILE).status_code
        == 303
    )
    pages = [
        clerk.get(case_page(number)).text,
        clerk.get(f"{case_page(number)}/cargo").text,
        clerk.get(move_page(number, "case_cured")).text,
        clerk.get("/ventanilla/").text,
        clerk.post("/ventanilla/buscar", wanted="script alert").text,
        clerk.send("/ventanilla/nuevo/domicilio", **{**WHO, **hostile, "document": "1"}).text,
    ]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in pages[0]


def test_a_look_at_a_case_is_kept_with_who_looked(house: House, clerk: Clerk) -> None:
    number = a_case(house)
    clerk.get(case_page(number))
    (look,) = house.shelf.case_log.spoken(number, limit=5)
    assert (look.channel, look.outcome, look.by) == ("desk", "seen", f"user:{clerk.user}")


def test_an_auditor_reads_and_moves_nothing(house: House, desk_app: Flask) -> None:
    number = a_case(house)
    auditor = a_clerk(house, desk_app.test_client(), name="Nora Vega", role=Role.AUDITOR)
    page = auditor.get(case_page(number))
    assert page.status_code == 200
    assert "Lo que la ley permite ahora" not in words(page.text)
    assert auditor.get(move_page(number, "case_resolved")).status_code == 403
    assert auditor.get("/ventanilla/nuevo").status_code == 403


def test_pages_and_assets_are_light(house: House, clerk: Clerk) -> None:
    number = a_case(house)
    for step in range(12):
        office = "licencias" if step % 2 else "mesa-de-partes"
        house.moving.route(number, act(), station=office, deviation=Deviation.OTRA)
    packed = {"Accept-Encoding": "gzip"}
    for path in ("/ventanilla/", case_page(number), "/ventanilla/nuevo/domicilio"):
        answer = clerk.client.get(path, headers=packed)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.data) <= 8_000, path
    page = clerk.get(case_page(number)).text
    assets = re.findall(r'(?:href|src)="(/ventanilla/activos/[^"]+)"', page)
    sizes = [len(clerk.client.get(asset, headers=packed).data) for asset in assets]
    assert len(sizes) == 4
    assert sum(sizes) <= 30_000


def test_a_case_in_a_house_of_another_institution_is_not_there(
    house: House, desk_app: Flask
) -> None:
    number = a_case(house, institution=PISAC)
    stranger = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", institution="PE/muni-calca")
    nobody = CaseNumber.compose("999", 1)
    for path in ("", "/cargo", "/case_resolved", "/pulso/hub.1.1"):
        there = stranger.get(f"{case_page(number)}{path}")
        nowhere = stranger.get(f"{case_page(nobody)}{path}")
        assert there.status_code == nowhere.status_code == 404
        assert without_marks(there.text) == without_marks(nowhere.text)


def test_how_a_person_is_reached_is_corrected_in_person(house: House, clerk: Clerk) -> None:
    citizen = a_citizen(house, phone="984123456")
    number = a_case(house, applicant=citizen)
    page = f"{case_page(number)}/persona"
    wrong = clerk.send(page, phone="12")
    assert wrong.status_code == 422
    told = {"phone": "984 123 457", "phone_use": "own", "notices": "yes", "reference": HOSTILE}
    for _ in range(2):
        answer = clerk.send(page, key="9" * 32, **told)
        assert answer.status_code == 303, words(answer.text)
    known = house.shelf.citizens.get(citizen)
    assert known is not None
    assert [(phone.shared, phone.is_own(TODAY)) for phone in known.phones] == [
        (True, False),
        (False, True),
    ]
    assert known.consents == {"sms_notices": TODAY}
    assert "<script>alert" not in clerk.get(page).text
    # The same phone, of which it is told now that others use it.
    assert clerk.send(page, phone_use="shared").status_code == 303
    known = house.shelf.citizens.get(citizen)
    assert known is not None
    assert [phone.is_own(TODAY) for phone in known.phones] == [False, False]
    assert known.consents == {"sms_notices": TODAY}


def test_what_an_importer_brings_is_shown_as_text_only(house: House, clerk: Clerk) -> None:
    home = Ubigeo(UbigeoSystem.INEI, "080405")
    address = Address(recipient=HOSTILE, district=home, lines=(HOSTILE,), reference=HOSTILE)
    take(house, a_row(applicant_name=HOSTILE, alias=HOSTILE, address=address, institution=PISAC))
    document = {**spoilt("procedure", "name", f"Trámite {HOSTILE}"), "key": "PE/malo"}
    document["body"]["institution"] = None  # so that every counter takes it
    house.publishing.publish([check_document(document)], act())
    (row,) = rows(house, "case_file")
    number = CaseNumber(str(row["number"]))
    for path in (
        "/ventanilla/",
        case_page(number),
        move_page(number, "case_cured"),
        f"{case_page(number)}/persona",
        f"{case_page(number)}/cargo",
        "/ventanilla/nuevo",
        "/ventanilla/nuevo/malo",
    ):
        page = clerk.get(path)
        assert page.status_code == 200, path
        assert "<script>alert" not in page.text, path
        assert "<img src=x" not in page.text, path
    assert "&lt;script&gt;alert(1)" in clerk.get(case_page(number)).text
