"""Cells about people: a slip in what only reaches them does not lose their case."""

from pathlib import Path

import pytest

from core.model.asserted import RowError
from tests.channels.office_columns import ALL, ALL_HEADINGS, ALL_ROW, one_error
from tests.channels.office_files import (
    HEADINGS,
    MAP,
    ROW,
    a_csv,
    changed,
    read,
)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("no tiene", "phone_unreadable"),
        ("1800", "phone_short_code"),
        ("12345", "phone_invalid"),
        ("+34 600 112 233", "phone_foreign"),
        ("900112233 / 951112233", "phone_unreadable"),
    ],
)
def test_a_phone_that_is_none_leaves_the_row_in_without_it(
    tmp_path: Path, cell: str, problem: str
) -> None:
    (row,), (error,) = read(a_csv(tmp_path, HEADINGS, changed(Celular=cell)))
    assert row.phone is None
    assert error == RowError(row=2, column="Celular", problem=problem, kept=True)


@pytest.mark.parametrize(
    ("heading", "cell", "found"),
    [("Lengua", "klingon", "klingon"), ("Compartido", "a veces", "a veces")],
)
def test_what_only_helps_to_reach_a_person_leaves_the_row_in(
    tmp_path: Path, heading: str, cell: str, found: str
) -> None:
    at = ALL_HEADINGS.index(heading)
    row = (*ALL_ROW[:at], cell, *ALL_ROW[at + 1 :])
    rows, (error,) = read(a_csv(tmp_path, ALL_HEADINGS, row), ALL)
    assert len(rows) == 1
    assert (error.column, error.problem, error.found, error.kept) == (
        heading,
        "unknown_word",
        found,
        True,
    )


def test_an_error_never_repeats_what_is_personal(tmp_path: Path) -> None:
    row = changed(DNI="8812345X", Celular="95112233445566", Solicitante="9" * 30)
    _, errors = read(a_csv(tmp_path, HEADINGS, row))
    assert len(errors) == 3
    assert {error.found for error in errors} == {""}


def test_a_code_of_the_other_system_is_seen_by_the_name_beside_it(tmp_path: Path) -> None:
    at = ALL_HEADINGS.index("Ubigeo")
    reniec_of_calca = "070401"
    row = (*ALL_ROW[:at], reniec_of_calca, *ALL_ROW[at + 1 :])
    error = one_error(a_csv(tmp_path, ALL_HEADINGS, row), ALL)
    assert error.problem in {"code_of_another_district", "place_unknown"}


def test_the_registrys_codes_become_canonical_ones(tmp_path: Path) -> None:
    text = f'{MAP}[districts]\ncodes = "reniec"\n'
    (row,), _ = read(a_csv(tmp_path, HEADINGS, changed(Ubigeo="070405")), text)
    assert row.district == "080405"


@pytest.mark.parametrize("said", ["Pisac", "PISAC, Calca", "pisac - calca - cusco"])
def test_a_district_may_be_told_by_name(tmp_path: Path, said: str) -> None:
    text = f'{MAP}[districts]\ncodes = "name"\n'
    (row,), _ = read(a_csv(tmp_path, HEADINGS, changed(Ubigeo=said)), text)
    assert row.district == "080405"


def test_a_name_that_several_districts_share_is_refused(tmp_path: Path) -> None:
    text = f'{MAP}[districts]\ncodes = "name"\n'
    error = one_error(a_csv(tmp_path, HEADINGS, changed(Ubigeo="Santa Rosa")), text)
    assert (error.problem, error.found) == ("place_ambiguous", "Santa Rosa")


def test_an_address_without_a_district_leaves_the_row_in(tmp_path: Path) -> None:
    text = MAP.replace('district = "Ubigeo"', 'address = "Ubigeo"')
    (row,), (error,) = read(a_csv(tmp_path, HEADINGS, changed(Ubigeo="Jr. Sol 12")), text)
    assert row.address is None
    assert (error.problem, error.kept) == ("without_district", True)


def test_foreigners_show_other_documents(tmp_path: Path) -> None:
    at, kind = ALL_HEADINGS.index("DNI"), ALL_HEADINGS.index("Tipo")
    row = [*ALL_ROW]
    row[at], row[kind] = "001234567", "C.E."
    (read_row,), _ = read(a_csv(tmp_path, ALL_HEADINGS, row), ALL)
    assert read_row.applicant_document is not None
    assert read_row.applicant_document.kind == "ce"


def test_several_names_are_joined_and_a_comma_turns_them_around(tmp_path: Path) -> None:
    text = MAP.replace('name = "Solicitante"', 'name = ["Nombres", "Apellidos"]')
    headings = (*HEADINGS, "Nombres", "Apellidos")
    (row,), _ = read(a_csv(tmp_path, headings, (*ROW, "Juana Rosa", "Quispe Mamani")), text)
    assert row.applicant_name == "Juana Rosa Quispe Mamani"
    (row,), _ = read(a_csv(tmp_path, HEADINGS, changed(Solicitante="Quispe Mamani, Juana Rosa")))
    assert row.applicant_name == "Juana Rosa Quispe Mamani"
