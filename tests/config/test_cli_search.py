"""The verb that searches: what it prints for programs and for people, whatever is typed."""

import json

import pytest

from config.house import House
from tests.config.clerk import Clerk
from tests.core.both_catalogues import publish_bolivian

ROUGH = (
    b"\xff\xfe\xfa",
    b"",
    b"   ",
    b"j",
    b"1",
    b"9" * 5_000,
    b"palabra " * 625,
    "😀🎉".encode(),
    "ñandú Ωμέγα 中文".encode(),
    b"12\x0034",
    b"--json",
    b"'; DROP TABLE event; --",
    b"hola",
)


def test_a_misspelt_text_finds_its_procedure_with_code_name_and_score(clerk: Clerk) -> None:
    record = clerk.does("search", "sertificado di antesedentis pinales")
    assert set(record) == {"choices"}
    first = record["choices"][0]
    assert set(first) == {"code", "name", "score"}
    assert first["code"] == "penales"
    assert first["name"] == "Certificado de antecedentes penales, electrónico"
    assert 0 < first["score"] <= 100
    assert len(record["choices"]) <= 3


@pytest.mark.parametrize("text", ["hola", "si", "1", "😀", "", "mi vaca murio", "x" * 5_000])
def test_what_is_not_understood_is_an_empty_list_and_no_error(clerk: Clerk, text: str) -> None:
    assert clerk.does("search", text) == {"choices": []}


def test_each_line_of_the_input_gets_one_object(clerk: Clerk) -> None:
    reply = clerk.types("search", "-", stdin=b"\n".join((*ROUGH, b"brebete")))
    assert reply.exit_code == 0
    assert reply.err == ""
    *rough, last = reply.records
    assert len(rough) == len(ROUGH)
    assert all(record == {"choices": []} for record in rough)
    assert {choice["code"] for choice in last["choices"]} == {
        "brevete-duplicado",
        "brevete-renovacion",
    }


def test_people_read_a_list_with_numbers_or_a_plain_no(clerk: Clerk) -> None:
    found = clerk.types("search", "brebete").out.splitlines()
    assert found[0].startswith("1. ")
    assert found[1].endswith(")")
    nothing = clerk.types("search", "hola")
    assert nothing.exit_code == 0
    assert nothing.out.startswith("No entendimos qué trámite busca.")


def test_the_country_asked_for_is_searched_and_no_other(clerk: Clerk, behind: House) -> None:
    publish_bolivian(behind)
    assert clerk.does("search", "tarjeta yala", "--country", "bo")["choices"][0]["code"] == "t-2615"
    assert clerk.does("search", "tarjeta yala") == {"choices": []}
    found = clerk.does("search", "certificado de nacimiento", "--country", "BO")["choices"]
    assert found
    assert all(choice["code"].startswith("t-") for choice in found)


def test_the_own_institution_comes_first_among_equals(clerk: Clerk) -> None:
    record = clerk.does("search", "licencia de manejar", "--institution", "mtc")
    assert record["choices"][0]["code"] == "brevete-duplicado"


def test_a_country_or_institution_that_is_not_there_is_told_so(clerk: Clerk) -> None:
    reply = clerk.types("search", "dni", "--country", "XX")
    assert reply.exit_code == 2
    assert "XX no está publicado" in reply.err
    clerk.is_refused("institution_unknown", "search", "dni", "--institution", "nada")


def test_names_are_printed_as_they_are_written(clerk: Clerk) -> None:
    out = clerk.types("search", "carnet conadis", "--json").out
    assert "é" in out
    assert json.loads(out)["choices"][0]["code"] == "conadis"
