"""The catalogue as linked data: whole for whoever reads CPSV-AP, and never surer than the house."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped] # it has no stubs

from channels.files.catalogue_export import Told, entry, write_catalogue
from channels.files.linked_data import CONTEXT
from config.documents_on_disk import read_documents
from core.document_check import check_document
from core.library import Books, read_books
from core.model.certainty import Certainty
from core.model.procedure import Procedure
from tests.core.written import written

DCT, CV, SKOS = (
    "http://purl.org/dc/terms/",
    "http://data.europa.eu/m8g/",
    "http://www.w3.org/2004/02/skos/core#",
)
OURS = "urn:convergencia:vocabulary:"
TODAY = date(2026, 11, 21)
Node = Mapping[str, Any]


@cache
def books() -> Books:
    return read_books(1, read_documents())


@cache
def told() -> tuple[Told, ...]:
    return tuple(
        Told(
            procedure=procedure,
            institution=books().institutions.get(procedure.institution or ""),
            source="la fuente",
            currency="PEN",
        )
        for procedure in books().procedures.values()
    )


@cache
def document() -> Node:
    read: Node = json.loads("".join(write_catalogue(told(), TODAY)))
    return read


def no_remote(url: str, _options: object) -> Node:
    raise AssertionError(url)


@cache
def expanded() -> Mapping[str, Node]:
    nodes = jsonld.expand(document(), {"documentLoader": no_remote})
    return {node[f"{DCT}identifier"][0]["@value"]: node for node in nodes}


def an_example(**changes: object) -> Node:
    document = written(**changes)
    read = Procedure.parse(check_document(document))
    return entry(Told(procedure=read, institution=None, source="s", currency="PEN"), TODAY)


def test_every_procedure_is_there_with_what_cpsv_ap_cannot_do_without() -> None:
    assert set(expanded()) == set(books().procedures)
    for key, node in expanded().items():
        assert node["@type"] == ["http://purl.org/vocab/cpsv#PublicService"]
        assert node["@id"] == f"urn:convergencia:procedure:{key}"
        for name in (f"{DCT}title", f"{DCT}description"):
            (said,) = node[name]
            assert said["@language"] == "es"
            assert said["@value"]
        (authority,) = node[f"{CV}hasCompetentAuthority"]
        assert authority["@type"] == [f"{CV}PublicOrganisation"]
        for name in (f"{SKOS}prefLabel", f"{DCT}identifier", f"{DCT}spatial"):
            assert authority[name], (key, name)


def test_no_word_of_the_document_is_lost_for_want_of_a_meaning() -> None:
    terms = set(CONTEXT) | {"@id", "@type"}

    def words(value: object) -> set[str]:
        if isinstance(value, Mapping):
            return set(value) | {word for inner in value.values() for word in words(inner)}
        if isinstance(value, list):
            return {word for inner in value for word in words(inner)}
        return set()

    assert words(document()["@graph"]) <= terms


@pytest.mark.parametrize("key", sorted(books().procedures))
def test_nothing_that_must_be_confirmed_is_stated(key: str) -> None:
    procedure, node = books().procedures[key], expanded()[key]
    stated = {
        "requirements": node.get(f"{CV}holdsRequirement"),
        "cost": node.get(f"{CV}hasCost"),
        "term": node.get(f"{CV}processingTime")
        or node.get(f"{OURS}diasHabiles")
        or node.get(f"{OURS}notaPlazo"),
        "silence": node.get(f"{OURS}silencio"),
    }
    open_blocks = {said["@value"] for said in node.get(f"{OURS}porConfirmar", ())}
    names = {"requirements": "requisitos", "cost": "costo", "term": "plazo", "silence": "silencio"}
    for block, said in stated.items():
        unsure = procedure.certainty[block] is Certainty.D
        assert (names[block] in open_blocks) == unsure
        assert not (unsure and said), block
    if len(open_blocks) == len(names):
        assert f"{CV}hasLegalResource" not in node
        assert f"{OURS}calificacion" not in node


def test_each_entry_says_the_day_on_which_it_was_read_and_from_what() -> None:
    for key, node in expanded().items():
        (day,) = node[f"{DCT}modified"]
        assert day["@value"] == books().procedures[key].read_on.isoformat()
        assert day["@type"] == "http://www.w3.org/2001/XMLSchema#date"
        assert node[f"{DCT}source"]


def test_what_is_sure_says_how_sure() -> None:
    levels = {
        level["@value"]
        for node in expanded().values()
        for said in node.get(f"{OURS}certeza", ())
        for level in said[f"{OURS}nivel"]
    }
    assert levels == {"A", "B", "C"}


def test_business_days_have_a_word_of_ours_and_calendar_days_a_duration() -> None:
    queja = expanded()["PE/queja"]
    assert queja[f"{OURS}diasHabiles"][0]["@value"] == 3
    assert f"{CV}processingTime" not in queja
    body = written()["body"]
    for unit, duration in (("calendar_days", "P30D"), ("months", "P30M"), ("years", "P30Y")):
        said = an_example(body=body | {"term": body["term"] | {"unit": unit}})
        assert said["processingTime"] == duration
        assert "diasHabiles" not in said


def test_a_cost_is_money_or_says_what_it_is() -> None:
    amount, free = an_example()["hasCost"]
    assert (amount["value"], amount["currency"].rpartition("/")[2]) == ("10.30", "PEN")
    assert (free["value"], free["description"]) == ("0.00", "Es gratis")
    (per_tupa,) = expanded()["PE/titulo-rural"][f"{CV}hasCost"]
    assert f"{CV}value" not in per_tupa


def test_one_answers_by_phone_text_letter_and_desk() -> None:
    channels = expanded()["PE/domicilio"][f"{CV}hasChannel"]
    assert [channel[f"{OURS}medio"][0]["@value"] for channel in channels] == [
        "telefono",
        "sms",
        "carta",
        "ventanilla",
    ]


def test_what_was_promised_until_a_day_is_deprecated_after_it() -> None:
    def status(today: date) -> str:
        (free,) = (entry(one, today) for one in told() if one.procedure.code == "dni-gratis")
        assert free["vigenteHasta"] == "2026-12-31"
        return str(free["status"]).rpartition("/")[2]

    assert status(date(2026, 12, 31)) == "Completed"
    assert status(date(2027, 1, 1)) == "Deprecated"


def test_an_empty_catalogue_is_still_a_document() -> None:
    assert json.loads("".join(write_catalogue((), TODAY)))["@graph"] == []


def test_the_document_comes_piece_by_piece() -> None:
    pieces = write_catalogue(iter(told()), TODAY)
    assert "@context" in next(pieces)
    assert max(map(len, pieces)) < 10_000


def test_markup_and_quotes_in_a_name_stay_text() -> None:
    body = written()["body"] | {"name": 'Pago "</script><b>'}
    read = Procedure.parse(check_document(written(body=body)))
    one = Told(procedure=read, institution=None, source="s", currency="PEN")
    (node,) = json.loads("".join(write_catalogue([one], TODAY)))["@graph"]
    assert node["name"] == 'Pago "</script><b>'
