"""One deletion is let through: at a unit, of what the hub has, off the route, all in one breath."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.core.rows import all_of, rows, spoil
from tests.core.stories import PISAC_DISTRICT, a_draft, append
from tests.houses import act
from tests.store.purges import CALCA, a_case_in, on_both
from tests.store.units import Hub, Unit

STAYS = "INSERT INTO purging VALUES ('*', ''), ('080405', '')"
PISAC_STAYS = "INSERT INTO purging VALUES ('080405', '')"
OVER = "DELETE FROM purging"
OF_CALCA = (
    "DELETE FROM event WHERE subject IN "
    "(SELECT 'case:' || number FROM case_file WHERE district = '080401')"
)
OF_PISAC = (
    "DELETE FROM event WHERE subject IN "
    "(SELECT 'case:' || number FROM case_file WHERE district = '080405')"
)
KEPT = (
    "INSERT INTO purged_event SELECT origin, epoch, seq, hash, subject FROM event "
    "WHERE prev_hash <> '' AND seq > 1"
)
FALSE = "INSERT INTO purged_event SELECT origin, epoch, seq, 'x', '' FROM event WHERE seq > 1"


def did(unit: Unit, *statements: str) -> None:
    """Do it all in one transaction."""
    with unit.house.shelf.database.writer.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture
def unit(pair: tuple[Hub, Unit]) -> Unit:
    """Equip a unit that wrote in both districts; the hub has all of it, and then one more waits."""
    hub, bare = pair
    unit = on_both(bare)
    numbers = [a_case_in(hub, district) for district in (PISAC_DISTRICT, CALCA)]
    unit.load(hub)
    for number in numbers:
        unit.house.moving.route(number, act(), station="licencias")
    unit.exchange(hub)
    append(unit.house, a_draft("origin:tambo.1"))
    return unit


REFUSED = [
    (OF_CALCA,),
    (STAYS, OF_CALCA, OVER),
    (STAYS, FALSE, OF_CALCA, OVER),
    (STAYS, KEPT, OF_PISAC, OVER),
    (STAYS, KEPT, "DELETE FROM event WHERE kind = 'noted'", OVER),
    (STAYS, KEPT, "DELETE FROM event WHERE kind = 'epoch_begun'", OVER),
    (STAYS, "DELETE FROM arrival WHERE transport = 'placed'", OVER),
    (STAYS, "DELETE FROM arrival WHERE transport = 'pending'", OVER),
    (PISAC_STAYS, KEPT, OF_CALCA, OVER),
]


def test_no_other_deletion_passes(unit: Unit) -> None:
    before = all_of(unit.house)
    for statements in REFUSED:
        with pytest.raises(DBAPIError, match="insert_only"):
            did(unit, *statements)
    assert all_of(unit.house) == before


def test_the_pass_does_not_outlive_its_transaction_and_what_it_keeps_stays(unit: Unit) -> None:
    for statement in (
        STAYS,
        "INSERT INTO purging VALUES ('', '')",
        "INSERT INTO purging VALUES ('*', '*')",
    ):
        with pytest.raises(DBAPIError, match=r"(?i)constraint"):
            did(unit, statement)
    assert rows(unit.house, "purging") == []

    did(unit, STAYS, KEPT, OF_CALCA, OVER)
    for statement in ("UPDATE purged_event SET hash = 'x'", "DELETE FROM purged_event"):
        with pytest.raises(DBAPIError, match="insert_only"):
            spoil(unit.house, statement)
