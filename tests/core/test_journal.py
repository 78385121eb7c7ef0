"""The journal: whole envelopes, one chain, insert-only, and all of a transaction or none."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError

from config.founding import begin_epoch
from config.house import House
from core.model.event import GENESIS, MOST_EVENTS_A_TRANSACTION, Draft, Event, EventId, instant
from core.ports import Intent
from core.refusals import SettingInvalid, TooManyEvents
from tests.core.rows import all_of, rows, spoil
from tests.core.stories import a_case, a_citizen, a_draft, append
from tests.houses import SEALED_TOO, StoodClock

WHOLE = Draft(
    kind="noted",
    subject="origin:hub",
    institution="PE/muni-pisac",
    actor="user:clerk",
    via="unit",
    happened_at=datetime(2026, 11, 19, 8, 30, 15, 250_000, tzinfo=timezone(timedelta(hours=-5))),
    data={"words": "Ñuñoa “año”\n\u0000\U0001f33d", "nested": {"b": [1, 2.5, None], "a": True}},
    buckets=("080405", "080401"),
    basis="TUO LPAG art. 136.1",
    base=(EventId("tambo.7", 3, 11), EventId("hub", 5, 2)),
    presented_on=date(2026, 11, 17),
    received_on=date(2026, 11, 18),
    effective_on=date(2026, 11, 19),
    clock_suspect=True,
    schema_v=2,
)


def kept(house: House) -> list[tuple[int, Event]]:
    return list(house.shelf.journal.events())


@SEALED_TOO
def test_an_event_keeps_its_whole_envelope(either_house: House) -> None:
    (event,) = append(either_house, WHOLE)

    _, read = kept(either_house)[-1]

    assert read == event
    assert {field.name: getattr(read.draft, field.name) for field in fields(Draft)} == {
        field.name: getattr(WHOLE, field.name) for field in fields(Draft)
    }
    assert read.recorded_at == either_house.clock.now()
    assert read.hash() == event.hash()


def test_happened_is_kept_apart_from_recorded(either_house: House) -> None:
    append(either_house, WHOLE)
    _, read = kept(either_house)[-1]
    assert read.draft.happened_at == datetime(2026, 11, 19, 13, 30, 15, 250_000, tzinfo=UTC)
    assert read.recorded_at == datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_a_moment_is_kept_to_the_millisecond_and_its_hash_still_agrees(either_house: House) -> None:
    clock = either_house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = datetime(2026, 11, 20, 17, 0, 0, 123_999, tzinfo=UTC)
    append(either_house, a_draft())
    _, read = kept(either_house)[-1]
    assert read.recorded_at.microsecond == 123_000
    either_house.shelf.journal.verify(lambda _: None)


def test_a_moment_without_a_zone_is_never_written(house: House) -> None:
    naive = datetime(2026, 11, 20, 17, 0)  # noqa: DTZ001 - the fault that the test is about
    with pytest.raises(ValueError, match="time zone"):
        append(house, replace(a_draft(), happened_at=naive))


def test_each_event_names_the_one_before_it_and_the_hub_counts_them_all(
    either_house: House,
) -> None:
    for _ in range(3):
        append(either_house, a_draft(), a_draft())

    read = kept(either_house)

    assert [hub_seq for hub_seq, _ in read] == list(range(1, len(read) + 1))
    assert [event.id.seq for _, event in read] == list(range(1, len(read) + 1))
    hashes = [GENESIS, *(event.hash() for _, event in read)]
    assert [event.prev_hash for _, event in read] == hashes[:-1]


def test_how_an_event_arrived_is_kept_beside_it_and_outside_its_hash(either_house: House) -> None:
    (event,) = append(either_house, a_draft())
    arrival = rows(either_house, "arrival")[-1]
    assert arrival["transport"] == "local"
    assert arrival["arrived_at"] == "2026-11-20T17:00:00.000Z"
    assert b"local" not in event.body()
    assert b"hub_seq" not in event.body()


def test_a_new_epoch_begins_a_chain_of_its_own(either_house: House) -> None:
    before = append(either_house, a_draft())[0]

    epoch = begin_epoch(either_house, ("150", "151"))
    (event,) = append(either_house, a_draft())

    assert epoch != before.id.epoch
    assert (event.id.epoch, event.id.seq) == (epoch, 2)
    begun = kept(either_house)[-2][1]
    assert (begun.draft.kind, begun.id.seq, begun.prev_hash) == ("epoch_begun", 1, GENESIS)
    assert begun.draft.data == {"epoch": epoch, "codes": ["150", "151"]}
    assert set(either_house.shelf.journal.heads()) == {before.id, event.id}


def test_an_epoch_that_cannot_have_its_codes_is_not_begun(either_house: House) -> None:
    before = all_of(either_house)
    with pytest.raises(SettingInvalid, match="setting_invalid"):
        begin_epoch(either_house, ("140",))
    assert all_of(either_house) == before


@SEALED_TOO
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE {column} <> 'x'",
    ],
)
@pytest.mark.parametrize(
    ("table", "column"), [("event", "origin"), ("arrival", "origin"), ("document", "kind")]
)
def test_what_was_written_is_never_changed_or_deleted(
    either_house: House, change: str, table: str, column: str
) -> None:
    before = rows(either_house, table)
    with pytest.raises(DBAPIError, match="insert_only"):
        spoil(either_house, change.format(table=table, column=column))
    assert rows(either_house, table) == before


@pytest.mark.parametrize("table", ["event", "arrival", "document"])
def test_a_table_that_is_only_added_to_cannot_be_emptied_or_written_over(
    either_house: House, table: str
) -> None:
    before = rows(either_house, table)
    emptied = "TRUNCATE {table}"
    written_over = "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"
    statement = written_over if either_house.shelf.database.is_sqlite else emptied
    with pytest.raises(DBAPIError, match="insert_only"):
        spoil(either_house, statement.format(table=table))
    assert rows(either_house, table) == before


def test_a_transaction_holds_at_most_five_hundred_events(either_house: House) -> None:
    before = either_house.shelf.journal.count()
    append(either_house, *[a_draft()] * MOST_EVENTS_A_TRANSACTION)
    assert either_house.shelf.journal.count() == before + 500

    with pytest.raises(TooManyEvents):
        append(either_house, *[a_draft()] * (MOST_EVENTS_A_TRANSACTION + 1))
    assert either_house.shelf.journal.count() == before + 500


@SEALED_TOO
def test_a_reader_reads_many_pages_in_order_and_goes_on_after_any_of_them(
    either_house: House,
) -> None:
    begun = either_house.shelf.journal.count()
    for _ in range(3):
        append(either_house, *[a_draft()] * MOST_EVENTS_A_TRANSACTION)

    numbers = [hub_seq for hub_seq, _ in either_house.shelf.journal.events()]
    assert numbers == list(range(1, begun + 1501))
    late = [hub_seq for hub_seq, _ in either_house.shelf.journal.events(begun + 1200)]
    assert late == list(range(begun + 1201, begun + 1501))
    assert list(either_house.shelf.journal.events(begun + 1500)) == []


class TripError(Exception):
    """What a test lets go wrong."""


def fail_after(house: House, doing: Callable[[House], None]) -> None:
    with house.shelf.ledger.writing() as work:
        work.next_number()
        work.seal("nobody", {"name": "Nadie"})
        work.blind("nobody", "document", "blinded", field="document")
        work.intend(Intent(kind="alarm", cause="test", unique_key="test", person=""))
        work.append(a_draft())
        doing(house)


def trip(_house: House) -> None:
    raise TripError


def test_an_exception_undoes_all_of_a_transaction(either_house: House) -> None:
    before = {name: rows(either_house, name) for name in all_of(either_house)}
    with pytest.raises(TripError):
        fail_after(either_house, trip)
    assert {name: rows(either_house, name) for name in before} == before


def test_a_writer_that_failed_leaves_no_gap_for_the_next(either_house: House) -> None:
    with pytest.raises(TripError):
        fail_after(either_house, trip)
    a_case(either_house)
    verified = either_house.shelf.journal.verify(lambda _: None)
    assert verified.events == either_house.shelf.journal.count()


def test_what_is_read_within_a_transaction_is_what_was_just_written(either_house: House) -> None:
    citizen = a_citizen(either_house, dni="10117410")
    with either_house.shelf.ledger.writing() as work:
        consent = {"consent": "sms_notices", "on": "2026-11-20"}
        work.append(a_draft(f"citizen:{citizen}", "consent_given", consent))
        read = work.citizen(citizen)
        assert read is not None
        assert "sms_notices" in read.consents
        assert either_house.shelf.citizens.get(citizen) != read
    assert either_house.shelf.citizens.get(citizen) == read


def test_a_moment_of_any_year_is_written_with_four_figures() -> None:
    early = datetime(987, 6, 5, 4, 3, 2, 1999, tzinfo=UTC)
    assert instant(early) == "0987-06-05T04:03:02.001Z"
    assert datetime.fromisoformat(instant(early)).year == 987
