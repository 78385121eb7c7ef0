"""How far records of a unit have come, and what lies aside: read at once, tried again, kept."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import event as watched

from config.house import House
from core.model.case_number import CaseNumber
from core.model.device import Device
from core.model.event import Draft, EventId
from core.model.exchange import Quarantined
from core.model.exchange_session import ExchangeSession
from core.store.quarantine_reading import StoreAsides
from core.store.quarantine_retry import StoreRetrying
from core.store.record_ticks import StoreRecordTicks
from core.store.unit_glances import StoreUnitGlances
from tests.core.rows import projected, rows
from tests.core.stories import PISAC, a_case, a_draft, case_of
from tests.houses import StoodClock, act
from tests.store.units import Hub, Unit, Units, accepted, part, untaught, waiting

CALCA = "PE/muni-calca"


def ticks(unit: Unit) -> StoreRecordTicks:
    return StoreRecordTicks(unit.house.shelf.database)


def asides(hub: Hub) -> StoreAsides:
    books = hub.house.shelf.library.books
    return StoreAsides(hub.house.shelf.database, lambda: books().institutions)


def opening_of(unit: Unit) -> Draft:
    events = (event.draft for _, event in unit.house.shelf.journal.events())
    return next(draft for draft in events if draft.kind == "case_opened")


def of_a_new_institution(unit: Unit, seq: int) -> tuple[CaseNumber, Draft]:
    """Write an opening that the hub cannot fold before it knows the institution."""
    number = CaseNumber.compose("150", seq)
    opening = opening_of(unit)
    data = {**opening.data, "number": number.digits}
    return number, replace(opening, institution="PE/nueva", subject=f"case:{number}", data=data)


def a_unit_with_one_aside(hub: Hub, units: Units) -> tuple[Unit, CaseNumber]:
    unit = units()
    unit.load(hub)
    a_case(unit.house)
    number, draft = of_a_new_institution(unit, 7)
    with unit.house.shelf.ledger.writing() as work:
        untaught(work)
        work.append(draft)
    accepted(hub, waiting(unit))
    return unit, number


def publish(hub: Hub) -> None:
    shipped = hub.house.shelf.documents.version("institution", PISAC, 1)
    assert shipped is not None
    hub.house.publishing.publish([replace(shipped, key="PE/nueva")], act())


def test_a_step_waits_until_the_hub_acknowledges_it_and_no_longer(
    quick_hub: Hub, units: Units
) -> None:
    unit = units()
    unit.load(quick_hub)
    number = a_case(unit.house)
    subject = f"case:{number}"
    found = ticks(unit).of([subject])[subject]
    assert found.waits == {one.id for one in unit.house.shelf.case_log.events(number)}
    assert (found.is_received, found.is_applied) == (False, False)
    assert [case.number for case in ticks(unit).waiting(PISAC, limit=9)] == [number]
    assert ticks(unit).waiting(CALCA, limit=9) == ()
    unit.exchange(quick_hub)
    assert ticks(unit).of([subject]) == {}
    assert ticks(unit).waiting(PISAC, limit=9) == ()


def test_what_the_hub_could_not_apply_is_received_and_not_applied(
    quick_hub: Hub, units: Units
) -> None:
    unit = units()
    unit.load(quick_hub)
    number = a_case(unit.house)
    last = unit.house.shelf.case_log.events(number)[-1].id
    ack = accepted(quick_hub, waiting(unit))
    aside = replace(ack, quarantined=(Quarantined(last.seq, "event_unreadable"),))
    unit.shelf.acknowledge(aside)
    found = ticks(unit).of([f"case:{number}"])[f"case:{number}"]
    assert (found.is_received, found.is_applied) == (True, False)
    assert found.aside == {last: "event_unreadable"}
    assert found.of(EventId("other", 1, 1)).is_applied


def test_a_page_of_many_records_is_read_at_once(quick_hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(quick_hub)
    subjects = [f"case:{a_case(unit.house)}" for _ in range(3)]
    asked: list[str] = []
    engine = unit.house.shelf.database.reader
    watched.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert ticks(unit).of(subjects).keys() == set(subjects)
    assert len(asked) == 1


def test_what_lies_aside_is_listed_for_its_institution_and_for_all_if_it_has_none(
    hub: Hub, units: Units
) -> None:
    unit, number = a_unit_with_one_aside(hub, units)
    (one,) = asides(hub).listed(PISAC, after=0, limit=9)
    assert (one.subject, one.kind) == (f"case:{number}", "case_opened")
    assert (one.code, one.may_be_tried) == ("institution_unknown", True)
    assert asides(hub).listed(CALCA, after=0, limit=9) == (one,)
    assert asides(hub).count(PISAC) == 1
    publish(hub)
    assert asides(hub).count(PISAC) == 0
    assert asides(hub).listed("PE/nueva", after=0, limit=9) == (one,)
    assert asides(hub).listed("PE/nueva", after=1, limit=9) == ()
    ticks_there = StoreRecordTicks(hub.house.shelf.database).of([one.subject])
    assert ticks_there[one.subject].aside == {one.id: one.code}
    assert asides(hub).since([one.id]) == {one.id: one.since}
    assert unit.scope.origin == one.id.origin


def test_another_try_applies_what_can_be_read_now_and_nothing_twice(hub: Hub, units: Units) -> None:
    _, number = a_unit_with_one_aside(hub, units)
    retrying = StoreRetrying(hub.shelf)
    assert retrying.retry() == 0
    publish(hub)
    hub.told.clear()
    assert retrying.retry() == 1
    assert case_of(hub.house, number).institution == "PE/nueva"
    assert hub.told == [(number.digits, "case_opened")]
    assert rows(hub.house, "quarantined") == []
    assert retrying.retry() == 0
    before = projected(hub.house)
    hub.rebuild()
    assert projected(hub.house) == before
    hub.verify()


def test_what_is_tried_in_vain_stays_as_old_as_it_is_and_nobody_waits_for_it(
    quick_hub: Hub, units: Units
) -> None:
    unit, _ = a_unit_with_one_aside(quick_hub, units)
    before = rows(quick_hub.house, "quarantined")
    clock = quick_hub.house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(days=2)
    assert StoreRetrying(quick_hub.shelf).retry() == 0
    assert rows(quick_hub.house, "quarantined") == before
    later = a_case(unit.house)
    accepted(quick_hub, waiting(unit))
    assert case_of(quick_hub.house, later).number == later


def test_what_nobody_is_to_believe_is_never_tried(quick_hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(quick_hub)
    a_case(unit.house)
    accepted(quick_hub, waiting(unit), suspect="device_revoked")
    before = rows(quick_hub.house, "quarantined")
    assert StoreRetrying(quick_hub.shelf).retry() == 0
    assert rows(quick_hub.house, "quarantined") == before
    assert not asides(quick_hub).listed(PISAC, after=0, limit=1)[0].may_be_tried


def test_a_foreign_kind_of_subject_stays_and_is_told(quick_hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(quick_hub)
    with unit.house.shelf.ledger.writing() as work:
        untaught(work)
        work.append(a_draft("visit:v", "visit_planned", {"on": "tomorrow"}))
    accepted(quick_hub, waiting(unit))
    assert StoreRetrying(quick_hub.shelf).retry() == 0
    assert asides(quick_hub).count(PISAC) == 1


def test_the_hub_tells_of_a_unit_what_waits_what_lies_aside_and_which_epochs_it_has_left(
    hub: Hub, units: Units
) -> None:
    unit, house = units(), hub.house
    devices = house.shelf.devices
    devices.enrol(a_device(house, unit.scope.origin, {1: "150", 2: "151"}), actor="system:test")
    glances = StoreUnitGlances(house.shelf.database, devices)
    (never,) = glances.all()
    assert (never.heard_at, never.held, never.aside, never.begun) == (None, 0, 0, 0)
    assert (never.drift_seconds, never.spares) == (None, 1)
    unit.load(hub)
    number = a_case(unit.house)
    whole = waiting(unit)
    accepted(hub, part(whole, 3, 3))
    now = house.clock.now()
    well = ExchangeSession(origin=unit.scope.origin, at=now, transport="http", drift_seconds=40)
    for one in (well, replace(well, transport="stick", drift_seconds=0)):
        house.shelf.exchange_log.note(one)
    (gap,) = glances.all()
    assert (gap.heard_at, gap.held, gap.held_since, gap.drift_seconds) == (now, 1, now, 40)
    assert "gap" in gap.signs(now, house.clock.today())
    accepted(hub, whole)
    (filled,) = glances.all()
    assert (filled.held, filled.held_since, filled.begun) == (0, None, 1)
    assert case_of(house, number).number == number


def a_device(house: House, origin: str, codes: dict[int, str]) -> Device:
    return Device(
        origin=origin,
        public_key="",
        recipient="",
        codes=codes,
        buckets=frozenset(),
        crew=frozenset(),
        url="",
        expires_on=house.clock.today() + timedelta(days=60),
        enrolled_at=house.clock.now(),
    )
