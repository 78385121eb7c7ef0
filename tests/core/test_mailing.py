"""Letters are queued once for each wish, approved by name, called back in time, moved by codes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.desk import staff_of, staffing_of
from config.house import House
from core.letter_approval import approvers
from core.letter_hands import Hand
from core.mailing import SCANNED, Wanted
from core.model.letter import Letter, LetterKind, LetterState, LetterStep
from core.model.letter_id import SheetCode
from core.model.user import Role
from core.ports import Work
from core.refusals import (
    AddressMissing,
    CaseNotFound,
    DeedForbidden,
    Erased,
    LetterCodeForeign,
    LetterCodeInvalid,
    LetterMoved,
    LetterNeedsApproval,
    LetterOwnApproval,
    LetterUnknown,
    RunClosed,
    VisitUnknown,
)
from tests.core.mail import (
    CLERK,
    HOUSE,
    PROOF,
    STRANGER,
    a_letter,
    a_supervisor,
    an_addressee,
    approval,
    events_of,
    stands,
)
from tests.core.stories import PISAC, a_case, a_citizen
from tests.houses import act

LEGAL = LetterKind.OBSERVATION


class NobodyWrites:
    """A ledger whose lock nobody may ask for."""

    def writing(self) -> AbstractContextManager[Work]:
        """Fail."""
        raise RuntimeError


def test_one_wish_makes_one_letter(either_house: House) -> None:
    house = either_house
    first = a_letter(house, wish="event:1")
    again = a_letter(house, wish="event:1", number=first.number)
    assert again == first
    assert stands(house, first) == first
    assert (first.state, first.institution) == (LetterState.QUEUED, PISAC)


def test_what_staff_tell_for_a_letter_lies_sealed(house: House) -> None:
    letter = a_letter(house, kind=LetterKind.ORAL_ANSWER, said={"answer": "Venga el lunes."})
    assert house.post.words.said(letter.id) == {"answer": "Venga el lunes."}
    folder = house.settings.var_folder / "sealed_letters"
    assert all(b"lunes" not in file.read_bytes() for file in folder.iterdir())
    assert house.post.words.said(a_letter(house).id) == {}


def test_a_letter_that_would_reach_nobody_is_refused(house: House) -> None:
    nowhere, rosa = a_citizen(house, "Juan Quispe"), an_addressee(house)
    with pytest.raises(AddressMissing):
        a_letter(house, number=a_case(house, applicant=nowhere).digits)
    with pytest.raises(VisitUnknown):
        a_letter(house, number=a_case(house, applicant=nowhere).digits, unit_visit="none")
    number = a_case(house, applicant=rosa).digits
    wanted = Wanted(kind=LetterKind.STATUS, wish="w", number=number)
    with pytest.raises(CaseNotFound):
        house.post.mailing.queue(wanted, STRANGER)
    house.people.erase(rosa, act(), ground="pedido_del_titular")
    with pytest.raises(Erased):
        a_letter(house, person=rosa)


def test_what_acts_in_law_waits_for_a_named_person_and_a_basis(either_house: House) -> None:
    house = either_house
    letter = a_letter(house, kind=LEGAL)
    jefa = a_supervisor(house)
    assert letter.state is LetterState.DRAFT
    with pytest.raises(LetterNeedsApproval):
        house.post.mailing.approve(letter.id.code, approval("  "), jefa)
    with pytest.raises(LetterNeedsApproval):
        house.post.mailing.approve(letter.id.code, approval(), HOUSE)
    done = house.post.mailing.approve(letter.id.code, approval(), jefa)
    assert (done.is_new, done.letter.state) == (True, LetterState.QUEUED)
    assert (done.letter.approved_by, done.letter.basis) == (jefa.by, "TUO LPAG art. 136")
    assert house.post.words.proof(stands(house, letter)) == PROOF
    (told,) = events_of(house, "letter_approved")
    assert told["sha256"] == approval().sha256
    assert not house.post.mailing.approve(letter.id.code, approval(), jefa).is_new
    assert len(events_of(house, "letter_approved")) == 1


def test_only_who_may_approves_and_only_at_home(house: House) -> None:
    letter = a_letter(house, kind=LEGAL)
    clerk = staffing_of(house).add("rosa", institution=PISAC, role=Role.OFFICER, act=act())
    officer = Hand(by=f"user:{clerk.user}", via="desk", institution=PISAC)
    elsewhere = a_supervisor(house, "otra", "PE/muni-calca")
    for hand in (officer, Hand(by=elsewhere.by, via="desk")):
        with pytest.raises(DeedForbidden):
            house.post.mailing.approve(letter.id.code, approval(), hand)
    jefa = a_supervisor(house)
    staffing_of(house).disable(jefa.by.removeprefix("user:"), act())
    with pytest.raises(DeedForbidden):
        house.post.mailing.approve(letter.id.code, approval(), jefa)
    assert stands(house, letter).state is LetterState.DRAFT


def test_whoever_prepared_a_letter_leaves_its_approval_to_another(either_house: House) -> None:
    house = either_house
    jefa, other = a_supervisor(house), a_supervisor(house, "otra")
    letter = a_letter(house, by=jefa, kind=LEGAL)
    with pytest.raises(LetterOwnApproval):
        house.post.mailing.approve(letter.id.code, approval(), jefa)
    with pytest.raises(LetterOwnApproval):
        house.post.mailing.approve(letter.id.code, approval(), replace(jefa, via="cli"))
    assert stands(house, letter).state is LetterState.DRAFT
    assert not events_of(house, "letter_approved")
    assert house.post.mailing.approve(letter.id.code, approval(), other).is_new


def test_who_may_answer_for_a_letter_is_who_is_there_has_the_role_and_did_not_write_it(
    house: House,
) -> None:
    jefa, other, gone = (a_supervisor(house, name) for name in ("jefa", "otra", "se fue"))
    a_supervisor(house, "lejos", "PE/muni-calca")
    staffing_of(house).add("rosa", institution=PISAC, role=Role.OFFICER, act=act())
    staffing_of(house).disable(gone.by.removeprefix("user:"), act())
    letter = a_letter(house, by=jefa, kind=LEGAL)
    assert approvers(staff_of(house), letter) == (other.by,)
    by_clerk = a_letter(house, kind=LEGAL)
    assert sorted(approvers(staff_of(house), by_clerk)) == sorted((jefa.by, other.by))


def test_an_informative_letter_needs_no_approval_and_takes_none(house: House) -> None:
    with pytest.raises(LetterNeedsApproval):
        house.post.mailing.approve(a_letter(house).id.code, approval(), a_supervisor(house))


def test_an_approved_text_that_was_changed_behind_our_back_is_not_printed(house: House) -> None:
    letter = a_letter(house, kind=LEGAL)
    house.post.mailing.approve(letter.id.code, approval(), a_supervisor(house))
    for piece in (house.settings.var_folder / "sealed_letters").iterdir():
        piece.write_bytes(b"somebody else's words")
    with pytest.raises(LetterNeedsApproval):
        house.post.words.proof(stands(house, letter))


def test_a_letter_is_called_back_until_its_run_is_closed(either_house: House) -> None:
    house = either_house
    mailing = house.post.mailing
    back, gone = a_letter(house), a_letter(house)
    assert mailing.cancel(back.id.code, CLERK).is_new
    assert not mailing.cancel(back.id.code, CLERK).is_new
    house.post.runs.close(PISAC, CLERK)
    with pytest.raises(RunClosed):
        mailing.cancel(gone.id.code, CLERK)
    assert stands(house, back).state is LetterState.CANCELLED
    assert stands(house, back).run == ""
    assert stands(house, gone).state is LetterState.IN_RUN


def test_the_same_scan_twice_changes_nothing_and_says_so(either_house: House) -> None:
    house = either_house
    letter = a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    sheets = [str(SheetCode(letter=letter.id, sheet=n, sheets=2, run=run.id)) for n in (1, 2)]
    scans = [house.post.mailing.scan(code, LetterStep.PRINT, CLERK) for code in sheets * 2]
    assert [scan.is_new for scan in scans] == [True, False, False, False]
    assert stands(house, letter).state is LetterState.PRINTED
    steps = house.shelf.letters.steps(letter.id)
    assert [(one.step, one.by, one.run) for one in steps] == [
        (LetterStep.BATCH, CLERK.by, run.id),
        (LetterStep.PRINT, CLERK.by, run.id),
    ]


def test_a_code_that_is_none_of_ours_is_refused_by_name(house: House) -> None:
    letter = a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    mailing = house.post.mailing
    other_run = str(SheetCode(letter=letter.id, sheet=1, sheets=1, run="ZZZZZZZ"))
    wrong = letter.id.code[:-1] + ("0" if letter.id.code[-1] != "0" else "1")
    for typed, refusal in (
        ("https://example.org/q/1", LetterCodeForeign),
        (other_run, LetterCodeForeign),
        (wrong, LetterCodeInvalid),
        ("7K3M9QX2A6", LetterUnknown),
    ):
        with pytest.raises(refusal):
            mailing.scan(typed, LetterStep.PRINT, CLERK)
    ours = str(SheetCode(letter=letter.id, sheet=1, sheets=1, run=run.id))
    with pytest.raises(LetterUnknown):
        mailing.scan(ours, LetterStep.PRINT, STRANGER)
    assert stands(house, letter).state is LetterState.IN_RUN


@pytest.mark.parametrize("step", [step for step in LetterStep if step not in SCANNED])
def test_a_scan_alone_neither_returns_nor_delivers_nor_approves(
    house: House, step: LetterStep
) -> None:
    letter = a_letter(house)
    with pytest.raises(LetterMoved):
        house.post.mailing.scan(letter.id.code, step, CLERK)
    assert stands(house, letter) == letter


def test_whatever_is_scanned_a_letter_goes_forward_and_each_step_is_kept_once(
    house: House, counts: Callable[[int, int], int]
) -> None:
    number, fresh = a_letter(house).number, count()

    @given(st.lists(st.sampled_from(SCANNED), max_size=8))
    @settings(max_examples=counts(12, 500), deadline=None)
    def any_scans(steps: list[LetterStep]) -> None:
        letter = a_letter(house, number=number, wish=f"event:{next(fresh)}")
        house.post.runs.close(PISAC, CLERK)
        for step in steps:
            scan_and_look(house, letter, step)
        kept = house.shelf.letters.steps(letter.id)
        assert len({one.step for one in kept}) == len(kept)
        assert [one.at for one in kept] == sorted(one.at for one in kept)

    any_scans()


def scan_and_look(house: House, letter: Letter, step: LetterStep) -> None:
    before = stands(house, letter)
    try:
        scanned = house.post.mailing.scan(letter.id.code, step, CLERK)
    except LetterMoved:
        assert stands(house, letter) == before
    else:
        assert scanned.is_new is (scanned.letter != before)
        assert stands(house, letter) == scanned.letter


def test_who_reads_a_letter_waits_for_no_writer(either_house: House) -> None:
    letter = a_letter(either_house)
    read = replace(either_house.post.mailing, ledger=NobodyWrites())
    assert read.get(letter.id.grouped, CLERK) == letter
    with pytest.raises(LetterUnknown):
        read.get(letter.id.code, STRANGER)
