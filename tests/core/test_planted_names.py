"""Personal values planted at every input of the house are found in the vault and nowhere else."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from config.desk import signing_of, staffing_of
from config.house import House
from core.inquiry import Asker
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.disclosure import Path as Way
from core.model.session import Caller
from core.model.user import Role
from core.ports import Contact
from core.refusals import ClaveWrong, Erased, SignInWrong, UserExists
from core.visiting import NewVisit
from tests.core.rows import add, all_of, rows
from tests.core.stories import MONDAY, PISAC, a_citizen, a_receipt, case_of, on_day
from tests.core.verbs import REASONS
from tests.houses import TODAY, act

NAME, OTHER = "Zenobia Plantada Ccori", "Eulogio Sembrado Yupa"
STAFF = "Fortunata Escondida"
STAFF_PASSWORD = "quirquincho bajo la piedra"
DNI, OTHER_DNI = "40917263", "41726359"
PHONE, OTHER_PHONE = "+51987650123", "+51984650777"
HOME, REFERENCE = "Anexo Pucaplantada", "detrás del molino sembrado"
NOTE = "La vecina Zenobia Plantada no firmó; llamar al 987650123"
CLAVE = "918273"
# Every spelling in which a value could be left behind.
PLANTED = (
    *NAME.split()[:2],
    *OTHER.split()[:2],
    *STAFF.split(),
    "quirquincho",
    *(DNI, OTHER_DNI),
    *(PHONE[3:], OTHER_PHONE[3:]),
    *("Pucaplantada", "molino sembrado"),
    *("no firmó", CLAVE),
)
# The one table where values may lie; keys and secrets are beside it and hold none.
VAULT = "vault"


def live(house: House) -> tuple[str, CaseNumber]:
    """Let planted people do whatever the house offers."""
    people = house.people
    staff_lives(house)
    citizen = a_citizen(
        house,
        NAME,
        dni=DNI,
        phone=PHONE,
        own_phone=True,
        proved=True,
        address=(HOME,),
        reference=REFERENCE,
        sms=True,
    )
    people.prove_phone(citizen, act(), in_person=False, shared=False)
    people.consent(citizen, act(), to="sms_notices", given=False)
    receipt = a_receipt(house, applicant=citizen, station="licencias")
    number = receipt.number
    house.moving.route(number, act(MONDAY), station="alcaldia")
    house.moving.observe(number, act(MONDAY), reasons=REASONS, note=NOTE)
    caller = house.blind_caller(PHONE)
    house.inquiry.status(str(number), Asker(Way.CALLER, caller, receipt.clave))
    with pytest.raises(ClaveWrong):
        house.inquiry.status(str(number), Asker(Way.CALLER, house.blind_phone(OTHER_PHONE), CLAVE))
    turn(house, caller, number)
    house.correspondence.status_post(number)
    house.visiting.plan(
        NewVisit(id="v1", district="080405", on=TODAY, place="Plaza", short_place="Plaza"), act()
    )
    gone = a_citizen(house, OTHER, dni=OTHER_DNI, phone=OTHER_PHONE, address=(HOME,))
    people.erase(gone, act(), ground="pedido_del_titular")
    return citizen, number


def staff_lives(house: House) -> None:
    """Let a member of staff be added, guess wrong, sign in and choose a password."""
    given = staffing_of(house).add(STAFF, institution=PISAC, role=Role.OFFICER, act=act())
    signing = signing_of(house)
    caller = Caller("190.12.34", "Firefox")
    with pytest.raises(SignInWrong):
        signing.signing_in.with_password(STAFF, STAFF_PASSWORD, caller)
    ticket = signing.signing_in.with_password(STAFF, given.password, caller)
    signing.account.choose_password(ticket, STAFF_PASSWORD, present=None)


def turn(house: House, caller: str, number: CaseNumber) -> None:
    house.shelf.contacts.keep(
        Contact(
            channel="voice",
            provider_id="CA1",
            turn=1,
            caller=caller,
            at=house.clock.now(),
            language="es",
            outcome="told",
            state="{}",
            reply="<Response/>",
            number=number.digits,
        )
    )


def refuse(house: House, citizen: str, number: CaseNumber) -> None:
    """Let the house refuse what planted people ask, and tell why."""
    with pytest.raises(UserExists):
        staffing_of(house).add(STAFF, institution=PISAC, role=Role.OFFICER, act=act())
    tomorrow = on_day(house, TODAY + timedelta(days=1))
    house.moving.cure(number, tomorrow)
    house.moving.resolve(number, tomorrow, outcome=Outcome.FAVORABLE)
    house.people.erase(citizen, tomorrow, ground="pedido_del_titular")
    with pytest.raises(Erased):
        house.correspondence.status_post(number)


def left_in(text: str) -> list[str]:
    return [value for value in PLANTED if value.casefold() in text.casefold()]


def test_no_table_but_the_vault_ever_holds_a_personal_value(either_house: House) -> None:
    citizen, number = live(either_house)
    kept = {name: str(rows(either_house, name)) for name in all_of(either_house)}
    assert {"event", "case_file", "citizen", "outbox", "contact"} < set(kept)
    assert all(kept[name] != "[]" for name in ("event", "case_file", "outbox", "contact"))
    assert set(left_in(kept.pop(VAULT))) >= {"Zenobia", DNI, PHONE[3:], "Pucaplantada", "no firmó"}
    assert {name: left for name, text in kept.items() if (left := left_in(text))} == {}
    assert case_of(either_house, number).applicant == citizen


def test_no_log_ever_tells_a_personal_value(
    either_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # Statements, as one would log them; DEBUG would log the very rows that are read.
    caplog.set_level(logging.INFO, logger="sqlalchemy")
    citizen, number = live(either_house)
    refuse(either_house, citizen, number)
    either_house.shelf.journal.verify(lambda _: None)
    either_house.shelf.journal.rebuild(either_house.shelf.ledger.reckon(), lambda _: None)
    told = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert "INSERT INTO event" in told
    assert left_in(told) == []


def test_a_fault_of_the_database_does_not_tell_the_values_it_was_given(
    either_house: House,
) -> None:
    citizen, _ = live(either_house)
    again = {"person": citizen, "field": "name", "version": 1, "value": NAME}
    with pytest.raises(DBAPIError) as fault:
        add(either_house, VAULT, again)
    assert left_in(str(fault.value)) == []


def test_what_a_use_case_hands_over_does_not_show_itself(house: House) -> None:
    _, number = live(house)
    post, text = (
        house.correspondence.status_post(number),
        house.correspondence.status_text(number),
    )
    asker = Asker(Way.CALLER, None, CLAVE)
    receipt = a_receipt(house)
    assert post.recipient == NAME
    assert text.to == PHONE
    assert left_in(repr((post, text, asker))) == []
    assert receipt.clave not in repr(receipt)
