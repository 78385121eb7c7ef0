"""Each row is read for what it means, and every error in it is told with its column."""

import tracemalloc
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from channels.files.office_file import look_over
from channels.files.rows import read_rows
from core.model.asserted import RowError
from core.model.case import Outcome
from core.model.state import State
from core.refusals import DocumentInvalid
from tests.channels.office_columns import ALL, ALL_HEADINGS, ALL_ROW, one_error
from tests.channels.office_files import (
    HEADINGS,
    MAP,
    ROW,
    a_csv,
    an_xlsx,
    changed,
    country,
    csv_bytes,
    read,
    the_map,
)


def test_every_column_is_read(tmp_path: Path) -> None:
    (row,), errors = read(a_csv(tmp_path, ALL_HEADINGS, ALL_ROW), ALL)
    assert errors == []
    assert (row.institution, row.procedure) == ("PE/muni-pisac", "PE/domicilio")
    assert (row.state, row.station, row.as_of) == (
        State.EN_TRAMITE,
        "empadronamiento",
        date(2026, 11, 20),
    )
    assert (row.presented_on, row.received_on) == (date(2026, 11, 10), date(2026, 11, 11))
    assert row.reasons == ("firma-solicitud", "recibo-servicio")
    assert (row.cure_days, row.outcome, row.distance_days) == (5, Outcome.FAVORABLE, 2)
    assert row.applicant_document is not None
    assert row.applicant_document.number == "99112233"
    assert row.phone is not None
    assert (row.phone.e164, row.phone_shared, row.language) == ("+51900112233", True, "quz")
    assert row.district == "080405"
    assert row.address is not None
    assert row.address.lines == ("Comunidad Cuyo 12",)
    assert (row.address.reference, row.address.delivery_point) == ("junto a la escuela", "Tambo")
    assert (row.address.locality, row.address.recipient) == ("Cuyo Grande", "Juana Quispe")


def test_a_row_that_says_only_what_it_must_leaves_the_rest_open(tmp_path: Path) -> None:
    path = a_csv(tmp_path, ALL_HEADINGS, (*ROW[:4], *[""] * 20))
    (row,), errors = read(path, ALL)
    assert errors == []
    said = (row.phone, row.phone_shared, row.language, row.address, row.district, row.station)
    assert said == (None,) * 6
    assert (row.days(), row.reasons, row.outcome, row.cure_days) == ({}, (), None, None)


@pytest.mark.parametrize(
    ("heading", "cell", "problem", "found"),
    [
        ("Expediente", "", "missing", ""),
        ("Expediente", "9" * 61, "too_long", ""),
        ("Expediente", "1.2E+09", "rounded_number", ""),
        ("Trámite", "Certificado", "unknown_word", "Certificado"),
        ("Estado", "EN COMISIÓN", "unknown_word", "EN COMISIÓN"),
        ("Estado", "#¡REF!", "spreadsheet_error", ""),
        ("Solicitante", "", "missing", ""),
        ("Solicitante", "12345", "not_a_name", ""),
        ("Solicitante", "x" * 121, "too_long", ""),
        ("DNI", "9911223", "identity_invalid", ""),
        ("DNI", "99112233X", "identity_invalid", ""),
        ("Ubigeo", "000000", "place_unknown", "000000"),
        ("Ubigeo", "Pisac", "place_unknown", "Pisac"),
        ("Presentado", "31/02/2026", "not_a_date", "31/02/2026"),
    ],
)
def test_a_cell_that_cannot_be_read_keeps_its_row_out(
    tmp_path: Path, heading: str, cell: str, problem: str, found: str
) -> None:
    error = one_error(a_csv(tmp_path, HEADINGS, changed(**{heading: cell})))
    assert error == RowError(row=2, column=heading, problem=problem, found=found)


def test_all_errors_of_a_row_are_told(tmp_path: Path) -> None:
    row = changed(Estado="", DNI="1", Celular="no tiene", Presentado="ayer")
    rows, errors = read(a_csv(tmp_path, HEADINGS, row))
    assert rows == []
    assert {error.column for error in errors} == {"Estado", "DNI", "Celular", "Presentado"}


def test_numbers_of_a_workbook_get_back_their_zeros(tmp_path: Path) -> None:
    row = changed(Expediente=4276.0, DNI=8112233, Celular=900112233.0, Ubigeo=80405)
    (read_row,), errors = read(an_xlsx(tmp_path, HEADINGS, row))
    assert errors == []
    assert read_row.alias == "4276"
    assert read_row.applicant_document is not None
    assert read_row.applicant_document.number == "08112233"
    assert (read_row.district, read_row.phone is not None) == ("080405", True)


def test_a_text_gets_back_its_zeros_only_if_the_map_says_so(tmp_path: Path) -> None:
    path = a_csv(tmp_path, HEADINGS, changed(DNI="8112233", Ubigeo="80405"))
    assert {error.column for error in read(path)[1]} == {"DNI", "Ubigeo"}
    (row,), _ = read(path, f"restore_zeros = true\n{MAP}")
    assert row.applicant_document is not None
    assert (row.applicant_document.number, row.district) == ("08112233", "080405")


def test_real_dates_day_numbers_and_texts_of_a_workbook_are_one_day(tmp_path: Path) -> None:
    on = date(2026, 11, 10)
    spelled = (datetime(2026, 11, 10, 9, 30), on, 46336, "46336", "10 de noviembre de 2026")  # noqa: DTZ001
    rows, errors = read(
        an_xlsx(
            tmp_path,
            HEADINGS,
            *(changed(Expediente=f"{n}", Presentado=day) for n, day in enumerate(spelled)),
        )
    )
    assert errors == []
    assert {row.presented_on for row in rows} == {on}


def test_a_computed_cell_of_a_workbook_is_read_by_its_label(tmp_path: Path) -> None:
    link = '=HYPERLINK("https://sgd.example/12","12-2026")'
    path = an_xlsx(tmp_path, HEADINGS, changed(Expediente=link), ROW)
    assert look_over(path).has_formulas
    rows, _ = read(path)
    assert [row.alias for row in rows] == ["12-2026", "12-2026"]


def test_a_file_of_several_institutions_tells_each_row_its_own(tmp_path: Path) -> None:
    text = MAP.replace('institution = "PE/muni-pisac"', "").replace(
        "[columns]", '[columns]\ninstitution = "Entidad"'
    )
    text += '[words.institution]\n"Pisac" = "PE/muni-pisac"\n"Calca" = "PE/muni-calca"\n'
    path = a_csv(tmp_path, (*HEADINGS, "Entidad"), (*ROW, "CALCA"), (*ROW, "Cusco"))
    (row,), (error,) = read(path, text)
    assert row.institution == "PE/muni-calca"
    assert (error.row, error.column, error.problem) == (3, "Entidad", "unknown_word")


def test_codes_need_no_vocabulary(tmp_path: Path) -> None:
    text = MAP[: MAP.index("[words.procedure]")]
    row = changed(Trámite="PE/sisfoh", Estado="EN_TRAMITE")
    (read_row,), _ = read(a_csv(tmp_path, HEADINGS, row), text)
    assert (read_row.procedure, read_row.state) == ("PE/sisfoh", State.EN_TRAMITE)


def test_the_day_of_the_export_comes_from_a_column_from_the_caller_or_from_the_map(
    tmp_path: Path,
) -> None:
    path, on = a_csv(tmp_path, HEADINGS, ROW), date(2026, 11, 12)
    assert read(path, as_of=on)[0][0].as_of == on
    by_column = MAP.replace('presented_on = "Presentado"', 'as_of = "Presentado"')
    assert read(path, by_column, as_of=on)[0][0].as_of == date(2026, 11, 10)
    without = MAP.replace("as_of = 2026-11-20", "")
    with pytest.raises(DocumentInvalid) as refusal:
        read(path, without)
    assert refusal.value.facts["field"] == "fixed.as_of"
    _, (error,) = read(
        a_csv(tmp_path, HEADINGS, changed(Presentado="")),
        without.replace('presented_on = "Presentado"', 'as_of = "Presentado"'),
    )
    assert (error.column, error.problem) == ("Presentado", "missing")


def a_long_csv(folder: Path, rows: int) -> Path:
    path = folder / "long.csv"
    with path.open("wb") as file:
        file.write(csv_bytes(HEADINGS))
        for number in range(rows):
            file.write(csv_bytes(changed(Expediente=f"{number}-2026")))
    return path


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_file_is_read_in_the_memory_of_a_short_one(
    tmp_path: Path, counts: Callable[[int, int], int], kind: str
) -> None:
    many = counts(3000, 100_000)
    if kind == "csv":
        path = a_long_csv(tmp_path, many)
    else:
        rows = (changed(Expediente=f"{number}-2026") for number in range(many))
        path = an_xlsx(tmp_path, HEADINGS, *rows)
    at_home = country()
    tracemalloc.start()
    read_ = sum(1 for _ in read_rows(look_over(path), the_map(), at_home))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read_ == many
    # A workbook's reader keeps an empty element of every row; the rows themselves weigh more.
    assert peak < 2_000_000 + (0 if kind == "csv" else many * 200)
