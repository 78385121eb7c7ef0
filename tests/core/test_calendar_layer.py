"""A calendar document is read whole or refused with what is wrong in it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.calendar import DayOff, Layer
from core.refusals import DocumentInvalid
from tests.core.calendars import document

NEW_YEAR = {"on": "2026-01-01", "name": "Año Nuevo", "basis": "D.Leg. 713"}


def test_a_layer_is_read_from_its_document() -> None:
    text = document({"year": 2026, "reviewed_by": None, "days": [NEW_YEAR]})
    read = Layer.parse(text)
    assert read == Layer(
        "PE/national/2026",
        2026,
        (DayOff(date(2026, 1, 1), "Año Nuevo", "D.Leg. 713"),),
        text.sha256,
    )


def test_the_days_of_a_layer_stand_in_order_however_they_are_written() -> None:
    later = {**NEW_YEAR, "on": "2026-07-28", "certainty": "C"}
    read = Layer.parse(document({"year": 2026, "days": [later, NEW_YEAR]}))
    assert [day.on.month for day in read.days] == [1, 7]


@pytest.mark.parametrize(
    ("body", "problem", "field"),
    [
        ({}, "missing", "year"),
        ({"year": 2026}, "missing", "days"),
        ({"year": 2026, "days": [], "day": []}, "unknown_field", "day"),
        ({"year": 2025, "days": []}, "other_year", "year"),
        ({"year": "2026", "days": []}, "not_number", "year"),
        ({"year": 2026, "days": [], "reviewed_by": 1}, "not_text", "reviewed_by"),
        ({"year": 2026, "days": None}, "missing", "days"),
        ({"year": 2026, "days": {"on": "2026-01-01"}}, "not_list", "days"),
        ({"year": 2026, "days": ["2026-01-01"]}, "not_mapping", "days.0"),
        ({"year": 2026, "days": [{"on": "2026-01-01", "name": "a"}]}, "missing", "days.0.basis"),
        ({"year": 2026, "days": [{**NEW_YEAR, "extra": 1}]}, "unknown_field", "days.0.extra"),
        (
            {"year": 2026, "days": [{**NEW_YEAR, "certainty": "sure"}]},
            "unknown_choice",
            "days.0.certainty",
        ),
        ({"year": 2026, "days": [{**NEW_YEAR, "on": "20260101"}]}, "not_date", "days.0.on"),
        ({"year": 2026, "days": [{**NEW_YEAR, "on": "2026-W01-1"}]}, "not_date", "days.0.on"),
        ({"year": 2026, "days": [{**NEW_YEAR, "on": "2026-02-30"}]}, "not_date", "days.0.on"),
        ({"year": 2026, "days": [{**NEW_YEAR, "on": date(2026, 1, 1)}]}, "not_date", "days.0.on"),
        ({"year": 2026, "days": [{**NEW_YEAR, "on": None}]}, "missing", "days.0.on"),
        ({"year": 2026, "days": [{**NEW_YEAR, "on": "2027-01-01"}]}, "other_year", "days.0.on"),
        ({"year": 2026, "days": [NEW_YEAR, NEW_YEAR]}, "duplicate", "days"),
        ({"year": 2026, "days": [{**NEW_YEAR, "name": " "}]}, "empty", "days.0.name"),
        ({"year": 2026, "days": [{**NEW_YEAR, "basis": 713}]}, "not_text", "days.0.basis"),
    ],
)
def test_a_broken_calendar_document_is_refused_at_the_spot(
    body: dict[str, Any], problem: str, field: str
) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        Layer.parse(document(body))
    assert refused.value.facts == {
        "document": "PE/national/2026",
        "problem": problem,
        "field": field,
    }


@pytest.mark.parametrize(
    "key",
    [
        "",
        "PE/national",
        "PE/national/26",
        "PE/national/0000",
        "pe/national/2026",
        "PE/national/08/2026",
        "PE/regional/2026",
        "PE/regional//2026",
        "PE/local/2026",
        "PE/national/2026\n",
        "PE/national/\uff12\uff10\uff12\uff16",
    ],
)
def test_a_key_that_is_not_a_calendar_s_is_refused(key: str) -> None:
    with pytest.raises(DocumentInvalid):
        Layer.parse(document({"year": 2026, "days": []}, key))


written = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just("2026-01-01"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["on", "name", "basis", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(year=st.just(2026) | written, days=written)
def test_any_text_is_read_or_refused_and_never_breaks_the_reader(
    year: object, days: object
) -> None:
    try:
        read = Layer.parse(document({"year": year, "days": days}))
    except DocumentInvalid:
        return
    assert read.year == 2026
    assert all(day.on.year == 2026 and day.name and day.basis for day in read.days)
