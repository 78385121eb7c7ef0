"""Nothing without a source enters the house, and what enters is plain and whole."""

import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document_check import DEEPEST, FIELDS, MOST_VALUES, check_document, refuse_repeated
from core.model.event import canonical
from core.refusals import DocumentInvalid
from core.refusals.refusal import Fact
from tests.core.written import spoilt, written


def refused(value: object) -> dict[str, Fact]:
    with pytest.raises(DocumentInvalid) as refusal:
        check_document(value, "a-file.yaml")
    return refusal.value.facts


def test_a_whole_document_is_made_as_it_was_written() -> None:
    document = check_document(written(valid_until=date(2026, 12, 31)))
    assert (document.kind, document.key, document.version) == ("procedure", "PE/feria", 1)
    assert (document.source, document.publisher) == ("una página pública", "la entidad")
    assert document.read_on == date(2026, 11, 21)
    assert document.valid_from == date(2026, 1, 1)
    assert document.valid_until == date(2026, 12, 31)


def test_days_may_be_days_or_their_text_and_give_the_same_document() -> None:
    texts = written(read_on="2026-11-21", valid_from="2026-01-01")
    assert check_document(texts) == check_document(written())


def test_days_inside_the_body_become_texts() -> None:
    body = {"day": date(2026, 7, 28), "days": [date(2026, 7, 29)], "named": {"a": 1.5, "b": None}}
    document = check_document(written("policy", body=body))
    assert document.body == {
        "day": "2026-07-28",
        "days": ["2026-07-29"],
        "named": {"a": 1.5, "b": None},
    }
    assert len(document.sha256) == 64


@pytest.mark.parametrize("field", FIELDS)
def test_a_document_without_one_of_its_fields_is_refused(field: str) -> None:
    document = written()
    del document[field]
    assert (refused(document)["problem"], refused(document)["field"]) == ("missing", field)


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "valid_until"])
def test_only_the_end_of_validity_may_be_left_open(field: str) -> None:
    assert refused(written(**{field: None}))["problem"] == "missing"
    assert check_document(written(valid_until=None)).valid_until is None


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("kind", "poem", "unknown_choice"),
        ("kind", ["procedure"], "unknown_choice"),
        ("key", "feria", "not_key"),
        ("key", "PE/Feria", "not_key"),
        ("key", "PE/feria\n", "not_key"),
        ("key", "PE//feria", "not_key"),
        ("key", "PE/" + "a" * 200, "too_long"),
        ("key", 7, "not_text"),
        ("version", 0, "too_small"),
        ("version", -1, "too_small"),
        ("version", True, "not_number"),
        ("version", 1.0, "not_number"),
        ("version", "1", "not_number"),
        ("source", "   ", "empty"),
        ("source", "a" * 401, "too_long"),
        ("publisher", 5, "not_text"),
        ("read_on", "21/11/2026", "not_date"),
        ("read_on", "20261121", "not_date"),
        ("read_on", "2026-02-30", "not_date"),
        ("read_on", 2026, "not_date"),
        ("read_on", datetime(2026, 11, 21, tzinfo=UTC), "not_plain"),
        ("valid_until", date(2025, 12, 31), "out_of_order"),
        ("body", "", "not_mapping"),
        ("body", ["a"], "not_mapping"),
        ("certainty", "A", "unknown_field"),
    ],
)
def test_a_field_that_is_not_what_it_says_is_refused(
    field: str, value: object, problem: str
) -> None:
    assert refused(written(**{field: value}))["problem"] == problem


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        (float("nan"), "not_plain"),
        (float("inf"), "not_plain"),
        (b"bytes", "not_plain"),
        ({1, 2}, "not_plain"),
        ({True: "a YAML `on`"}, "field_not_text"),
        ({4161: "a YAML 010101"}, "field_not_text"),
        ("a\x00b", "control_letter"),
        ("a\ud800b", "control_letter"),
        ({"a\x07": 1}, "control_letter"),
        ({"\u00e1": 1, "a\u0301": 2}, "duplicate"),
    ],
)
def test_a_body_that_json_cannot_hold_is_refused(inside: object, problem: str) -> None:
    assert refused(written("policy", body={"inside": inside}))["problem"] == problem


def test_a_text_that_unfolds_without_end_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    deep: object = "bottom"
    for _ in range(DEEPEST + 1):
        deep = [deep]
    wide: list[object] = ["leaf"]
    for _ in range(7):
        wide = [wide] * 10
    for inside in (endless, deep, wide, [0] * MOST_VALUES):
        assert refused(written("policy", body={"inside": inside}))["problem"] == "too_large"


@pytest.mark.parametrize("value", [None, [], "procedure", 3, True])
def test_what_is_not_a_mapping_is_refused_by_the_name_of_its_file(value: object) -> None:
    assert refused(value) == {"document": "a-file.yaml", "problem": "not_mapping", "field": ""}


def test_a_refusal_names_the_key_once_it_is_known_and_the_file_before() -> None:
    assert refused(written(version=0))["document"] == "PE/feria"
    assert refused(written(key=None))["document"] == "a-file.yaml"


def test_the_two_ways_to_type_an_accent_give_the_same_bytes() -> None:
    typed = [unicodedata.normalize(form, "línea y ñandú") for form in ("NFC", "NFD")]
    first, second = (check_document(written("policy", body={"text": text})) for text in typed)
    assert typed[0] != typed[1]
    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("procedure", "cost.certainty"),
        ("reasons", "reasons.0.code"),
        ("institution", "offices.0.district"),
    ],
)
def test_a_body_is_read_as_its_kind_before_the_document_is_accepted(kind: str, path: str) -> None:
    assert check_document(written(kind)).kind == kind
    assert refused(spoilt(kind, path, "?"))["field"] == path


def test_the_same_version_twice_is_refused_and_another_version_is_not() -> None:
    first, second = check_document(written()), check_document(written(version=2))
    other = check_document(written("institution"))
    assert refuse_repeated([first, second, other]) == (first, second, other)
    with pytest.raises(DocumentInvalid) as refusal:
        refuse_repeated([first, other, first])
    assert refusal.value.facts == {
        "document": "PE/feria",
        "problem": "duplicate",
        "field": "version",
    }


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=8,
)


@given(body=st.dictionaries(st.text(), ANYTHING))
def test_any_body_is_either_refused_or_can_be_hashed_and_checked_again(
    body: dict[str, Any],
) -> None:
    try:
        document = check_document(written("policy", body=body))
    except DocumentInvalid:
        return
    assert canonical(dict(document.body))
    assert check_document(written("policy", body=dict(document.body))) == document
