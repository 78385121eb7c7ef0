"""What the house ships says who says so, how surely, and in words that people use."""

import re
from datetime import date, timedelta
from functools import cache

import pytest

from config.documents_on_disk import read_documents
from core.model.document import Document
from core.model.gsm7 import is_gsm7
from core.model.institution import Institution
from core.model.procedure import BLOCKS, Certainty, Procedure
from core.model.reasons import Reason, ReasonBook
from core.model.term import Silence
from tests.peru import DOCUMENTS, gazetteer

CODES = tuple(sorted(path.stem for path in (DOCUMENTS / "procedures").glob("*.yaml")))
MOST_WORDS = 15
# What may be told of each row: cost in cents (0 is free), business days, silence. None is
# "por confirmar". The rows are those of the catalogue's sources, in the order of the printed list.
TOLD: dict[str, tuple[int | str | None, int | None, Silence | None]] = {
    "dni-adulto": (None, None, None),
    "dni-menor": (None, None, None),
    "dni-gratis": (0, None, None),
    "acta-certificada": (1030, None, None),
    "nacimiento": (0, None, None),
    "nacimiento-tardio": (None, None, None),
    "sisfoh": (0, None, None),
    "sis": (0, None, None),
    "pension-65": (0, None, None),
    "contigo": (0, None, None),
    "juntos": (0, None, None),
    "discapacidad": (0, None, None),
    "conadis": (None, None, None),
    "policiales": (None, None, None),
    "penales": (4040, None, None),
    "licencia-bajo": (None, None, None),
    "licencia-alto": (None, None, None),
    "posesion-servicios": ("per_tupa", None, None),
    "posesion-rustico": ("per_tupa", None, None),
    "titulo-rural": ("per_tupa", None, None),
    "padron-agrario": (0, None, None),
    "domicilio": ("per_tupa", 3, Silence.POSITIVE),
    "brevete-duplicado": (2450, None, Silence.AUTOMATIC),
    "brevete-renovacion": (None, None, Silence.AUTOMATIC),
    "reclamo-luz": (0, None, None),
    "reclamo-agua": (None, None, None),
    "informacion-publica": (None, None, None),
    "libro": (0, None, Silence.NONE),
    "queja": (0, 3, Silence.NONE),
    "recurso": (0, None, None),
}
# Facts that are kept although nobody may tell them yet.
KEPT = {
    "dni-adulto": ([3000], None, Silence.UNCONFIRMED),
    "dni-menor": ([1600], None, Silence.UNCONFIRMED),
    "acta-certificada": ([1030, 1200], None, Silence.UNCONFIRMED),
    "policiales": ([540, 850, 1700], None, Silence.UNCONFIRMED),
    "licencia-bajo": ([], None, Silence.AUTOMATIC),
    "licencia-alto": ([], 8, Silence.POSITIVE),
    "informacion-publica": ([], 10, Silence.NEGATIVE),
}


@cache
def shipped(kind: str) -> dict[str, Document]:
    """Read what is shipped of a kind, by the last word of its key."""
    found = [document for document in read_documents() if document.kind == kind]
    return {document.key.rpartition("/")[2]: document for document in found}


def procedure(code: str) -> Procedure:
    return Procedure.parse(shipped("procedure")[code])


def reasons() -> tuple[Reason, ...]:
    return ReasonBook.parse(shipped("reasons")["PE"]).reasons


def institutions() -> list[Institution]:
    return [Institution.parse(document) for document in shipped("institution").values()]


def longest_sentence(text: str) -> int:
    return max(len(sentence.split()) for sentence in re.split(r"[.;:]", text))


def test_thirty_procedures_are_numbered_as_the_printed_list() -> None:
    by_shortcut = sorted((procedure(code).shortcut, code) for code in CODES)
    assert by_shortcut == list(enumerate(TOLD, start=1))
    assert len(TOLD) == 30


@pytest.mark.parametrize("code", CODES)
def test_a_procedure_says_its_source_its_day_its_validity_and_how_sure_it_is(code: str) -> None:
    document, read = shipped("procedure")[code], procedure(code)
    assert document.source.strip()
    assert document.publisher.strip()
    assert document.read_on == date(2026, 11, 21)
    assert document.valid_from <= document.read_on
    assert document.is_in_force(document.read_on)
    assert set(read.certainty) == set(BLOCKS)
    assert read.confirm_with_entity
    assert read.code == code


@pytest.mark.parametrize("code", CODES)
def test_a_procedure_has_a_name_that_fits_a_text_message(code: str) -> None:
    read = procedure(code)
    assert len(read.short_name) <= 40
    assert is_gsm7(read.short_name)
    assert code.isascii()
    assert len(code) <= 20


@pytest.mark.parametrize("code", CODES)
def test_nothing_that_must_be_confirmed_is_told(code: str) -> None:
    body, read = shipped("procedure")[code].body, procedure(code)
    told = {
        "requirements": read.told_requirements,
        "cost": read.told_costs,
        "term": read.told_term or read.told_term_note,
        "silence": read.told_silence,
    }
    for block, words in told.items():
        if body[block]["certainty"] == "D":
            assert not words, block
    assert all(cost.kind != "unconfirmed" for cost in read.told_costs)
    assert read.told_silence is not Silence.UNCONFIRMED


@pytest.mark.parametrize("code", CODES)
def test_what_is_told_is_what_the_sources_say(code: str) -> None:
    read = procedure(code)
    cost = read.told_cost
    amount: int | str | None = None if cost is None else cost.kind
    if cost is not None and cost.kind in {"free", "amount"}:
        amount = 0 if cost.amount is None else cost.amount.cents
    term = None if read.told_term is None else read.told_term.count
    assert (amount, term, read.told_silence) == TOLD[code]


@pytest.mark.parametrize("code", KEPT)
def test_what_may_not_be_told_is_still_kept_for_the_desk(code: str) -> None:
    read = procedure(code)
    amounts = [cost.amount.cents for cost in read.costs if cost.amount is not None]
    term = None if read.term is None else read.term.count
    assert (amounts, term, read.silence) == KEPT[code]


@pytest.mark.parametrize("code", CODES)
def test_a_requirement_is_one_short_sentence(code: str) -> None:
    read = procedure(code)
    assert read.requirements
    for requirement in read.requirements:
        assert requirement[0].isupper(), requirement
        assert requirement[-1] not in ".,;: ", requirement
        assert longest_sentence(requirement) <= MOST_WORDS, requirement
    assert read.where[0].islower()
    assert longest_sentence(read.term_note or "") <= MOST_WORDS


@pytest.mark.parametrize("code", CODES)
def test_the_institution_of_a_procedure_is_shipped_too(code: str) -> None:
    institution = procedure(code).institution
    assert institution is None or institution in {one.key for one in institutions()}


def test_only_what_stands_in_the_law_is_certain_as_law() -> None:
    lawful = {code for code in CODES if procedure(code).certainty["requirements"] is Certainty.A}
    assert lawful == {"queja", "recurso"}


def test_a_catalogue_that_nobody_reads_again_goes_stale() -> None:
    later = date(2026, 11, 21) + timedelta(days=181)
    assert not any(procedure(code).is_stale(date(2026, 11, 21)) for code in CODES)
    assert all(procedure(code).is_stale(later) for code in CODES)


def test_the_free_card_of_2026_is_not_in_force_in_2027() -> None:
    free = shipped("procedure")["dni-gratis"]
    assert free.is_in_force(date(2026, 12, 31))
    assert not free.is_in_force(date(2027, 1, 1))


@pytest.mark.parametrize("reason", reasons(), ids=lambda reason: reason.code)
def test_a_reason_can_be_spoken_texted_and_written(reason: Reason) -> None:
    form, letter = reason.forms["es"], reason.letter["es"]
    assert len(form) <= 40
    assert is_gsm7(form)
    assert form[0].islower()
    assert form[-1] not in ".,;:"
    assert letter[0].isupper()
    assert letter.endswith(".")
    assert longest_sentence(letter) <= MOST_WORDS
    assert not re.search(r"\bno (?:presentó|trajo|firmó|pagó|llenó)\b", letter), "it blames"


def test_reasons_cover_what_offices_observe_and_say_what_they_may_not() -> None:
    offered = {reason.code for reason in reasons() if reason.is_offered}
    forbidden = {reason.code: reason.forbidden_by for reason in reasons() if not reason.is_offered}
    assert len(offered) >= 25
    assert {"firma-solicitud", "domicilio-completo", "hoja-ilegible", "carta-poder"} <= offered
    assert {"copia-dni", "recibo-pago", "tercera-copia"} <= forbidden.keys()
    assert all(str(norm).startswith("TUO LPAG art. 48.1") for norm in forbidden.values())


def test_the_forms_differ_so_that_nobody_mistakes_one_for_another() -> None:
    assert len({reason.forms["es"] for reason in reasons()}) == len(reasons())


@pytest.mark.parametrize("institution", institutions(), ids=lambda one: one.code)
def test_an_institution_can_be_named_and_found(institution: Institution) -> None:
    districts = {district.inei for district in gazetteer().districts}
    assert len(institution.short_name) <= 24
    assert is_gsm7(institution.short_name)
    assert institution.district in districts
    assert institution.office(institution.reception).kind == "mesa_de_partes"
    for office in institution.offices:
        assert office.district in districts, office.code
        assert len(office.short_name) <= 24
        assert is_gsm7(office.short_name)


def test_no_address_that_was_made_up_passes_for_a_fact() -> None:
    for document in shipped("institution").values():
        read = Institution.parse(document)
        assert "sintético, por confirmar con la entidad" in document.source
        assert read.certainty is Certainty.D
        assert all(office.phone is None for office in read.offices)
        assert not any(re.search(r"[0-9]|s/n|Av\.|Jr\.", office.address) for office in read.offices)


def test_the_municipality_of_pisac_is_the_one_of_its_district() -> None:
    [pisac] = [one for one in institutions() if one.key == "PE/muni-pisac"]
    names = {district.inei: str(district) for district in gazetteer().districts}
    assert names[str(pisac.district)] == "Pisac (Calca, Cusco)"
    assert pisac.short_name == "Muni Pisac"
