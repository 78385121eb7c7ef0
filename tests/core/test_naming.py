"""Short names by rule: plain, whole words, and never two the same."""

import random
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.gsm7 import parts
from core.model.naming import LONGEST, Official, as_people_say, is_plain, short_name, short_names
from core.model.official_words import LINKS, bare, words_of
from tests.bolivia import rows

DEAR = set("áíóúÁÍÓÚ^{}[]~|€\\")


def by_institution() -> dict[str, list[Official]]:
    found: defaultdict[str, list[Official]] = defaultdict(list)
    for row in rows():
        found[row.entity_code].append(Official(row.code, row.name))
    return found


@pytest.mark.parametrize(
    ("official", "short"),
    [
        (
            "TRAMITE DE RECONOCIMIENTO DE HORAS PARALELAS PARA DOCENTES",
            "Reconocimiento de horas paralelas",
        ),
        ("12. DUPLICADO DE PLACA", "Duplicado de placa"),
        ("64 . MEDICAMENTO NACIONAL", "Medicamento nacional"),
        ("Trámite 42 - Disolución de Sociedad Comercial", "Disolucion de sociedad comercial"),
        ("SOLICITUD DE FOTOCOPIAS LEGALIZADAS", "Fotocopias legalizadas"),
        ("REQUISITOS PARA AFILIACIÓN DE TRABAJADOR ACTIVO", "Afiliacion de trabajador activo"),
        ("INACTIVACIÓN DEL NIT", "Inactivacion del NIT"),
        ("DUPLICADO DE CERTIFICADO SRC-DCM-13", "Duplicado de certificado"),
        ("LEG. FOTOC. TIT/DIPL: DOC,MASTER,DIPL,ESPEC", "Legalizacion fotocopia titulo diploma"),
        ("VERIF. AUTENT. FOTOC. TIT. PROV. NACIONAL", "Verificacion autenticidad fotocopia"),
        ("Certificación del RUAT en La Paz", "Certificacion del RUAT en La Paz"),
        ("DIVISIONES Y/O FUSIONES", "Divisiones o fusiones"),
        ("CARNET BENEFICIARIO HIJO(A)", "Carnet beneficiario hijo"),
        ("Hemoglobina A1C (Glicohemoglobina)", "Hemoglobina A1C"),
        ("PERSONAL DE LAS FF.AA.", "Personal de las Fuerzas Armadas"),
        ("Préstamo para la niñez", "Préstamo para la niñez"),
        ("(ENTRE PARÉNTESIS)", "Entre paréntesis"),
        ("Trámite", "Tramite"),
        ("Ley 1886.", "Ley 1886"),
        ("A" * 50, "A" + "a" * 39),
        ("***", ""),
    ],
)
def test_a_long_name_becomes_one_that_people_can_say(official: str, short: str) -> None:
    assert short_name(official) == short


def test_every_real_name_gets_a_short_one_that_fits_a_text_and_ends_in_a_word_that_ends() -> None:
    named = {code: name for group in by_institution().values() for code, name in _named(group)}
    assert len(named) == 951
    for name in named.values():
        assert 0 < len(name) <= LONGEST
        assert is_plain(name)
        assert not DEAR & set(name), name
        assert parts(name) == 1
        assert name[0] == name[0].upper()
        assert bare(name.split()[-1]) not in LINKS, name
        assert "  " not in name


def _named(group: list[Official]) -> list[tuple[str, str]]:
    return list(short_names(group).items())


def test_no_two_entries_of_one_institution_are_called_the_same() -> None:
    for group in by_institution().values():
        names = short_names(group)
        assert set(names) == {entry.code for entry in group}
        assert len(set(names.values())) == len(group)


def test_real_names_are_told_apart_by_their_words_and_never_by_a_number_of_the_office() -> None:
    alike = 0
    for group in by_institution().values():
        plain = [short_name(entry.name) for entry in group]
        alike += sum(plain.count(name) > 1 for name in plain)
        for code, name in short_names(group).items():
            assert not name.endswith(code.removeprefix("t-")), name
    assert alike > 200


def test_what_tells_two_apart_is_a_word_that_the_other_has_not() -> None:
    names = short_names(
        [
            Official("t-1", "MEDICAMENTO IMPORTADO SERVICIO POR REGISTRO SANITARIO INSCRIPCIÓN"),
            Official("t-2", "MEDICAMENTO IMPORTADO SERVICIO POR REGISTRO SANITARIO REINSCRIPCIÓN"),
        ]
    )
    assert names == {
        "t-1": "Medicamento importado: inscripcion",
        "t-2": "Medicamento importado: reinscripcion",
    }


def test_what_has_the_same_words_is_told_apart_by_its_code() -> None:
    names = short_names([Official("t-7", "Permiso de feria"), Official("t-8", "PERMISO DE FERIA.")])
    assert len(set(names.values())) == 2
    assert any(name.endswith(("7", "8")) for name in names.values())


def test_a_name_that_is_taken_is_given_to_nobody_else() -> None:
    entry = Official("t-9", "Permiso de feria")
    assert short_names([entry]) == {"t-9": "Permiso de feria"}
    assert short_names([entry], taken=frozenset({"Permiso de feria"})) == {
        "t-9": "Permiso de feria 9"
    }


def test_the_order_in_which_entries_come_changes_no_name() -> None:
    for group in by_institution().values():
        mixed = list(group)
        random.Random(len(group)).shuffle(mixed)  # noqa: S311 - no secret
        assert short_names(mixed) == short_names(group)


def test_an_entity_is_called_as_people_call_it() -> None:
    assert as_people_say("Gobierno Autónomo Municipal de La Paz") == "Alcaldia de La Paz"
    assert as_people_say("Banco Central de Bolivia") == "Banco Central de Bolivia"


def test_capitals_are_kept_where_a_name_is_not_shouted() -> None:
    assert [word.text for word in words_of("Taller GASES para bTH")] == [
        "taller", "GASES", "para", "bth",
    ]  # fmt: skip


CODES = st.from_regex(r"t-[a-z0-9]{1,20}", fullmatch=True)
OFFICE = st.text(alphabet="ABCDEÁÑ abcdeáñ.-()/0123456789*", max_size=60)


@given(name=st.one_of(st.text(max_size=400), OFFICE))
def test_any_text_becomes_a_plain_name_or_none(name: str) -> None:
    short = short_name(name)
    assert len(short) <= LONGEST
    assert short == "" or is_plain(short)
    assert not DEAR & set(short)


@given(
    named=st.dictionaries(CODES, st.one_of(OFFICE, st.text(max_size=80)), max_size=12),
    taken=st.frozensets(OFFICE, max_size=3),
)
def test_any_institution_gets_names_that_differ(
    named: dict[str, str], taken: frozenset[str]
) -> None:
    names = short_names((Official(code, name) for code, name in named.items()), taken=taken)
    assert set(names) == set(named)
    assert len(set(names.values())) == len(named)
    assert not taken & set(names.values())
    for name in names.values():
        assert 0 < len(name) <= LONGEST
        assert is_plain(name)


def test_a_country_that_repeats_itself_is_named_in_reasonable_time() -> None:
    same = [Official(f"t-{number}", "REGISTRO DE LA MISMA COSA") for number in range(2_000)]
    assert len(set(short_names(same).values())) == 2_000
