"""Hub and units exchange what they wrote: everything once, and the same is read on both sides."""

from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.exchange import PENDING
from core.visiting import NewVisit
from tests.core.rows import projected, rows
from tests.core.stories import a_case, a_citizen
from tests.houses import TODAY, act
from tests.store.units import Hub, Unit, shared


def a_life(hub: Hub) -> None:
    """Let a hub know people, cases and a visit."""
    citizen = a_citizen(hub.house, phone="984123456", dni="10117410", address=("Amaru",), sms=True)
    a_case(hub.house, applicant=citizen, alias="EXP-1")
    hub.house.moving.route(a_case(hub.house), act(), station="licencias")
    visit = NewVisit(id="v1", district="080405", on=TODAY, place="Plaza", short_place="Plaza")
    hub.house.visiting.plan(visit, act())


def first_presented(unit: Unit) -> CaseNumber:
    row = next(row for row in rows(unit.house, "case_file") if row["state"] == "PRESENTADO")
    return CaseNumber(row["number"])


def test_a_unit_that_loads_reads_what_the_hub_reads(pair: tuple[Hub, Unit]) -> None:
    hub, unit = pair
    a_life(hub)
    unit.load(hub)
    here, there = shared(hub, unit)
    assert here == there
    assert [len(here[name]) for name in ("cases", "citizens", "visits")] == [2, 2, 1]
    assert unit.down(hub) == []
    unit.verify()


def test_a_day_of_both_sides_ends_in_the_same_rows(pair: tuple[Hub, Unit]) -> None:
    hub, unit = pair
    a_life(hub)
    unit.load(hub)
    known = first_presented(unit)
    unit.house.moving.observe(known, act(), reasons=("firma-solicitud",))
    field = a_case(unit.house, alias="EXP-RIO")
    hub.house.moving.resolve(a_case(hub.house), act(), outcome=Outcome.FAVORABLE)
    someone = a_citizen(hub.house, "Juana Condori", phone="984555666")
    a_case(hub.house, applicant=someone)

    unit.exchange(hub)

    here, there = shared(hub, unit)
    assert here == there
    assert str(field) in {row["number"] for row in here["cases"]}
    assert all(row["hub_seq"] < PENDING for row in rows(unit.house, "arrival"))
    assert rows(hub.house, "quarantined") == rows(unit.house, "quarantined") == []
    assert hub.told == [
        (str(known), "case_observed"),
        (str(field), "case_opened"),
    ]
    hub.verify()
    unit.verify()
    for house, rebuild in ((hub.house, hub.rebuild), (unit.house, unit.rebuild)):
        before = projected(house)
        rebuild()
        assert projected(house) == before
