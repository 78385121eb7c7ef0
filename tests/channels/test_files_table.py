"""The table is found in the file, whatever stands around it."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH

from channels.files.office_file import look_over
from channels.files.rows import choose_map
from channels.files.table import find_table
from core.refusals import ColumnMissing, DocumentInvalid, DocumentUnknown, FileUnreadable
from tests.channels.office_files import (
    HEADINGS,
    MAP,
    ROW,
    a_csv,
    an_xlsx,
    changed,
    read,
    repacked,
    the_map,
)

GROUPED = MAP.replace('"Expediente"', '"Expediente / N°"').replace(
    '"Presentado"', '"Expediente / Fecha"'
)
GROUPS = ("EXPEDIENTE", "", "", "", "SOLICITANTE", "", "", "RESULTADO", "OBSERVACIONES")
BELOW = ("N°", "Trámite", "Estado", "Fecha", "Solicitante", "DNI", "Celular", "Fecha", "", "Ubigeo")
GROUPED_ROW = (*ROW[:3], ROW[7], *ROW[3:6], "01/01/2020", "nada", ROW[6])


def test_titles_above_and_blank_rows_between_are_passed_over(tmp_path: Path) -> None:
    path = a_csv(tmp_path, ["REPORTE"], ["al 20/11/2026"], [], HEADINGS, [], ROW, [""] * 8, ROW)
    rows, errors = read(path)
    assert ([row.row for row in rows], errors) == ([6, 8], [])


def test_headings_are_found_however_they_are_spelled(tmp_path: Path) -> None:
    path = a_csv(tmp_path, [f"  {heading.upper()} :" for heading in HEADINGS], ROW)
    rows, _ = read(path)
    assert len(rows) == 1


def test_columns_may_stand_in_any_order_among_others(tmp_path: Path) -> None:
    headings = ("Folios", *reversed(HEADINGS), "Glosa")
    rows, _ = read(a_csv(tmp_path, headings, ("12", *reversed(ROW), "x")))
    assert (rows[0].alias, rows[0].applicant_name) == ("12-2026", "Juana Quispe")


def test_a_heading_merged_over_several_tells_columns_of_one_name_apart(tmp_path: Path) -> None:
    rows, errors = read(a_csv(tmp_path, GROUPS, BELOW, GROUPED_ROW), GROUPED)
    assert errors == []
    assert rows[0].presented_on == date(2026, 11, 10)


def test_merged_headings_of_a_workbook_are_read_alike(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for cells in ("A1:D1", "E1:G1", "I1:I2"):
            sheet.merge_cells(cells)

    rows, _ = read(an_xlsx(tmp_path, GROUPS, BELOW, GROUPED_ROW, change=merge), GROUPED)
    assert (rows[0].alias, rows[0].presented_on) == ("12-2026", date(2026, 11, 10))


def test_a_heading_merged_downwards_is_found(tmp_path: Path) -> None:
    above = ("", "", "", "", "", "", "", HEADINGS[7])
    below = (*HEADINGS[:7], "")
    rows, _ = read(a_csv(tmp_path, above, below, ROW))
    assert rows[0].presented_on == date(2026, 11, 10)


def test_two_columns_of_one_name_need_a_group_in_the_map(tmp_path: Path) -> None:
    path = a_csv(tmp_path, (*HEADINGS, "Presentado"), (*ROW, "x"))
    with pytest.raises(DocumentInvalid) as refusal:
        read(path)
    assert refusal.value.facts["problem"] == "column_twice"
    assert refusal.value.facts["field"] == "Presentado"


def test_headings_said_again_on_every_page_are_no_rows(tmp_path: Path) -> None:
    page = (GROUPS, BELOW)
    path = a_csv(tmp_path, ["REPORTE"], *page, GROUPED_ROW, *page, GROUPED_ROW, *page)
    rows, errors = read(path, GROUPED)
    assert (len(rows), errors) == (2, [])


@pytest.mark.parametrize("line", [("Total de registros:", "2"), ("", "", "Página 1"), ("---",) * 8])
def test_lines_that_name_no_case_are_no_rows(tmp_path: Path, line: tuple[str, ...]) -> None:
    rows, errors = read(a_csv(tmp_path, HEADINGS, ROW, line))
    assert (len(rows), errors) == (1, [])


def test_a_row_that_is_nearly_empty_but_names_a_case_is_told(tmp_path: Path) -> None:
    _, errors = read(a_csv(tmp_path, HEADINGS, ("12-2026", "", "Observado")))
    assert {error.column for error in errors} == {"Trámite", "Solicitante"}


def test_a_row_cut_short_says_what_it_lacks(tmp_path: Path) -> None:
    _, errors = read(a_csv(tmp_path, HEADINGS, ROW[:3]))
    assert [(error.row, error.column, error.problem) for error in errors] == [
        (2, "Solicitante", "missing")
    ]


def test_a_column_that_the_map_names_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ColumnMissing) as refusal:
        read(a_csv(tmp_path, HEADINGS[:7], ROW[:7]))
    assert refusal.value.facts == {"column": "Presentado"}


def test_the_map_may_say_where_the_headings_are(tmp_path: Path) -> None:
    path = a_csv(tmp_path, HEADINGS, ["otra tabla"] * 8, HEADINGS, ROW)
    rows, _ = read(path, f"header_row = 3\n{MAP}")
    assert [row.row for row in rows] == [4]
    with pytest.raises(ColumnMissing):
        read(path, f"header_row = 2\n{MAP}")


def test_the_sheet_with_the_cases_is_found(tmp_path: Path) -> None:
    def add_summary(book: Workbook) -> None:
        book.create_sheet("Resumen", 0)["A1"] = "Expediente"
        book.create_sheet("Gráfico")

    rows, _ = read(an_xlsx(tmp_path, HEADINGS, ROW, change=add_summary))
    assert len(rows) == 1


def test_the_map_may_name_the_sheet(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path, HEADINGS, ROW)
    assert len(read(path, f'sheet = "Sheet"\n{MAP}')[0]) == 1
    with pytest.raises(FileUnreadable) as refusal:
        read(path, f'sheet = "Hoja2"\n{MAP}')
    assert refusal.value.facts["problem"] == "no_sheet"


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].sheet_state = "hidden"
        book.create_sheet("Vista")

    with pytest.raises(ColumnMissing):
        read(an_xlsx(tmp_path, HEADINGS, ROW, change=hide))


def test_days_of_an_old_mac_workbook_count_from_its_own_day(tmp_path: Path) -> None:
    def as_a_mac_did(book: Workbook) -> None:
        book.epoch = MAC_EPOCH

    day = (date(2026, 11, 10) - date(1904, 1, 1)).days
    rows, _ = read(an_xlsx(tmp_path, HEADINGS, changed(Presentado=day), change=as_a_mac_did))
    assert rows[0].presented_on == date(2026, 11, 10)


def test_the_map_that_fits_is_chosen_when_nobody_names_one(tmp_path: Path) -> None:
    file = look_over(a_csv(tmp_path, HEADINGS, ROW))
    other = the_map(MAP.replace('"Celular"', '"Teléfono"'))
    assert choose_map(file, [other, the_map()]).columns == the_map().columns
    for maps in ([other], [the_map(), the_map()], []):
        with pytest.raises(DocumentUnknown):
            choose_map(file, maps)


def test_a_map_of_another_sheet_does_not_fit_and_a_damaged_file_is_said_to_be_damaged(
    tmp_path: Path,
) -> None:
    path = an_xlsx(tmp_path, HEADINGS, ROW)
    other = the_map(f'sheet = "Hoja2"\n{MAP}')
    assert choose_map(look_over(path), [other, the_map()]).sheet is None
    repacked(path, lambda name, part: part[:300] if "sheet1" in name else part)
    with pytest.raises(FileUnreadable) as refusal:
        choose_map(look_over(path), [the_map()])
    assert refusal.value.facts["problem"] == "damaged"


def test_the_separator_of_the_headings_is_the_one_of_the_rows(tmp_path: Path) -> None:
    path = a_csv(tmp_path, HEADINGS, changed(Solicitante="Quispe, Juana | Rosa; y otros"))
    assert len(find_table(look_over(path), the_map()).columns) == len(HEADINGS)
    rows, _ = read(path)
    assert rows[0].applicant_name == "Juana | Rosa; y otros Quispe"
