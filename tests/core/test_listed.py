"""A row of a list says enough to be published, or which cell says nothing of use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.body import KEY
from core.model.listed import Listed
from core.refusals import CellInvalid
from tests.bolivia import rows


@pytest.mark.parametrize(
    ("number", "entity", "name", "column", "problem"),
    [
        ("", "Banco", "Pago", "id", "missing"),
        ("  ", "Banco", "Pago", "id", "missing"),
        ("10/06", "Banco", "Pago", "id", "not_a_code"),
        ("../1", "Banco", "Pago", "id", "not_a_code"),
        ("9" * 21, "Banco", "Pago", "id", "not_a_code"),
        ("1", "", "Pago", "entity", "missing"),
        ("1", "a" * 121, "Pago", "entity", "too_long"),
        ("1", "***", "Pago", "entity", "not_a_title"),
        ("1", "Banco", "", "name", "missing"),
        ("1", "Banco", "a" * 301, "name", "too_long"),
        ("1", "Banco", "()", "name", "not_a_title"),
        ("1", "Banco", "\U0001f600", "name", "not_a_title"),
    ],
)
def test_a_cell_that_says_nothing_of_use_is_refused(
    number: str, entity: str, name: str, column: str, problem: str
) -> None:
    with pytest.raises(CellInvalid) as refused:
        Listed.read(2, number, entity, name)
    assert (refused.value.facts["column"], refused.value.facts["problem"]) == (column, problem)


def test_one_entity_has_one_code_however_it_is_spelled() -> None:
    spelled = (
        "Agencia Estatal De Vivienda",
        "AGENCIA ESTATAL DE VIVIENDA",
        "Agéncia estatal, de  vivienda",
    )
    codes = {Listed.read(1, "1", entity, "Pago").entity_code for entity in spelled}
    assert codes == {"agencia-estatal-de-vivienda"}


def test_two_long_entities_that_begin_alike_keep_different_codes() -> None:
    begin = "Empresa Estratégica Boliviana de Construcción y Conservación de Infraestructura "
    codes = {Listed.read(1, "1", begin + end, "Pago").entity_code for end in ("Civil", "Militar")}
    assert len(codes) == 2
    assert all(len(code) <= 70 for code in codes)


def test_the_real_list_has_a_code_for_every_row_and_entity() -> None:
    assert len({row.code for row in rows()}) == 951
    assert len({row.entity_code for row in rows()}) == len({row.entity for row in rows()}) == 81


@given(number=st.text(max_size=30), entity=st.text(max_size=150), name=st.text(max_size=310))
def test_whatever_is_read_makes_keys_of_documents(number: str, entity: str, name: str) -> None:
    try:
        row = Listed.read(1, number, entity, name)
    except CellInvalid:
        return
    assert KEY.fullmatch(f"BO/{row.code}")
    assert KEY.fullmatch(f"BO/{row.entity_code}")
