"""Which cases wait for a person, on both databases: found among many, the oldest first."""

from datetime import timedelta

from config.house import House
from core.model.case_number import CaseNumber
from core.store.contradicted import StoreContradicted
from core.store.rebuilding import rebuild
from tests.core.foreign import contradicted
from tests.core.rows import projected
from tests.core.stories import PISAC, a_case, case_of
from tests.houses import StoodClock, act


def observed_here_withdrawn_there(house: House, seq: int) -> CaseNumber:
    number = a_case(house)
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    contradicted(house, number, seq=seq)
    return number


def waiting(house: House, institution: str = PISAC, limit: int = 9) -> list[CaseNumber]:
    shown = StoreContradicted(house.shelf.database)
    found = shown.waiting(institution, limit=limit)
    assert len(found) == min(limit, shown.count(institution))
    return [case.number for case, _ in found]


def test_what_waits_longest_comes_first_with_the_hour_at_which_it_came(either_house: House) -> None:
    house = either_house
    clock = house.clock
    assert isinstance(clock, StoodClock)
    first = clock.now()
    older = observed_here_withdrawn_there(house, 1)
    clock.moment = first + timedelta(hours=2)
    newer = observed_here_withdrawn_there(house, 2)
    contradicted(house, older, "case_abandoned", base=(), seq=3)
    found = StoreContradicted(house.shelf.database).waiting(PISAC, limit=9)
    assert [(case.number, at) for case, at in found] == [
        (older, first),
        (newer, first + timedelta(hours=2)),
    ]
    assert found[0][0] == case_of(house, older)
    assert waiting(house, limit=1) == [older]
    assert StoreContradicted(house.shelf.database).count(PISAC) == 2
    assert waiting(house, "PE/muni-calca") == []


def test_what_is_only_a_fact_or_not_contradicted_waits_for_nobody(either_house: House) -> None:
    house = either_house
    a_case(house)
    closed = a_case(house)
    house.moving.record(closed, act(), kind="case_withdrawn")
    contradicted(house, closed, "case_routed", {"station": "licencias"})
    assert waiting(house) == []


def test_a_rebuild_comes_to_the_same_rows(either_house: House) -> None:
    house = either_house
    number = observed_here_withdrawn_there(house, 1)
    before = projected(house)
    with house.shelf.database.locked() as connection:
        rebuild(connection, house.shelf.ledger.reckon(), lambda _: None)
    assert projected(house) == before
    assert waiting(house) == [number]
