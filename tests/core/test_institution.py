"""An institution knows its offices and where papers are handed in."""

from typing import Any

import pytest

from core.document_check import check_document
from core.model.certainty import Certainty
from core.model.institution import Institution
from core.refusals import DocumentInvalid, OfficeUnknown
from core.refusals.refusal import Fact
from tests.core.written import spoilt, written


def institution() -> Institution:
    return Institution.parse(check_document(written("institution")))


def refused(document: dict[str, Any]) -> tuple[Fact, Fact]:
    with pytest.raises(DocumentInvalid) as refusal:
        check_document(document)
    return refusal.value.facts["problem"], refusal.value.facts["field"]


def test_an_institution_is_read_whole() -> None:
    read = institution()
    assert (read.key, read.code, read.country) == ("PE/muni-ejemplo", "muni-ejemplo", "PE")
    assert (read.short_name, read.district) == ("Muni Ejemplo", "080405")
    assert read.certainty is Certainty.D
    assert [office.code for office in read.offices] == ["mesa-de-partes", "agencia"]


def test_an_office_is_found_by_its_code() -> None:
    read = institution()
    assert read.office(read.reception).kind == "mesa_de_partes"
    assert read.office("agencia").district == "080401"
    assert read.office("agencia").phone == "+5184200000"
    assert read.office("mesa-de-partes").phone is None


def test_an_institution_may_be_known_by_its_name_alone() -> None:
    body: dict[str, object] = {
        "name": "Banco Central",
        "short_name": "Banco Central",
        "certainty": "D",
    }
    for said in (body, body | {"offices": []}, body | {"offices": None}):
        read = Institution.parse(check_document(written("institution", body=said)))
        assert (read.offices, read.reception, read.district) == ((), None, None)
        for code in (None, "mesa-de-partes", ""):
            with pytest.raises(OfficeUnknown):
                read.office(code)


def test_the_reception_is_the_office_that_is_meant_when_none_is_named() -> None:
    assert institution().office().code == "mesa-de-partes"


@pytest.mark.parametrize("code", ["", "Agencia", "alcaldia"])
def test_an_office_that_is_not_there_is_refused(code: str) -> None:
    with pytest.raises(OfficeUnknown) as refusal:
        institution().office(code)
    assert refusal.value.facts == {"office": code}


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("name", None, "missing"),
        ("short_name", "a" * 25, "too_long"),
        ("short_name", "Muni \u0422úcume", "not_gsm7"),
        ("district", "80405", "not_district"),
        ("district", 80405, "not_text"),
        ("district", "08040\u0665", "not_district"),
        ("certainty", "sure", "unknown_choice"),
        ("reception", "agencia", "unknown_choice"),
        ("reception", "portal", "unknown_choice"),
        ("offices", [], "unknown_choice"),
        ("offices", None, "unknown_choice"),
        ("reception", None, "missing"),
        ("district", None, "missing"),
        ("offices.0.kind", "portal", "unknown_choice"),
        ("offices.1.code", "mesa-de-partes", "duplicate"),
        ("offices.1.code", "Agencia Sur", "not_slug"),
        ("offices.1.short_name", "a" * 25, "too_long"),
        ("offices.1.short_name", "Atención ✆", "not_gsm7"),
        ("offices.1.address", "", "empty"),
        ("offices.1.hours", None, "missing"),
        ("offices.1.district", "", "empty"),
        ("offices.1.phone", "84 200000", "not_phone"),
        ("offices.1.phone", "+51", "not_phone"),
        ("offices.1.fax", "84200000", "unknown_field"),
        ("web", "muni.example", "unknown_field"),
    ],
)
def test_an_institution_that_nobody_could_find_is_refused(
    path: str, value: object, problem: str
) -> None:
    assert refused(spoilt("institution", path, value))[0] == problem


def test_a_short_name_bears_accents_and_the_letter_that_costs_is_named() -> None:
    known = check_document(spoilt("institution", "short_name", "Muni Túcume"))
    assert Institution.parse(known).short_name == "Muni Túcume"
    with pytest.raises(DocumentInvalid) as refusal:
        check_document(spoilt("institution", "short_name", "Muni \u0422úcu\u2706"))
    assert refusal.value.facts["letters"] == "\u0422 \u2706"


def test_a_short_number_of_the_state_is_a_phone() -> None:
    read = Institution.parse(check_document(spoilt("institution", "offices.1.phone", "1880")))
    assert read.office("agencia").phone == "1880"


def test_an_institution_needs_a_code_after_its_country() -> None:
    assert refused(written("institution", key="PE")) == ("not_key", "key")
