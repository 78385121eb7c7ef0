"""Cells as people fill them: what is meant is read, what is unclear is refused."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.files.cells import Cell, day, figures, text, whole
from core.refusals import CellInvalid

FORMATS = ("%d/%m/%Y", "%d-%m-%y", "words", "serial")
TENTH = date(2026, 1, 10)


def problem_of(refusal: pytest.ExceptionInfo[CellInvalid]) -> object:
    return refusal.value.facts["problem"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("  Juana\u00a0 Quispe \n", "Juana Quispe"),
        ("Huanca\u0301n", "Huancán"),
        (None, ""),
        ("---", ""),
        ("N/A", ""),
        ("'0123", "0123"),
        ('="0123"', "0123"),
        ('=HYPERLINK("https://sgd.example/1","12-2026")', "12-2026"),
        ('=HIPERVINCULO("https://sgd.example/1";"12-2026")', "12-2026"),
        ('=HYPERLINK("x","el ""doce""")', 'el "doce"'),
        ("=A1&B1", "=A1&B1"),
        (4276.0, "4276"),
        (4276.5, "4276.5"),
        (True, "SI"),
        (datetime(2026, 1, 10), "2026-01-10"),  # noqa: DTZ001 - as a workbook tells it
        ("a\x07b", "a b"),
    ],
)
def test_a_text_is_read_as_a_person_sees_it(cell: Cell, read: str) -> None:
    assert text(cell, "x") == read


@pytest.mark.parametrize(
    ("cell", "problem"), [("#¡REF!", "spreadsheet_error"), ("x" * 401, "too_long")]
)
def test_a_text_that_is_none_is_refused(cell: Cell, problem: str) -> None:
    with pytest.raises(CellInvalid) as refusal:
        text(cell, "x")
    assert problem_of(refusal) == problem


@pytest.mark.parametrize(
    ("cell", "zeros", "read"),
    [
        (8123456, 8, "08123456"),
        (8123456.0, 8, "08123456"),
        ("8123456", 8, "8123456"),
        ("8123456.0", 8, "8123456"),
        ("4276.00", 0, "4276"),
        ("12-2026", 0, "12-2026"),
        (80405, 6, "080405"),
        (None, 8, ""),
    ],
)
def test_a_code_loses_what_a_spreadsheet_added_and_gets_back_what_it_took(
    cell: Cell, zeros: int, read: str
) -> None:
    assert figures(cell, "x", zeros=zeros) == read


@pytest.mark.parametrize("cell", ["9.84E+08", "9,84E+08", "1e9"])
def test_a_number_that_a_spreadsheet_rounded_is_refused(cell: str) -> None:
    with pytest.raises(CellInvalid) as refusal:
        figures(cell, "x")
    assert problem_of(refusal) == "rounded_number"


@pytest.mark.parametrize(
    "cell",
    [
        "10/01/2026",
        " 10/1/2026 ",
        "10/01/2026 08:35:00",
        "10/01/2026 8:35 a. m.",
        "10-01-26",
        "10 de enero de 2026",
        "10 de Enero del 2026",
        "10-ene-26",
        "10/ene/2026",
        "10 ene. 2026",
        46032,
        46032.35,
        "46032",
        datetime(2026, 1, 10, 8, 35),  # noqa: DTZ001 - as a workbook tells it
        date(2026, 1, 10),
    ],
)
def test_one_day_is_read_in_every_way_it_is_written(cell: Cell) -> None:
    assert day(cell, "x", FORMATS) == TENTH


def test_a_month_is_read_in_both_its_spellings() -> None:
    assert day("3 de setiembre de 2026", "x", FORMATS) == date(2026, 9, 3)
    assert day("3 de septiembre de 2026", "x", FORMATS) == date(2026, 9, 3)


def test_a_workbook_of_an_old_mac_counts_its_days_from_another_one() -> None:
    assert day(44570, "x", FORMATS, date(1904, 1, 1)) == TENTH


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("31/02/2026", "not_a_date"),
        ("s/f", "not_a_date"),
        ("2026", "date_out_of_range"),
        ("10/01/0226", "date_out_of_range"),
        ("10 de enerro de 2026", "not_a_date"),
        ("31 de noviembre de 2026", "not_a_date"),
        ("01/10/2026 y 02/10/2026", "not_a_date"),
        (True, "not_a_date"),
        (time(8, 35), "not_a_date"),
        (1.5e9, "not_a_date"),
        (9_999_999, "not_a_date"),
        (99_999, "date_out_of_range"),
        ("٤٦٠٣٢", "not_a_date"),
        (float("nan"), "not_a_date"),
    ],
)
def test_a_day_that_is_none_is_refused(cell: Cell, problem: str) -> None:
    with pytest.raises(CellInvalid) as refusal:
        day(cell, "fecha", FORMATS)
    assert refusal.value.facts["column"] == "fecha"
    assert problem_of(refusal) == problem


@pytest.mark.parametrize("cell", ["46032", 46032])
def test_a_day_number_is_no_date_unless_the_map_says_so(cell: Cell) -> None:
    with pytest.raises(CellInvalid):
        day(cell, "x", ("%d/%m/%Y",))


def test_an_empty_cell_is_no_day_and_no_number() -> None:
    assert day("  ", "x", FORMATS) is None
    assert whole(None, "x") is None


@pytest.mark.parametrize(("cell", "read"), [("10", 10), (10.0, 10), ("5.0", 5)])
def test_a_whole_number_is_read(cell: Cell, read: int) -> None:
    assert whole(cell, "x") == read


@pytest.mark.parametrize("cell", ["diez", "-3", "1.5", 10.5, "99999", "٣", "²"])
def test_a_number_that_is_not_whole_is_refused(cell: Cell) -> None:
    with pytest.raises(CellInvalid) as refusal:
        whole(cell, "x")
    assert problem_of(refusal) == "not_a_number"


ANY_CELL = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes()
)


def refusal_of(reader: Callable[[], object]) -> CellInvalid | None:
    try:
        reader()
    except CellInvalid as refusal:
        return refusal
    return None


@given(ANY_CELL)
def test_whatever_a_cell_holds_is_read_or_refused(cell: Cell) -> None:
    readers: tuple[Callable[[], object], ...] = (
        lambda: text(cell, "x"),
        lambda: figures(cell, "x", zeros=8),
        lambda: day(cell, "x", FORMATS),
        lambda: whole(cell, "x"),
    )
    refused = [refusal for refusal in map(refusal_of, readers) if refusal is not None]
    assert all(refusal.facts["column"] == "x" for refusal in refused)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_written_as_offices_write_it_is_read_back(on: date) -> None:
    assert day(on.strftime("%d/%m/%Y"), "x", FORMATS) == on
    assert day((on - date(1899, 12, 30)).days, "x", FORMATS) == on
