"""A list of procedures is read as offices export it, and each bad row is told by its number."""

import csv
import io
import zipfile
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from channels.files import procedure_list
from channels.files.office_file import look_over
from channels.files.problems import FILES, WORDS
from channels.files.procedure_list import MOST_ROWS, read_list
from core.model.asserted import RowError
from core.model.listed import Listed
from core.refusals import ColumnMissing, FileUnreadable
from tests.bolivia import LIST, rows

HEAD = "id,entity,name\n"
MOST_CELLS = 6
GOOD = "1006,Banco Central,Pago de bonos\n"


def read(path: Path) -> list[Listed | RowError]:
    return list(read_list(look_over(path)))


def written(path: Path, text: str, encoding: str = "utf-8") -> list[Listed | RowError]:
    file = path / "list.csv"
    file.write_bytes(text.encode(encoding))
    return read(file)


def error(path: Path, row: str) -> tuple[int, str, str]:
    first, bad, last = written(path, HEAD + GOOD + row + "\n1007,Banco Central,Otro pago\n")
    assert isinstance(first, Listed)
    assert isinstance(last, Listed)
    assert isinstance(bad, RowError)
    assert bad.problem in WORDS
    return bad.row, bad.column, bad.problem


def test_the_real_list_is_read_whole() -> None:
    assert tuple(read(LIST)) == rows()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separator_and_encoding_do_not_matter(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(
        [["Código", "Entidad", "Nombre"], ["7", "Alcaldía", "Compra, venta; y más | cosas"]]
    )
    (row,) = written(tmp_path, text.getvalue(), encoding)
    assert row == Listed(row=2, code="t-7", entity="Alcaldía", name="Compra, venta; y más | cosas")


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["Lista de trámites"],
        [],
        ["Nombre", "ID", "Entidad", "x"],
        ["Pago", 1006, "Banco"],
    ):
        sheet.append(line)
    book.save(tmp_path / "list.xlsx")
    (row,) = read(tmp_path / "list.xlsx")
    assert row == Listed(row=4, code="t-1006", entity="Banco", name="Pago")


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("1007,Banco Central,", "name", "missing"),
        ("1007,Banco Central", "name", "missing"),
        ("1007,,Pago", "entity", "missing"),
        (",Banco Central,Pago", "id", "missing"),
        ("diez mil,Banco Central,Pago", "id", "not_a_code"),
        ("1.5E+10,Banco Central,Pago", "id", "rounded_number"),
        (f"1007,Banco Central,{'a' * 5_000}", "name", "too_long"),
        (f"1007,Banco Central,{'a' * 301}", "name", "too_long"),
        ("1007,Banco Central,Pa\x07go", "name", "control_letter"),
        ("1007,Banco Central,Pa\u202ego", "name", "control_letter"),
        ("1007,Ban\u200bco,Pago", "entity", "control_letter"),
        ("1007,Banco Central,\U0001f600\U0001f600", "name", "not_a_title"),
        ("1007,Banco Central,#REF!", "name", "spreadsheet_error"),
        ("1007,Banco Central,-", "name", "missing"),
    ],
)
def test_a_bad_row_is_told_and_the_next_one_is_read(
    tmp_path: Path, row: str, column: str, problem: str
) -> None:
    assert error(tmp_path, row) == (3, column, problem)


def test_blank_rows_and_breaks_inside_a_cell_are_passed_over(tmp_path: Path) -> None:
    (row,) = written(tmp_path, HEAD + '\n,,\n7,Banco,"Pago\nde bonos"\n')
    assert isinstance(row, Listed)
    assert row.name == "Pago de bonos"


def test_markup_in_a_name_is_only_text(tmp_path: Path) -> None:
    (row,) = written(tmp_path, HEAD + "7,Banco,<script>alert(1)</script>\n")
    assert isinstance(row, Listed)
    assert row.name == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("id,entity,title\n1,Banco,Pago\n", "name"),
        ("number,entity,name\n1,Banco,Pago\n", "id"),
        ("id,office,name\n1,Banco,Pago\n", "entity"),
        ("uno;dos;tres\n1;2;3\n", "id"),
        ("id,entity\n1,Banco\n", "name"),
    ],
)
def test_a_list_with_other_columns_is_refused_by_the_one_that_lacks(
    tmp_path: Path, text: str, column: str
) -> None:
    with pytest.raises(ColumnMissing) as refused:
        written(tmp_path, text)
    assert refused.value.facts == {"column": column}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "pdf"),
        (b"id,entity,name\n1,a\0b,c\n", "nul"),
        (b"PK\x03\x04 no workbook", "damaged"),
        (b'id,entity,name\n1,Banco,"' + b"a" * 200_000, "damaged"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(FileUnreadable) as refused:
        read(tmp_path / "x.csv")
    assert refused.value.facts["problem"] == problem
    assert problem in FILES


def test_a_workbook_without_a_sheet_to_see_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(FileUnreadable):
        read(tmp_path / "x.xlsx")


def test_a_list_that_no_country_has_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    lines = (f"{number},Banco,Pago {number}\n" for number in range(MOST_ROWS + 1))
    (tmp_path / "x.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    found = read_list(look_over(tmp_path / "x.csv"))
    assert sum(1 for _ in islice(found, MOST_ROWS)) == MOST_ROWS
    with pytest.raises(FileUnreadable) as refused:
        next(found)
    assert refused.value.facts["problem"] == "too_many_rows"


def test_every_heading_is_written_as_it_is_compared() -> None:
    for words in procedure_list.HEADINGS.values():
        assert all(word == word.casefold() and word.isascii() for word in words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.tuples(st.text(max_size=12), st.text(max_size=20), st.text(max_size=40)),
        max_size=MOST_CELLS,
    )
)
def test_any_table_is_read_or_refused_row_by_row(
    tmp_path: Path, cells: list[tuple[str, str, str]]
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("id", "entity", "name"), *cells])
    with suppress(FileUnreadable):  # a NUL, or a quotation mark that nobody closes
        _check_every_row(written(tmp_path, text.getvalue().encode("utf-8", "replace").decode()))


def _check_every_row(found: list[Listed | RowError]) -> None:
    assert len(found) <= MOST_CELLS
    assert all(isinstance(row, Listed) or row.problem in WORDS for row in found)
