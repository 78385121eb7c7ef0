"""A short name that staff give a procedure is plain, its own, and the next version."""

import pytest

from config.cataloguing import cataloguing_of
from config.house import House
from core.cataloguing import Listing
from core.refusals import DocumentInvalid, ProcedureUnknown
from tests.bolivia import rows
from tests.houses import TODAY, act

LISTING = Listing(country="BO", source="una lista", publisher="alguien", read_on=TODAY)
KEY = f"BO/{rows()[0].code}"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("a" * 41, "too_long"),
        ("Ñawi ☎", "not_gsm7"),
        ("Registro [nuevo]", "not_gsm7"),
        ("Dos\nlineas", "not_gsm7"),
        ("\U0001f600", "not_gsm7"),
    ],
)
def test_a_name_that_would_cost_more_or_say_nothing_is_refused(
    house: House, name: str, problem: str
) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        cataloguing_of(house).rename("domicilio", name, act())
    assert (refused.value.facts["problem"], refused.value.facts["field"]) == (problem, "short_name")


@pytest.mark.parametrize("name", ["Título de tierra", "Riego y agua: permiso “nuevo”"])
def test_a_name_is_spelled_rightly_where_a_plain_letter_says_the_same(
    house: House, name: str
) -> None:
    assert cataloguing_of(house).rename("domicilio", name, act()).body["short_name"] == name


def test_two_procedures_of_one_institution_are_not_called_the_same(house: House) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        cataloguing_of(house).rename("dni-adulto", "DNI de menor de edad", act())
    assert refused.value.facts["problem"] == "duplicate"
    cataloguing_of(house).take_in(rows()[:5], LISTING)
    elsewhere = cataloguing_of(house).rename(KEY, "DNI de menor de edad", act())
    assert elsewhere.body["short_name"] == "DNI de menor de edad"


def test_a_name_by_hand_is_told_and_given_once(house: House) -> None:
    cataloguing = cataloguing_of(house)
    document = cataloguing.rename("domicilio", "Papel de domicilio", act())
    assert document.version == 3
    assert house.inquiry.procedure("domicilio").short_name == "Papel de domicilio"
    assert cataloguing.rename("domicilio", "Papel de domicilio", act()) == document
    event = list(house.shelf.journal.events())[-1][1]
    assert event.draft.subject == "document:procedure/PE/domicilio"


def test_a_procedure_that_is_not_there_cannot_be_named(house: House) -> None:
    for code in ("t-1", "BO/t-1", "", "PE"):
        with pytest.raises(ProcedureUnknown):
            cataloguing_of(house).rename(code, "Nombre", act())
