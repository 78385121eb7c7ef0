"""One change of an acceptance is let through: what waits gets its place. Nothing else is."""

import pytest
from sqlalchemy.exc import DBAPIError

from core.model.exchange import PENDING
from tests.core.rows import change, rows, spoil
from tests.core.stories import a_draft, append
from tests.store.units import Hub, Unit

PLACED = "transport = 'placed'"
FIRST = f"hub_seq = {PENDING + 1}"

REFUSED = [
    f"SET hub_seq = 41 WHERE {FIRST}",
    f"SET {PLACED} WHERE {FIRST}",
    f"SET hub_seq = 0, {PLACED} WHERE {FIRST}",
    f"SET hub_seq = {PENDING}, {PLACED} WHERE {FIRST}",
    f"SET hub_seq = {PENDING + 9}, {PLACED} WHERE {FIRST}",
    f"SET hub_seq = 41, transport = 'local' WHERE {FIRST}",
    f"SET hub_seq = 41, {PLACED}, origin = 'x' WHERE {FIRST}",
    f"SET hub_seq = 41, {PLACED}, epoch = 9 WHERE {FIRST}",
    f"SET hub_seq = 41, {PLACED}, seq = 9 WHERE {FIRST}",
    f"SET hub_seq = 41, {PLACED}, arrived_at = 'x' WHERE {FIRST}",
    f"SET hub_seq = 40, {PLACED} WHERE {FIRST}",
    f"SET hub_seq = 41, {PLACED} WHERE hub_seq = 40",
    f"SET hub_seq = 41, {PLACED}",
    f"SET hub_seq = {PENDING + 9}, transport = 'pending' WHERE hub_seq = 40",
]


def wrote(unit: Unit) -> None:
    append(unit.house, a_draft(), a_draft())
    change(unit.house, "arrival", {"hub_seq": 40, "transport": "placed"}, hub_seq=PENDING + 3)


def test_what_waits_gets_its_place(pair: tuple[Hub, Unit]) -> None:
    _, unit = pair
    wrote(unit)
    placed = rows(unit.house, "arrival")[0]
    assert (placed["hub_seq"], placed["transport"], placed["seq"]) == (40, "placed", 3)


def test_no_other_change_passes(pair: tuple[Hub, Unit]) -> None:
    _, unit = pair
    wrote(unit)
    before = rows(unit.house, "arrival")
    for statement in REFUSED:
        with pytest.raises(DBAPIError, match="insert_only"):
            spoil(unit.house, f"UPDATE arrival {statement}")
    assert rows(unit.house, "arrival") == before


def test_a_place_that_is_taken_is_not_given_by_replacing_who_has_it(
    pair: tuple[Hub, Unit],
) -> None:
    _, unit = pair
    wrote(unit)
    before = rows(unit.house, "arrival")
    either = "UPDATE OR REPLACE" if unit.house.shelf.database.is_sqlite else "UPDATE"
    with pytest.raises(DBAPIError, match="insert_only"):
        spoil(unit.house, f"{either} arrival SET hub_seq = 40, {PLACED} WHERE {FIRST}")
    with pytest.raises(DBAPIError, match="insert_only"):
        spoil(unit.house, "DELETE FROM arrival WHERE hub_seq = 40")
    assert rows(unit.house, "arrival") == before
