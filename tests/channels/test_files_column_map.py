"""A column map is read strictly: a slip of the pen must not become a silent gap in the data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.files.column_map import DistrictCodes, Field, parse_map
from core.refusals import DocumentInvalid
from tests.channels.office_files import MAP


def refused(text: str) -> tuple[object, object]:
    with pytest.raises(DocumentInvalid) as refusal:
        parse_map(text, "prueba")
    assert refusal.value.facts["document"] == "prueba"
    return refusal.value.facts["problem"], refusal.value.facts["field"]


def test_a_map_tells_columns_words_and_what_is_fixed() -> None:
    read = parse_map(MAP, "prueba")
    assert read.columns[Field.ALIAS] == ("Expediente",)
    assert read.fixed == {Field.INSTITUTION: "PE/muni-pisac"}
    assert read.words[Field.STATE] == {"en evaluacion": "EN_TRAMITE", "observado": "REQUERIDO"}
    assert read.as_of == date(2026, 11, 20)
    assert read.district_codes is DistrictCodes.INEI
    assert (read.reason_separator, read.restore_zeros, read.header_row) == (",", False, None)


def test_several_columns_make_one_value_in_their_order() -> None:
    read = parse_map(MAP.replace('"Solicitante"', '["Nombres", "Apellidos"]'), "prueba")
    assert read.columns[Field.NAME] == ("Nombres", "Apellidos")
    assert read.headings["applicant_name"] == "Nombres + Apellidos"


def test_everything_that_a_map_may_say_is_read() -> None:
    more = 'source = "x"\nheader_row = 4\nsheet = "Hoja1"\nrestore_zeros = true\n' + MAP
    more += '[districts]\ncodes = "reniec"\n[reasons]\nseparator = "/"\n'
    read = parse_map(more, "prueba")
    assert (read.header_row, read.sheet, read.restore_zeros) == (4, "Hoja1", True)
    assert (read.district_codes, read.reason_separator) == (DistrictCodes.RENIEC, "/")


@pytest.mark.parametrize(
    ("old", "new", "problem", "field"),
    [
        ("[columns]", "[columns", "not_toml", ""),
        ("[dates]", "[fechas]", "unknown_field", "fechas"),
        ('alias = "Expediente"', "", "missing", "columns.alias"),
        ('institution = "PE/muni-pisac"', "", "missing", "columns.institution"),
        ('phone = "Celular"', 'fone = "Celular"', "unknown_field", "columns.fone"),
        ('phone = "Celular"', 'phone = ""', "empty", "columns.phone"),
        ('phone = "Celular"', "phone = 7", "not_text", "columns.phone"),
        ('phone = "Celular"', "phone = [7]", "not_text", "columns.phone.0"),
        ('phone = "Celular"', "phone = []", "not_text", "columns.phone"),
        ('"EN_TRAMITE"', '"EN_TRAMITES"', "unknown_choice", "words.state.EN EVALUACIÓN"),
        ('"Observado" =', '"en evaluacion" =', "duplicate", "words.state.en evaluacion"),
        ('"Observado" =', '"..." =', "duplicate", "words.state...."),
        ("[words.state]", "[words.name]", "unknown_field", "words.name"),
        ('"%d/%m/%Y"', '"%d/%m"', "not_date_format", "dates.formats"),
        ('"%d/%m/%Y"', '"%m/%Y"', "not_date_format", "dates.formats"),
        ('"%d/%m/%Y"', '"%d%q%m%Y"', "not_date_format", "dates.formats"),
        ("as_of = 2026-11-20", 'as_of = "2026-11-20"', "not_date", "fixed.as_of"),
        ("as_of = 2026-11-20", "as_of = 2026-11-20T10:00:00", "not_date", "fixed.as_of"),
        ("as_of = 2026-11-20", 'document_kind = "x"', "unknown_choice", "fixed.document_kind"),
        ("as_of = 2026-11-20", 'name = "x"', "unknown_field", "fixed.name"),
        ("[fixed]", "header_row = 0\n[fixed]", "too_small", "header_row"),
        ("[fixed]", "header_row = 999\n[fixed]", "too_large", "header_row"),
        ("[fixed]", 'header_row = "4"\n[fixed]', "not_number", "header_row"),
        ("[fixed]", 'restore_zeros = "si"\n[fixed]', "not_flag", "restore_zeros"),
        ("[dates]", '[districts]\ncodes = "sunat"\n[dates]', "unknown_choice", "districts.codes"),
        ("[dates]", '[reasons]\nseparator = "----"\n[dates]', "too_long", "reasons.separator"),
    ],
)
def test_a_slip_in_a_map_is_refused_where_it_stands(
    old: str, new: str, problem: str, field: str
) -> None:
    assert old in MAP
    assert refused(MAP.replace(old, new)) == (problem, field)


def test_a_thousand_brackets_are_refused() -> None:
    assert refused("a = " + "[" * 5000)[0] == "not_toml"


@given(st.text())
def test_whatever_is_not_a_map_is_refused(text: str) -> None:
    assert refused(text)[0] in {"not_toml", "unknown_field", "missing"}
