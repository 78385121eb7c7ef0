"""A file is what its bytes say, whatever its name: a table is taken, all else is named."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.files import office_file
from channels.files.office_file import look_over
from channels.files.rows import read_rows
from channels.files.workbook import look_over_workbook
from core.refusals import ColumnMissing, FileUnreadable
from tests.channels.office_files import (
    HEADINGS,
    ROW,
    a_csv,
    an_xlsx,
    as_excel_saves,
    country,
    read,
    repacked,
    the_map,
)


def problem_of(path: Path) -> object:
    with pytest.raises(FileUnreadable) as refusal:
        list(read_rows(look_over(path), the_map(), country()))
    return refusal.value.facts["problem"]


def written(folder: Path, content: bytes, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "empty"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old_excel"),
        (b"<html><table><tr><td>Expediente", "web_page"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?>", "web_page"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"\x89PNG\r\n", "image"),
        (b"Expediente;Estado\r\n1;\0\0\r\n", "nul"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "not_a_workbook"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    assert problem_of(written(tmp_path, content)) == problem


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "nothing.csv") == "not_found"
    assert problem_of(tmp_path) == "not_readable"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_is_read_in_every_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = a_csv(tmp_path, HEADINGS, ROW, separator=separator, encoding=encoding)
    (row,), errors = read(path)
    assert errors == []
    assert (row.alias, row.applicant_name, row.row) == ("12-2026", "Juana Quispe", 2)


def test_one_letter_at_the_end_is_enough_to_tell_the_encoding(tmp_path: Path) -> None:
    rows = [ROW] * 3000
    path = a_csv(tmp_path, HEADINGS, *rows, [*ROW[:3], "Núñez", *ROW[4:]], encoding="latin-1")
    read_, _ = read(path)
    assert read_[-1].applicant_name == "Núñez"


def test_bytes_that_windows_does_not_know_are_latin_letters(tmp_path: Path) -> None:
    path = a_csv(tmp_path, HEADINGS, ROW, encoding="latin-1")
    path.write_bytes(path.read_bytes().replace(b"Juana", b"Juana \x81\xd1"))
    (row,), _ = read(path)
    assert row.applicant_name == "Juana Ñ Quispe"


def test_the_same_bytes_have_the_same_name_and_others_another(tmp_path: Path) -> None:
    first = look_over(a_csv(tmp_path, HEADINGS, ROW))
    again = look_over(first.path.rename(tmp_path / "renamed.txt"))
    other = look_over(a_csv(tmp_path, HEADINGS, ROW, ROW))
    assert first.sha256 == again.sha256 != other.sha256
    assert (first.rows, other.rows) == (2, 3)


def test_a_workbook_is_known_by_its_bytes_and_counts_its_rows(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path, HEADINGS, ROW, ROW).rename(tmp_path / "export.csv")
    file = look_over(path)
    assert (file.kind, file.rows, file.has_formulas) == ("xlsx", 3, False)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    path = an_xlsx(tmp_path, HEADINGS, *[ROW] * 50)
    content = path.read_bytes()
    assert problem_of(written(tmp_path, content[: int(len(content) * kept)])) == "damaged"


def test_a_workbook_with_a_changed_byte_is_refused(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path, HEADINGS, *[ROW] * 50)
    with zipfile.ZipFile(path) as parts:
        part = parts.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    content[part.header_offset + 80] ^= 0xFF
    assert problem_of(written(tmp_path, bytes(content))) == "damaged"


def bomb(size: int, declared: int | None = None) -> bytes:
    """Pack nothing but zeros as a sheet, and if asked say that it is smaller."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(size // 1_000_000):
                sheet.write(b" " * 1_000_000)
        if declared is not None:
            parts.infolist()[1].file_size = declared
    return packed.getvalue()


def test_a_workbook_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    content = bomb(office_file.MOST_BYTES + 1_000_000)
    assert len(content) < 1_000_000
    assert problem_of(written(tmp_path, content)) == "too_large"


def test_a_size_that_a_workbook_declares_is_not_believed(tmp_path: Path) -> None:
    path = written(tmp_path, bomb(3_000_000, declared=1000))
    with pytest.raises(FileUnreadable) as refusal:
        look_over_workbook(path, most_bytes=2_000_000)
    assert refusal.value.facts["problem"] in {"too_large", "damaged"}


def test_a_workbook_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        for place in range(2001):
            parts.writestr(f"{place}", "")
    assert problem_of(written(tmp_path, packed.getvalue())) == "too_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_workbook_that_defines_its_own_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    unfolding = '<!DOCTYPE a [<!ENTITY b "bbbb">]>'.encode(encoding)
    path = repacked(
        an_xlsx(tmp_path, HEADINGS, ROW),
        lambda name, part: unfolding + part if "sheet1" in name else part,
    )
    assert problem_of(path) == "unsafe"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]
)
def test_a_workbook_with_a_spoilt_part_is_refused(tmp_path: Path, part: str) -> None:
    path = repacked(
        as_excel_saves(tmp_path, HEADINGS, ROW),
        lambda name, content: content[: len(content) // 2] if name == part else content,
    )
    assert problem_of(path) == "damaged"


def test_a_text_without_the_headings_lacks_its_first_column(tmp_path: Path) -> None:
    path = written(tmp_path, b"una carta\r\nque nadie espera\r\n")
    with pytest.raises(ColumnMissing) as refusal:
        read(path)
    assert refusal.value.facts == {"column": "Expediente"}


def test_a_quotation_mark_that_nobody_closes_is_told(tmp_path: Path) -> None:
    path = a_csv(tmp_path, HEADINGS, ROW)
    path.write_bytes(path.read_bytes() + b'13;"' + b"x;y\r\n" * 50_000)
    assert problem_of(path) == "damaged"


@given(content=st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_table_without_headings_or_are_refused(
    tmp_path: Path, content: bytes
) -> None:
    path = written(tmp_path, content)
    with pytest.raises((FileUnreadable, ColumnMissing)):
        read(path)


@given(cut=st.integers(0, 6000), noise=st.binary(min_size=1, max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_workbook_with_noise_in_it_is_read_or_refused(
    tmp_path: Path, cut: int, noise: bytes
) -> None:
    content = an_xlsx(tmp_path, HEADINGS, ROW).read_bytes()
    path = written(tmp_path, content[:cut] + noise + content[cut + len(noise) :])
    try:
        rows, errors = read(path)
    except (FileUnreadable, ColumnMissing):
        return
    assert len(rows) + len(errors) >= 1


def test_a_workbook_as_excel_saves_it_is_read_whatever_size_it_declares(tmp_path: Path) -> None:
    (row,), errors = read(as_excel_saves(tmp_path, HEADINGS, ROW))
    assert (row.alias, row.phone is not None, errors) == ("12-2026", True, [])
    assert look_over(tmp_path / "export.xlsx").rows == 2
