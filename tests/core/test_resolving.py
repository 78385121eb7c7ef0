"""Settling what contradicts: who may, which account holds, and what goes out meanwhile."""

from dataclasses import replace

import pytest

from config.desk import staffing_of
from config.house import House
from core.acts import Act
from core.inquiry import Asker
from core.model.answers import Line
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.disclosure import Path
from core.model.event import EventId
from core.model.state import State
from core.model.user import Role
from core.model.verdict import Verdict
from core.refusals import (
    CaseDisputed,
    CaseNotFound,
    DateOutOfOrder,
    DeedForbidden,
    DisputeUnknown,
    IllegalMove,
    StaleCase,
    UserUnknown,
)
from core.resolving import Ground
from core.store.rebuilding import rebuild
from core.telling_change import tell_change
from core.wishes import RECOUNT, STATUS_TEXT
from tests.core.foreign import a_foreign_event, arrives, contradicted
from tests.core.rows import projected, rows
from tests.core.stories import MONDAY, PISAC, a_case, a_citizen, an_asserted_case, case_of
from tests.houses import TODAY, act

REASONS = ("firma-solicitud",)


def staff(house: House, role: Role = Role.OFFICER, institution: str = PISAC) -> Act:
    """Add someone who works there, and tell an act of theirs."""
    name = f"{role} {institution}"
    issued = staffing_of(house).add(name, institution=institution, role=role, act=act())
    return act(actor=f"user:{issued.user}")


@pytest.fixture
def officer(house: House) -> Act:
    return staff(house)


@pytest.fixture
def number(house: House) -> CaseNumber:
    """Open a case that the office observed and that a unit saw withdrawn, neither knowing."""
    number = a_case(house)
    house.moving.observe(number, act(), reasons=REASONS)
    contradicted(house, number)
    return number


def wished(house: House) -> list[str]:
    return [row["kind"] for row in rows(house, "outbox") if row["kind"] != RECOUNT]


def disputed(house: House, number: CaseNumber) -> EventId:
    return case_of(house, number).open_disputes[0].event


def settle(house: House, number: CaseNumber, doing: Act, chosen: EventId | None = None) -> State:
    house.resolving.resolve(number, doing, chosen=chosen, ground=Ground.PAPERS)
    return case_of(house, number).state


def test_what_stands_is_kept_and_whoever_settled_it_is_named(
    house: House, number: CaseNumber, officer: Act
) -> None:
    other = disputed(house, number)
    before = case_of(house, number)
    event = house.resolving.resolve(number, officer, chosen=None, ground=Ground.AUTHOR)
    case = case_of(house, number)
    assert (case.state, case.is_disputed) == (State.OBSERVADO_MESA, False)
    assert [one.settled_by for one in case.disputes] == [event.id]
    assert event.draft.data == {"over": [str(other)], "ground": "quien_lo_anoto"}
    assert set(event.draft.base) >= {*before.heads, other}
    assert (event.draft.actor, event.draft.institution) == (officer.actor, PISAC)
    house.moving.cure(number, act())
    assert case_of(house, number).state is State.PRESENTADO


def test_the_other_account_holds_with_its_own_days_and_basis(
    house: House, number: CaseNumber, officer: Act
) -> None:
    other = disputed(house, number)
    event = house.resolving.resolve(number, officer, chosen=other, ground=Ground.PERSON)
    assert case_of(house, number).state is State.DESISTIDO
    assert event.draft.data["move"] == {"kind": "case_withdrawn", "data": {}}
    assert (event.draft.basis, event.draft.effective_on) == ("TUO LPAG art. 200", TODAY)


def test_what_the_law_forbids_from_where_the_case_is_cannot_be_made_to_hold(
    house: House, officer: Act
) -> None:
    number = a_case(house)
    house.moving.observe(number, act(), reasons=REASONS)
    event = contradicted(house, number, "case_routed", {"station": "licencias"})
    with pytest.raises(IllegalMove) as refused:
        settle(house, number, officer, event.id)
    assert refused.value.facts == {"state": "OBSERVADO_MESA", "move": "case_routed"}
    assert case_of(house, number).is_disputed


def test_silence_that_operated_meanwhile_is_named_and_sealed_values_stay_where_they_are(
    house: House, officer: Act
) -> None:
    number = a_case(house)
    house.moving.route(number, act(), station="licencias")
    said = {"reasons": list(REASONS), "person": "x", "sealed": {"note:1": {"version": 1}}}
    event = contradicted(house, number, "case_observed", said)
    assert settle(house, number, officer, event.id) is State.REQUERIDO
    told = house.shelf.case_log.events(number)[-1].draft.data["move"]["data"]
    assert told == {"reasons": list(REASONS)}


def test_all_that_waits_is_settled_at_once(house: House, number: CaseNumber, officer: Act) -> None:
    contradicted(house, number, "case_abandoned", base=(), seq=2)
    assert len(case_of(house, number).open_disputes) == 2
    settle(house, number, officer)
    assert case_of(house, number).open_disputes == ()


def test_a_second_delivery_is_looked_at_and_closed(house: House, officer: Act) -> None:
    number = a_case(house)
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    house.moving.notify(number, act())
    house.moving.deliver(number, act())
    event = contradicted(house, number, "case_delivered")
    (dispute,) = case_of(house, number).open_disputes
    assert dispute.verdict is Verdict.DELIVERED_TWICE
    with pytest.raises(IllegalMove):
        settle(house, number, officer, event.id)
    assert settle(house, number, officer) is State.ENTREGADO
    assert case_of(house, number).open_disputes == ()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.UNIT])
def test_who_travels_audits_or_keeps_the_house_settles_nothing(
    house: House, number: CaseNumber, role: Role
) -> None:
    with pytest.raises(DeedForbidden):
        settle(house, number, staff(house, role))
    assert case_of(house, number).is_disputed


def test_only_the_institution_that_keeps_the_case_settles_it(
    house: House, number: CaseNumber
) -> None:
    with pytest.raises(CaseNotFound):
        settle(house, number, staff(house, institution="PE/muni-calca"))
    with pytest.raises(CaseNotFound):
        settle(house, CaseNumber.compose("999", 1), staff(house))


def test_nobody_unknown_disabled_or_without_a_name_settles_anything(
    house: House, number: CaseNumber, officer: Act
) -> None:
    for actor in ("user:nobody", "system:import", officer.actor.removeprefix("user:")):
        with pytest.raises(UserUnknown):
            settle(house, number, replace(officer, actor=actor))
    staffing_of(house).disable(officer.actor.removeprefix("user:"), act())
    with pytest.raises(UserUnknown):
        settle(house, number, officer)


def test_what_is_not_contradicted_or_was_settled_is_refused(
    house: House, number: CaseNumber, officer: Act
) -> None:
    opening = house.shelf.case_log.events(number)[0].id
    with pytest.raises(DisputeUnknown):
        settle(house, number, officer, opening)
    settle(house, number, officer)
    with pytest.raises(DisputeUnknown):
        settle(house, number, officer)


def test_an_older_page_and_a_day_to_come_are_refused(
    house: House, number: CaseNumber, officer: Act
) -> None:
    opening = house.shelf.case_log.events(number)[0].id
    with pytest.raises(StaleCase):
        settle(house, number, replace(officer, seen=opening))
    with pytest.raises(DateOutOfOrder):
        settle(house, number, replace(officer, on=TODAY.replace(year=2027)))


def test_the_form_that_settled_it_is_remembered(
    house: House, number: CaseNumber, officer: Act
) -> None:
    event = house.resolving.resolve(
        number, replace(officer, key="a" * 32), chosen=None, ground=Ground.SLIP
    )
    assert house.shelf.forms.done("a" * 32) == str(event.id)


def test_while_it_is_contradicted_nobody_moves_it_and_nothing_goes_out(
    house: House, officer: Act
) -> None:
    citizen = a_citizen(house, phone="984123456", own_phone=True, proved=True, sms=True)
    number = a_case(house, MONDAY, applicant=citizen)
    house.moving.route(number, act(), station="licencias")
    event = contradicted(house, number, "case_observed", {"reasons": list(REASONS)})
    with pytest.raises(CaseDisputed):
        house.moving.resolve(number, act(), outcome=Outcome.DENEGADO)
    with house.shelf.ledger.writing() as work:
        tell_change(work, case_of(house, number), event, house.clock)
    assert wished(house) == []
    # What was found to hold is told: the person has something to do.
    settle(house, number, officer, event.id)
    assert wished(house) == [STATUS_TEXT]


def test_a_move_from_the_field_that_is_only_a_fact_is_told_to_nobody(house: House) -> None:
    citizen = a_citizen(house, phone="984123456", own_phone=True, proved=True, sms=True)
    number = a_case(house, MONDAY, applicant=citizen)
    house.moving.record(number, act(), kind="case_withdrawn")
    event = contradicted(house, number, "case_observed", {"reasons": list(REASONS)})
    assert not case_of(house, number).is_disputed
    with house.shelf.ledger.writing() as work:
        tell_change(work, case_of(house, number), event, house.clock)
    assert wished(house) == []


def test_a_move_from_the_field_that_counts_is_told_once(house: House) -> None:
    citizen = a_citizen(house, phone="984123456", own_phone=True, proved=True, sms=True)
    number = a_case(house, MONDAY, applicant=citizen)
    event = a_foreign_event(
        house,
        f"case:{number}",
        "case_observed",
        case_of(house, number).seen,
        data={"reasons": list(REASONS)},
    )
    arrives(house, event)
    for _ in range(2):
        with house.shelf.ledger.writing() as work:
            tell_change(work, case_of(house, number), event, house.clock)
    assert wished(house) == [STATUS_TEXT]


def test_whoever_asks_hears_that_it_is_being_verified_until_it_is_settled(
    house: House, number: CaseNumber, officer: Act
) -> None:
    clave = house.opening.receipt(case_of(house, number)).clave
    for said in (None, clave):
        asker = Asker(Path.CALLER, None, said)
        assert Line("status.disputed", {}) in house.inquiry.status(number.digits, asker).must_tell
    settle(house, number, officer)
    told = house.inquiry.status(number.digits, Asker(Path.CALLER, None, clave))
    assert Line("status.disputed", {}) not in told.must_tell


def test_the_day_that_an_office_told_comes_after_that_it_is_being_verified(house: House) -> None:
    number = an_asserted_case(house, State.EN_TRAMITE)
    contradicted(house, number, "case_withdrawn", base=())
    clave = house.opening.receipt(case_of(house, number)).clave
    answer = house.inquiry.status(number.digits, Asker(Path.CALLER, None, clave))
    told = [line.message for line in answer.must_tell]
    assert told[1:] == ["status.disputed", "informative"]
    assert "status.as_of" in [line.message for line in answer.may_tell]


@pytest.fixture
def settled(house: House, number: CaseNumber, officer: Act) -> House:
    settle(house, number, officer)
    contradicted(house, number, "case_routed", {"station": "licencias"}, seq=2)
    return house


def test_a_rebuild_writes_disputes_and_heads_to_the_same_bytes(settled: House) -> None:
    before = projected(settled)
    shelf = settled.shelf
    with shelf.database.locked() as connection:
        rebuild(connection, shelf.ledger.reckon(), lambda _: None)
    assert projected(settled) == before


def test_a_row_from_before_there_were_units_reads_as_if_all_had_been_seen(
    house: House,
) -> None:
    number = a_case(house)
    house.moving.observe(number, act(), reasons=REASONS)
    whole = case_of(house, number)
    with house.shelf.database.locked() as connection:
        connection.exec_driver_sql("UPDATE case_file SET heads = '[]'")
    assert case_of(house, number) == replace(whole, heads=(whole.last,))
    house.moving.cure(number, act())
    assert case_of(house, number).state is State.PRESENTADO
