"""Numbers and epochs: no number twice, no code for two origins, and lost ones closed."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from config.founding import SYSTEM, begin_epoch, found
from config.house import House
from core.inquiry import Asker
from core.model.case_number import CaseNumber
from core.model.clave import clave_for
from core.model.disclosure import Level
from core.model.disclosure import Path as Way
from core.refusals import ClaveRevoked, NumbersExhausted, SettingInvalid
from core.store.epochs import StoreEpochs
from tests.core.rows import add, all_of, change, rows
from tests.core.stories import a_citizen, a_draft, a_receipt, append, case_of
from tests.core.stories import found as kept
from tests.houses import StoodClock


def draw(house: House, count: int = 1) -> list[CaseNumber]:
    with house.shelf.ledger.writing() as work:
        return [work.next_number() for _ in range(count)]


def issued(house: House) -> dict[str, int]:
    return {row["code"]: row["issued"] for row in rows(house, "number_code")}


def test_numbers_are_drawn_from_the_first_code_and_never_twice(either_house: House) -> None:
    numbers = [*draw(either_house, 300), *draw(either_house, 300)]
    assert len(set(numbers)) == 600
    assert {number.code for number in numbers} == {"140"}
    assert issued(either_house) == {"140": 600, "141": 0}


def test_when_a_code_is_used_up_its_spare_is_taken(either_house: House) -> None:
    change(either_house, "number_code", {"issued": 999_999}, code="140")
    assert [number.code for number in draw(either_house, 3)] == ["140", "141", "141"]
    assert issued(either_house) == {"140": 1_000_000, "141": 2}


def test_when_every_code_is_used_up_no_number_is_made_up(either_house: House) -> None:
    change(either_house, "number_code", {"issued": 1_000_000})
    citizen = a_citizen(either_house)
    before = all_of(either_house)
    with pytest.raises(NumbersExhausted):
        a_receipt(either_house, applicant=citizen)
    with pytest.raises(NumbersExhausted):
        draw(either_house)
    assert all_of(either_house) == before


def test_a_new_epoch_draws_from_codes_of_its_own(either_house: House) -> None:
    before = draw(either_house, 2)
    epoch = begin_epoch(either_house, ("150",))
    receipt = a_receipt(either_house)
    assert receipt.number.code == "150"
    assert receipt.number not in before
    issue = case_of(either_house, receipt.number).issue
    assert (issue.origin, issue.epoch) == ("hub", epoch)
    assert receipt.clave == clave_for(either_house.keys.clave("hub", epoch), receipt.number, 1)
    with either_house.shelf.ledger.writing() as work:
        assert work.issuer() == ("hub", epoch)


@pytest.mark.parametrize(
    ("codes", "problem"),
    [
        (["140"], "taken"),
        (["150", "141"], "taken"),
        (["150", "150"], "taken"),
        (["15"], "not_three_figures"),
        (["1500"], "not_three_figures"),
        (["15x"], "not_three_figures"),
        (["١٥٠"], "not_three_figures"),
        ([""], "not_three_figures"),
        ([], "not_three_figures"),
    ],
)
def test_a_code_is_three_figures_that_never_served_anyone(
    either_house: House, codes: Sequence[str], problem: str
) -> None:
    before = all_of(either_house)
    with pytest.raises(SettingInvalid) as refused:
        begin_epoch(either_house, tuple(codes))
    assert refused.value.facts == {"setting": "NUMBER_CODES", "problem": problem}
    assert all_of(either_house) == before


def test_the_newest_epoch_writes_though_the_clock_stood_still_or_was_set_back(
    either_house: House,
) -> None:
    clock = either_house.clock
    assert isinstance(clock, StoodClock)
    begin_epoch(either_house, ("150",))
    second = begin_epoch(either_house, ("151",))
    assert append(either_house, a_draft())[0].id.epoch == second
    clock.moment = datetime(2019, 1, 1, tzinfo=UTC)
    third = begin_epoch(either_house, ("152",))
    assert append(either_house, a_draft())[0].id.epoch == third


def test_founding_a_house_again_begins_no_other_epoch(either_house: House) -> None:
    before = rows(either_house, "here")
    assert found(either_house) == 0
    assert rows(either_house, "here") == before


def test_the_claves_of_a_lost_origin_open_nothing_until_they_are_issued_again(
    either_house: House,
) -> None:
    receipt = a_receipt(either_house)
    issue = case_of(either_house, receipt.number).issue
    asker = Asker(Way.CALLER, "a phone", receipt.clave)
    assert not kept(either_house, receipt.number).clave_is_revoked

    closed = StoreEpochs(either_house.shelf.ledger).revoke(issue.origin, issue.epoch, actor=SYSTEM)

    assert closed == 2
    assert kept(either_house, receipt.number).clave_is_revoked
    with pytest.raises(ClaveRevoked):
        either_house.inquiry.status(str(receipt.number), asker)
    told = either_house.inquiry.status(str(receipt.number), Asker(Way.CALLER, None))
    assert told.level is Level.STAGE
    assert rows(either_house, "wrong_clave") == []
    with pytest.raises(NumbersExhausted):
        draw(either_house)


def test_a_clave_that_another_origin_issued_again_opens_the_case(either_house: House) -> None:
    receipt = a_receipt(either_house)
    lost = case_of(either_house, receipt.number).issue
    StoreEpochs(either_house.shelf.ledger).revoke(lost.origin, lost.epoch, actor=SYSTEM)
    epoch = begin_epoch(either_house, ("150",))
    data = {"clave": {"origin": "hub", "epoch": epoch, "issue": 2}}
    append(either_house, a_draft(f"case:{receipt.number}", "clave_issued", data))
    clave = clave_for(either_house.keys.clave("hub", epoch), receipt.number, 2)
    asker = Asker(Way.CALLER, "a phone", clave)
    assert either_house.inquiry.status(str(receipt.number), asker).level is Level.DETAIL


def test_a_revocation_is_told_by_the_journal_and_told_once(either_house: House) -> None:
    epochs = StoreEpochs(either_house.shelf.ledger)
    (here,) = rows(either_house, "here")
    assert epochs.revoke(here["origin"], here["epoch"], actor=SYSTEM) == 2
    event = list(either_house.shelf.journal.events())[-1][1]
    assert (event.draft.kind, event.draft.data) == ("origin_revoked", {"epoch": here["epoch"]})
    before = all_of(either_house)
    assert epochs.revoke(here["origin"], here["epoch"], actor=SYSTEM) == 0
    assert epochs.revoke("nobody", 1, actor=SYSTEM) == 0
    assert all_of(either_house) == before


def test_a_code_of_another_origin_is_not_drawn_from_here(either_house: House) -> None:
    other = {"code": "120", "origin": "tambo.1", "epoch": 7, "issued": 0, "revoked": False}
    add(either_house, "number_code", other)
    assert draw(either_house)[0].code == "140"
