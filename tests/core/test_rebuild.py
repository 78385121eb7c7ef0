"""What is read can always be made anew from the journal, to the same bytes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.desk.signing.codes import code_of
from config.desk import signing_of, staffing_of
from config.house import House
from config.recounting import recount
from core.model.case import Case, Outcome
from core.model.case_number import CaseNumber
from core.model.case_story import fold
from core.model.moves import MOVES
from core.model.session import Caller
from core.model.state import State
from core.model.user import Role
from core.store.projections import PROJECTED, Reckoned
from core.visiting import NewVisit
from tests.core.rows import add, change, projected, remove, rows
from tests.core.stories import (
    MONDAY,
    PISAC,
    a_case,
    a_citizen,
    a_draft,
    an_asserted_case,
    append,
    case_of,
    on_day,
    publish_day_off,
)
from tests.core.verbs import VERBS
from tests.core.walks import walk
from tests.houses import SEALED_TOO, TODAY, act

# Together these lives make every move there is; the day is when the last of them happens.
LIVES: list[tuple[Sequence[str], date]] = [
    (("case_observed", "case_cured", "case_routed", "case_resolved", "case_withdrawn"), MONDAY),
    (("case_routed", "case_suspended", "case_resumed", "case_joined", "case_archived"), MONDAY),
    (("case_resolved", "notification_started", "case_notified", "case_ready"), MONDAY),
    (("case_resolved", "case_notified", "case_delivered", "case_archived"), MONDAY),
    (("case_resolved", "case_notified", "case_appealed", "case_routed"), MONDAY),
    (("case_observed", "case_lapsed"), date(2026, 11, 27)),
    (("case_routed", "case_observed", "case_abandoned"), date(2027, 1, 25)),
    (
        ("case_resolved", "case_notified", "case_firm", "case_ready", "case_delivered"),
        date(2027, 1, 25),
    ),
    (("silence_invoked", "case_archived"), date(2027, 1, 25)),
]
PROCEDURES = ("PE/domicilio", "PE/sisfoh", "PE/brevete-duplicado")
LATE = frozenset({"case_lapsed", "case_abandoned", "case_firm", "silence_invoked"})


def rebuilt(house: House) -> bytes:
    house.shelf.journal.rebuild(house.shelf.ledger.reckon(), lambda _: None)
    return projected(house)


def live(house: House) -> None:
    """Give a house people, staff, visits and cases in which everything has happened once."""
    people = house.people
    staff_live(house)
    citizen = a_citizen(house, phone="984123456", dni="10117410", address=("Amaru",), sms=True)
    people.prove_phone(citizen, act(), in_person=True, shared=False)
    people.consent(citizen, act(), to="letters", given=True)
    people.consent(citizen, act(), to="letters", given=False)
    people.erase(a_citizen(house, "Otra"), act(), ground="pedido_del_titular")
    visit = NewVisit(id="v1", district="080405", on=TODAY, place="Plaza", short_place="Plaza")
    house.visiting.plan(visit, act())
    house.visiting.plan(replace(visit, place="Coliseo", services=("DNI", "SIS")), act())
    for kinds, last in LIVES:
        number = a_case(house, applicant=citizen, alias=f"EXP-{kinds[-1]}-{last}")
        house.moving.receive(a_case(house, received_on=None), act(MONDAY))
        for kind in kinds:
            late = kind in LATE or house.clock.today() > TODAY
            VERBS[kind](house, number, on_day(house, last) if late else act(MONDAY))
        on_day(house, TODAY)
    an_asserted_case(house, State.NOTIFICADO, {"notified_on": "2026-11-18", "alias": "A-1"})
    reissued = a_case(house)
    again = {"clave": {"origin": "tambo.3", "epoch": 4, "issue": 2}}
    append(house, a_draft(f"case:{reissued}", "clave_issued", again))


def staff_live(house: House) -> None:
    """Let a member of staff go through everything that can happen to one."""
    staffing, signing = staffing_of(house), signing_of(house)
    given = staffing.add("Ana Ccopa", institution=PISAC, role=Role.OFFICER, act=act())
    caller = Caller("190.12.34", "Firefox")
    ticket = signing.signing_in.with_password("Ana Ccopa", given.password, caller)
    ticket = signing.account.choose_password(ticket, "cuatro llamas del cerro", present=None)
    first = signing.account.add_passkey(ticket, "one", used=0)
    second = signing.account.add_passkey(first, "two", used=0)
    ticket = signing.account.remove_passkey(second, "passkey:1")
    secret = signing.account.codes_secret(ticket)
    signing.account.begin_codes(ticket, code_of(secret, house.clock.now()))
    staffing.disable(given.user, act())
    staffing.enable(given.user, act())
    staffing.reset(given.user, act())
    staffing.add("Beto Quispe", institution=PISAC, role=Role.AUDITOR, act=act())


def test_the_lives_together_make_every_move_that_there_is(house: House) -> None:
    live(house)
    kinds = {event.draft.kind for _, event in house.shelf.journal.events()}
    assert set(MOVES) < kinds
    assert all(rows(house, table.name) for table in PROJECTED)


@SEALED_TOO
def test_everything_is_rebuilt_to_the_same_bytes(either_house: House) -> None:
    live(either_house)
    before = projected(either_house)
    assert rebuilt(either_house) == before
    assert rebuilt(either_house) == before


def test_what_someone_wrote_into_what_is_read_is_gone_after_a_rebuild(either_house: House) -> None:
    live(either_house)
    before = projected(either_house)
    number = rows(either_house, "case_file")[0]["number"]
    change(either_house, "case_file", {"state": "FIRME", "applicant": "thief"}, number=number)
    remove(either_house, "citizen_phone", field="phone:1")
    remove(either_house, "deadline", number=number)
    add(either_house, "case_alias", {"institution": PISAC, "alias": "forged", "number": number})
    assert projected(either_house) != before
    assert rebuilt(either_house) == before


def test_a_rebuild_tells_how_far_it_is_and_how_much_it_read(house: House) -> None:
    append(house, *[a_draft()] * 500)
    append(house, *[a_draft()] * 500)
    steps: list[int] = []
    done = house.shelf.journal.rebuild(house.shelf.ledger.reckon(), steps.append)
    assert done == sum(steps) == house.shelf.journal.count()
    assert max(steps) == 500
    assert len(steps) == 3


def test_a_case_whose_events_lie_pages_apart_is_rebuilt_the_same(either_house: House) -> None:
    number = a_case(either_house, alias="EXP-LEJOS")
    append(either_house, *[a_draft()] * 500)
    either_house.moving.route(number, act(MONDAY), station="licencias")
    append(either_house, *[a_draft()] * 500)
    either_house.moving.resolve(number, act(MONDAY), outcome=Outcome.FAVORABLE)
    before = projected(either_house)
    assert rebuilt(either_house) == before


def test_a_rebuild_that_fails_leaves_what_was_read_before(either_house: House) -> None:
    a_case(either_house)
    before = projected(either_house)

    def fail(_case: Case) -> Reckoned:
        raise RuntimeError("no calendar can be read")

    with pytest.raises(RuntimeError):
        either_house.shelf.journal.rebuild(fail, lambda _: None)
    assert projected(either_house) == before


def test_a_rebuild_forgets_again_whom_a_backup_brought_back(either_house: House) -> None:
    citizen = a_citizen(either_house, "Rosa Mamani", dni="10117410", phone="984123456")
    kept = {name: rows(either_house, name) for name in ("vault", "person_secret", "person_key")}
    either_house.people.erase(citizen, act(), ground="pedido_del_titular")
    before = projected(either_house)
    for name, restored in kept.items():
        add(either_house, name, *restored)

    assert rebuilt(either_house) == before

    assert [rows(either_house, name) for name in kept] == [[], [], []]
    either_house.shelf.journal.verify(lambda _: None)


def test_days_of_a_new_calendar_are_the_same_recounted_or_rebuilt(either_house: House) -> None:
    live(either_house)
    publish_day_off(either_house, date(2026, 11, 23), version=2)
    recount(either_house)
    before = projected(either_house)
    assert rebuilt(either_house) == before


def replayed(house: House, number: CaseNumber) -> Case | None:
    case = None
    for _, event in house.shelf.journal.events():
        if event.draft.subject == f"case:{number}":
            case = fold(case, event)
    return case


def test_any_lawful_life_is_the_fold_of_its_events_and_rebuilds_to_the_same_bytes(
    house: House, counts: Callable[[int, int], int]
) -> None:
    @given(data=st.data())
    @settings(max_examples=counts(10, 500), deadline=None)
    def any_life(data: st.DataObject) -> None:
        on_day(house, TODAY)
        on_the_way = data.draw(st.booleans())
        procedure = data.draw(st.sampled_from(PROCEDURES))
        received_on = None if on_the_way else TODAY
        number = a_case(house, TODAY, procedure=procedure, received_on=received_on)
        days = data.draw(st.lists(st.integers(0, 25), max_size=9))
        walk(house, number, lambda kinds: data.draw(st.sampled_from(kinds)), days)
        assert replayed(house, number) == case_of(house, number)
        before = projected(house)
        assert rebuilt(house) == before

    any_life()
