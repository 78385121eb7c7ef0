"""Who may hear what, and what there is to say of a case in every state and on every day."""

from dataclasses import replace
from datetime import date

import pytest

from config.house import House
from core.inquiry import Asker
from core.model.answers import MyCasesAnswer, NumbersSentAnswer, Place
from core.model.disclosure import Level
from core.model.disclosure import Path as Way
from core.model.state import State
from core.model.topics import Stage, Topic
from core.opening import Receipt
from core.refusals import (
    CaseNotFound,
    ClaveWrong,
    InstitutionUnknown,
    NumberIncomplete,
    NumberMissing,
    NumberTooLong,
    NumberWrongCheck,
    OfficeUnknown,
    PlaceUnknown,
    ProcedureUnknown,
    Refusal,
    VisitUnknown,
)
from core.visiting import NewVisit
from tests.core.rows import rows
from tests.core.stories import (
    MONDAY,
    Said,
    a_case,
    a_citizen,
    a_receipt,
    an_asserted_case,
    on_day,
)
from tests.core.verbs import REASONS
from tests.fakes import UnaskedCases
from tests.houses import TODAY, act

PHONE = "+51984123456"
# How the phone at the other end is known: not at all, shared, own but unproved, own and proved
# today, own and proved longer ago than a proof holds.
PHONES: dict[str, Said | None] = {
    "unknown": None,
    "shared": {"phone": PHONE, "proved": True},
    "unproved": {"phone": PHONE, "own_phone": True},
    "own": {"phone": PHONE, "own_phone": True, "proved": True},
    "lapsed": {"phone": PHONE, "own_phone": True, "proved": True},
}
# What each may hear: without a clave, with the right one, with a wrong one.
Expected = tuple[Level | type[Refusal], ...]
USUAL: Expected = (Level.STAGE, Level.DETAIL, ClaveWrong)
PROVED: Expected = (Level.DETAIL, Level.DETAIL, Level.DETAIL)
REACHES_ONE_PERSON = {("own", Way.REPLY_TO_NUMBER), ("own", Way.OUR_CALL)} | {
    (phone, Way.ADDRESS) for phone in PHONES
}
LEVELS = {
    (way, phone): PROVED if (phone, way) in REACHES_ONE_PERSON else USUAL
    for way in Way
    for phone in PHONES
}


def a_story(house: House, phone: str) -> Receipt:
    """Open a case of someone with such a phone, on a day when all of it holds."""
    if phone == "lapsed":
        on_day(house, date(2025, 11, 19))
    said = PHONES[phone]
    citizen = a_citizen(house) if said is None else a_citizen(house, **said)
    on_day(house, TODAY)
    return a_receipt(house, TODAY, applicant=citizen)


@pytest.mark.parametrize(("way", "phone"), list(LEVELS))
def test_the_path_the_phone_and_the_clave_decide_what_is_told(
    house: House, way: Way, phone: str
) -> None:
    receipt = a_story(house, phone)
    caller = house.blind_phone(PHONE)
    for clave, expected in zip((None, receipt.clave, "000000"), LEVELS[way, phone], strict=True):
        asker = Asker(way, caller, clave)
        if isinstance(expected, Level):
            assert house.inquiry.status(str(receipt.number), asker).level is expected
            continue
        with pytest.raises(expected):
            house.inquiry.status(str(receipt.number), asker)


def test_a_wrong_clave_over_a_proven_phone_is_no_guess(house: House) -> None:
    receipt = a_story(house, "own")
    asker = Asker(Way.REPLY_TO_NUMBER, house.blind_phone(PHONE), "000000")
    assert house.inquiry.status(str(receipt.number), asker).level is Level.DETAIL
    assert rows(house, "wrong_clave") == []


def test_a_forged_caller_id_opens_nothing(house: House) -> None:
    receipt = a_story(house, "own")
    told = house.inquiry.status(str(receipt.number), Asker(Way.CALLER, house.blind_phone(PHONE)))
    assert told.level is Level.STAGE
    assert told.must_tell[0].message == "stage.received"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("1400000001", NumberWrongCheck),
        ("140-000-427", NumberIncomplete),
        ("1" * 40, NumberTooLong),
        ("", NumberMissing),
        ("expediente \0 \U0001f33d", NumberMissing),
    ],
)
def test_a_number_that_cannot_be_is_refused_before_anything_is_looked_up(
    house: House, text: str, refusal: type[Refusal]
) -> None:
    inquiry = replace(house.inquiry, cases=UnaskedCases())
    with pytest.raises(refusal):
        inquiry.status(text, Asker(Way.CALLER, "a phone"))


def test_a_number_that_is_nobodys_is_said_to_be(house: House) -> None:
    number = a_case(house)
    nobodys = "999" + number.digits[3:-1]
    checks = [nobodys + figure for figure in "0123456789"]
    codes = [refused(house, text) for text in checks]
    assert sorted(codes) == ["case_not_found", *["number_wrong_check"] * 9]


def refused(house: House, text: str) -> str:
    with pytest.raises((CaseNotFound, NumberWrongCheck)) as refusal:
        house.inquiry.status(text, Asker(Way.CALLER, None))
    return str(refusal.value.code)


TOPICS = {
    State.EN_RUTA: (Topic.ON_THE_WAY, Stage.RECEIVED),
    State.PRESENTADO: (Topic.RECEIVED, Stage.RECEIVED),
    State.OBSERVADO_MESA: (Topic.OBSERVED, Stage.IN_PROGRESS),
    State.EN_TRAMITE: (Topic.IN_PROCESS, Stage.IN_PROGRESS),
    State.REQUERIDO: (Topic.OBSERVED, Stage.IN_PROGRESS),
    State.SUSPENDIDO: (Topic.SUSPENDED, Stage.IN_PROGRESS),
    State.RESUELTO: (Topic.RESOLVED, Stage.IN_PROGRESS),
    State.SILENCIO_POSITIVO: (Topic.APPROVED_BY_SILENCE, Stage.FINISHED),
    State.SILENCIO_NEGATIVO: (Topic.LATE, Stage.IN_PROGRESS),
    State.NOTIFICACION_EN_CURSO: (Topic.NOTIFYING, Stage.IN_PROGRESS),
    State.NOTIFICADO: (Topic.NOTIFIED, Stage.FINISHED),
    State.LISTO_PARA_RECOJO: (Topic.READY, Stage.FINISHED),
    State.ENTREGADO: (Topic.DELIVERED, Stage.FINISHED),
    State.IMPUGNADO: (Topic.APPEALED, Stage.IN_PROGRESS),
    State.DESISTIDO: (Topic.WITHDRAWN, Stage.FINISHED),
    State.ABANDONADO: (Topic.ABANDONED, Stage.FINISHED),
    State.NO_PRESENTADO: (Topic.NOT_PRESENTED, Stage.FINISHED),
    State.ACUMULADO: (Topic.JOINED, Stage.FINISHED),
    State.FIRME: (Topic.FIRM, Stage.FINISHED),
    State.ARCHIVADO: (Topic.ARCHIVED, Stage.FINISHED),
}


@pytest.mark.parametrize("state", State)
def test_every_state_has_something_to_say(house: House, state: State) -> None:
    number = an_asserted_case(house, state, {"reasons": ["pago-tasa"]})
    told = house.inquiry.status(str(number), Asker(Way.ADDRESS, None))
    assert (told.topic, told.stage) == TOPICS[state]
    assert (told.as_of, told.due) == (TODAY, None)
    assert told.procedure == "Certificado de domicilio"
    # What was missing is told only while it can be brought.
    assert bool(told.missing) is (told.topic is Topic.OBSERVED)
    assert told.must_tell


def test_a_late_case_says_so_with_the_day_that_has_passed(house: House) -> None:
    receipt = a_receipt(house)
    on_day(house, date(2026, 11, 20))
    told = house.inquiry.status(str(receipt.number), Asker(Way.CALLER, "a phone", receipt.clave))
    assert (told.topic, told.due) == (Topic.LATE, date(2026, 11, 19))


def test_the_time_to_cure_or_appeal_that_has_passed_is_said_to_have_passed(house: House) -> None:
    observed = {"observed_on": "2026-11-16", "cure": term(2), "reasons": ["pago-tasa"]}
    notified = {"notified_on": "2026-11-02", "appeal": term(3), "outcome": "denegado"}
    for state, said, topic in (
        (State.REQUERIDO, observed, Topic.OBSERVED_PAST),
        (State.NOTIFICADO, notified, Topic.FIRM),
    ):
        number = an_asserted_case(house, state, said)
        told = house.inquiry.status(str(number), Asker(Way.ADDRESS, None))
        assert told.topic is topic
        assert told.due is not None
        assert told.due < TODAY


def term(count: int) -> dict[str, object]:
    return {"count": count, "unit": "business_days", "basis": "TUO LPAG art. 143.4"}


def test_what_is_missing_is_taken_to_the_reception_and_not_to_the_office(house: House) -> None:
    number = a_case(house)
    house.moving.route(number, act(MONDAY), station="licencias")
    asker = Asker(Way.ADDRESS, None)
    assert house.inquiry.status(str(number), asker).place.full.startswith("Licencias")
    house.moving.observe(number, act(MONDAY), reasons=REASONS)
    place = house.inquiry.status(str(number), asker).place
    assert place == Place("Muni Pisac", "Mesa de Partes, Municipalidad Distrital de Pisac")


def test_a_proven_phone_is_told_its_cases_newest_first(either_house: House) -> None:
    citizen = a_citizen(either_house, phone=PHONE, own_phone=True, proved=True)
    old = a_case(either_house, date(2026, 11, 9), applicant=citizen)
    new = a_case(either_house, TODAY, applicant=citizen)
    undated = an_asserted_case(either_house, State.EN_TRAMITE, {"applicant": citizen}, on=None)
    asker = Asker(Way.REPLY_TO_NUMBER, either_house.blind_phone(PHONE))
    answer = either_house.inquiry.my_cases(asker)
    # Silence has approved the oldest one: three days and five more ended on the 19th.
    assert answer.cases == (
        (new, Stage.RECEIVED),
        (old, Stage.FINISHED),
        (undated, Stage.IN_PROGRESS),
    )


@pytest.mark.parametrize("phone", ["unknown", "shared", "unproved", "lapsed"])
def test_any_other_phone_is_told_of_no_case(house: House, phone: str) -> None:
    a_story(house, phone)
    asker = Asker(Way.REPLY_TO_NUMBER, house.blind_phone(PHONE))
    assert house.inquiry.my_cases(asker) == MyCasesAnswer(())


@pytest.mark.parametrize(("way", "caller"), [(Way.CALLER, "a phone"), (Way.REPLY_TO_NUMBER, None)])
def test_who_only_calls_or_hides_is_not_even_looked_up(
    house: House, way: Way, caller: str | None
) -> None:
    inquiry = replace(house.inquiry, cases=UnaskedCases())
    assert inquiry.my_cases(Asker(way, caller)) == MyCasesAnswer(())


def test_a_dni_gets_the_same_sentence_whoever_has_it(house: House) -> None:
    inquiry = replace(house.inquiry, cases=UnaskedCases())
    told = [inquiry.lost_number(text) for text in ("no es un DNI", "10117410", "40917263")]
    assert told[0].must_tell == told[1].must_tell == told[2].must_tell
    assert [answer.may_tell for answer in told] == [(), (), ()]
    assert told[0] == NumbersSentAnswer()
    assert told[1].document == house.keys.blind("document", "dni:10117410")


def test_a_procedure_is_found_by_its_code_or_by_its_number_in_the_printed_list(
    house: House,
) -> None:
    told = house.inquiry.procedure(" Domicilio ")
    assert told == house.inquiry.procedure("PE/domicilio") == house.inquiry.shortcut("22")
    assert told.name == "Certificado domiciliario"
    assert [p.shortcut for p in house.inquiry.procedures()] == list(range(1, 31))


@pytest.mark.parametrize("digits", ["99", "0", "", "²", "٢٢", "2 2", "-1"])
def test_a_number_that_is_not_in_the_printed_list_is_refused(house: House, digits: str) -> None:
    with pytest.raises(ProcedureUnknown):
        house.inquiry.shortcut(digits)


def test_an_office_tells_where_it_is_the_reception_unless_another_is_named(house: House) -> None:
    reception = house.inquiry.office("muni-pisac")
    assert reception == house.inquiry.office("PE/muni-pisac", "mesa-de-partes")
    assert house.inquiry.office("MUNI-PISAC", "licencias").place.full.startswith("Licencias")
    with pytest.raises(InstitutionUnknown):
        house.inquiry.office("muni-luna")
    with pytest.raises(OfficeUnknown):
        house.inquiry.office("muni-pisac", "sotano")


def test_the_next_visit_to_a_district_is_told_by_its_name_or_code(house: House) -> None:
    with pytest.raises(VisitUnknown):
        house.inquiry.next_visit("080405")
    plan = NewVisit(
        id="v1",
        district="080405",
        on=TODAY,
        place="Plaza de Cuyo Grande",
        short_place="Plaza Cuyo Grande",
        services=("DNI",),
    )
    house.visiting.plan(plan, act())
    told = house.inquiry.next_visit("080405")
    assert told == house.inquiry.next_visit("Pisac, Calca")
    assert (told.on, told.services) == (TODAY, ("DNI",))
    assert told.place == Place("Plaza Cuyo Grande", "Plaza de Cuyo Grande")
    with pytest.raises(PlaceUnknown):
        house.inquiry.next_visit("Macondo")
