from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.model.certainty import Certainty
from core.model.country import CountryPack
from core.refusals import DocumentInvalid
from tests.peru import document, gazetteer, pack


def spoiled(**changes: Any) -> CountryPack:  # noqa: ANN401 - a document may hold anything
    body: Mapping[str, Any] = {**document().body, **changes}
    return CountryPack.parse(replace(document(), body=body))


def test_peru_is_read_from_its_document() -> None:
    peru = pack()
    assert (peru.code, peru.name, peru.phone_region, peru.phone_prefix) == (
        "PE",
        "Perú",
        "PE",
        "51",
    )
    assert (peru.currency.code, peru.currency.singular, peru.currency.plural) == (
        "PEN",
        "sol",
        "soles",
    )
    assert peru.languages == ("es", "quz", "quy", "ayr", "cni", "agr")
    assert peru.default_language == "es"
    assert {"105", "116", "117", "1800", "1880"} <= peru.short_codes.keys()
    assert peru.case_number_length == 10


def test_the_time_zone_of_the_pack_exists() -> None:
    assert ZoneInfo(pack().time_zone).key == "America/Lima"


def test_the_weekend_counts_days_as_python_does() -> None:
    assert pack().weekend == frozenset({5, 6})
    assert pack().is_weekend(date(2026, 11, 21))
    assert not pack().is_weekend(date(2026, 11, 20))


def test_the_languages_of_a_department_are_offered_first_and_none_is_left_out() -> None:
    assert pack().languages_in("08")[:3] == ("es", "quz", "cni")
    assert pack().languages_in("21")[:3] == ("es", "quz", "ayr")
    for department in (None, "15", "99", "08", "21"):
        assert sorted(pack().languages_in(department)) == sorted(pack().languages)


def test_which_language_is_spoken_where_is_said_to_be_unconfirmed() -> None:
    assert pack().language_certainty is Certainty.D


def test_the_departments_of_the_pack_are_those_of_the_gazetteer() -> None:
    for code in pack().language_by_department:
        assert gazetteer().department_code(code) == code
    for name in pack().area_codes.values():
        assert gazetteer().department_code(name).isdigit()


@pytest.mark.parametrize("field", sorted(set(document().body) - {"places_key"}))
def test_a_pack_that_lacks_a_field_is_refused_by_its_name(field: str) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        spoiled(**{field: None})
    assert refused.value.facts == {"document": "PE", "problem": "missing", "field": field}


@pytest.mark.parametrize(
    ("field", "value", "problem", "where"),
    [
        ("anthem", "…", "unknown_field", "anthem"),
        ("name", 7, "not_text", "name"),
        ("time_zone", "Lima", "malformed", "time_zone"),
        ("time_zone", "../etc/passwd", "malformed", "time_zone"),
        ("phone_region", "Perú", "malformed", "phone_region"),
        ("phone_prefix", "+51", "malformed", "phone_prefix"),
        ("phone_prefix", 51, "not_text", "phone_prefix"),
        ("phone_mobile", "[", "malformed", "phone_mobile"),
        ("short_codes", {"12": "x"}, "malformed", "short_codes.12"),
        ("short_codes", {"105": ""}, "empty", "short_codes.105"),
        ("short_codes", ["105"], "not_mapping", "short_codes"),
        ("area_codes", {"084": "Cusco"}, "malformed", "area_codes.084"),
        (
            "currency",
            {"code": "soles", "singular": "sol", "plural": "soles"},
            "malformed",
            "currency.code",
        ),
        ("currency", {"code": "PEN", "singular": "sol"}, "missing", "currency.plural"),
        ("weekend", ["sábado"], "unknown_choice", "weekend"),
        ("languages", [], "empty", "languages"),
        ("language_by_department", {"8": ["es"]}, "malformed", "language_by_department.8"),
        ("language_by_department", {"08": ["xx"]}, "unknown_choice", "language_by_department.08"),
        ("language_certainty", "Z", "unknown_choice", "language_certainty"),
        ("case_number_length", 9, "too_small", "case_number_length"),
        ("case_number_length", 12, "too_large", "case_number_length"),
    ],
)
def test_a_pack_that_says_nonsense_is_refused_at_the_spot(
    field: str, value: object, problem: str, where: str
) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        spoiled(**{field: value})
    assert refused.value.facts == {"document": "PE", "problem": problem, "field": where}


def test_a_document_of_another_kind_is_no_country() -> None:
    with pytest.raises(DocumentInvalid):
        CountryPack.parse(replace(document(), kind="calendar"))
