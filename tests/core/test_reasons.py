"""What is missing is said in few words, and the law says what may not be asked for."""

from typing import Any

import pytest

from core.document_check import check_document
from core.model.reasons import ReasonBook
from core.refusals import DocumentInvalid, ReasonForbidden, ReasonUnknown
from core.refusals.refusal import Fact
from tests.core.written import spoilt, written


def book() -> ReasonBook:
    return ReasonBook.parse(check_document(written("reasons", version=3)))


def refused(document: dict[str, Any]) -> tuple[Fact, Fact]:
    with pytest.raises(DocumentInvalid) as refusal:
        check_document(document)
    return refusal.value.facts["problem"], refusal.value.facts["field"]


def test_a_reason_is_found_by_its_code_in_every_language() -> None:
    reason = book().get("firma")
    assert reason.forms == {"es": "su firma", "quz": "runasimipi"}
    assert reason.letter == {"es": "Necesitamos su firma."}
    assert reason.is_offered
    assert book().version == 3


@pytest.mark.parametrize("code", ["", "FIRMA", "huella", "firma\n"])
def test_a_reason_that_the_document_does_not_have_is_refused(code: str) -> None:
    for ask in (book().get, book().pick):
        with pytest.raises(ReasonUnknown) as refusal:
            ask(code)
        assert refusal.value.facts == {"reason": code}


def test_what_the_law_forbids_to_ask_can_be_read_but_not_picked() -> None:
    assert book().get("copia-dni").forms["es"] == "copia de su DNI"
    assert not book().get("copia-dni").is_offered
    with pytest.raises(ReasonForbidden) as refusal:
        book().pick("copia-dni")
    assert refusal.value.facts == {"reason": "copia-dni", "basis": "TUO LPAG art. 48"}


def test_an_office_is_offered_only_what_it_may_ask() -> None:
    assert [reason.code for reason in book().offered] == ["firma"]
    assert book().pick("firma") == book().get("firma")


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("reasons", {}, "not_list"),
        ("reasons.0", "firma", "not_mapping"),
        ("reasons.0.code", "Firma", "not_slug"),
        ("reasons.0.code", "firma\n", "not_slug"),
        ("reasons.1.code", "firma", "duplicate"),
        ("reasons.0.forms", {"quz": "runasimipi"}, "missing"),
        ("reasons.0.forms.es", "", "empty"),
        ("reasons.0.forms.es", "a" * 41, "too_long"),
        ("reasons.0.forms.quz", "a" * 41, "too_long"),
        ("reasons.0.forms.es", "su declaración ✍", "not_gsm7"),
        ("reasons.0.forms.quechua", "ñuqa", "not_language"),
        ("reasons.0.letter", {}, "missing"),
        ("reasons.0.letter.es", "a" * 241, "too_long"),
        ("reasons.0.forbidden_by", "", "empty"),
        ("reasons.0.lawful", True, "unknown_field"),
        ("language", "es", "unknown_field"),
    ],
)
def test_a_reason_that_cannot_be_told_is_refused_at_its_place(
    path: str, value: object, problem: str
) -> None:
    found, field = refused(spoilt("reasons", path, value))
    assert found == problem
    assert str(field).startswith(path)


def test_a_form_of_forty_letters_is_accepted() -> None:
    document = spoilt("reasons", "reasons.0.forms.es", "ñ" * 40)
    assert ReasonBook.parse(check_document(document)).get("firma").forms["es"] == "ñ" * 40
