"""Hours and rows of a plan as planners write them: read, or told why not."""

import re
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.files.problems import WORDS
from channels.files.trip_list import hour
from core.refusals import CellInvalid
from tests.sources import HOUSE


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("8", "08:00"),
        ("8:00", "08:00"),
        ("08.30", "08:30"),
        ("8h", "08:00"),
        ("8h15", "08:15"),
        ("8 am", "08:00"),
        ("8:30 p.m.", "20:30"),
        ("12 p. m.", "12:00"),
        ("12 am", "00:00"),
        ("16:00:00", "16:00"),
        (8, "08:00"),
        (0.75, "18:00"),
        (time(9, 5), "09:05"),
        (timedelta(hours=7), "07:00"),
        (None, ""),
        ("-", ""),
    ],
)
def test_an_hour_is_read_however_it_is_written(
    cell: str | float | time | timedelta | None, read: str
) -> None:
    assert hour(cell, "desde") == read


@pytest.mark.parametrize("cell", ["24:00", "8:60", "mañana", "8-9", "99", timedelta(days=2), "-1"])
def test_what_is_no_hour_is_refused(cell: str | timedelta) -> None:
    with pytest.raises(CellInvalid) as refused:
        hour(cell, "desde")
    assert refused.value.facts["problem"] == "not_an_hour"


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.timedeltas(), st.datetimes()))
def test_whatever_stands_in_the_cell_is_an_hour_of_a_day_or_refused(
    cell: str | float | timedelta | datetime,
) -> None:
    try:
        read = hour(cell, "desde")
    except CellInvalid:
        return
    assert re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d|", read)


def test_every_problem_of_a_plan_has_words() -> None:
    told = re.compile(r'problem="([a-z_]+)"|", "([a-z_]{8,})", ')
    places = ("channels/files/trip_list.py", "core/model/trip_plan.py", "core/trip_planning.py")
    texts = " ".join((HOUSE / place).read_text("utf-8") for place in places)
    problems = {one or other for one, other in told.findall(texts)} - {"too_many_rows", "empty"}
    assert len(problems) >= 8
    assert problems <= set(WORDS)
