"""The audit: whatever anyone changes, adds or takes away behind the journal's back is found."""

from dataclasses import dataclass, replace
from threading import Thread
from typing import Any

import pytest
from sqlmodel import SQLModel

from config.house import House
from core.model.event import Event
from core.refusals import ChainBroken
from core.store.audit import Verified
from core.store.event_rows import to_row
from tests.core.rows import add, change, drop_triggers, remove, rows, spoil
from tests.core.stories import a_citizen, a_draft, append, on_day
from tests.houses import SEALED_TOO, TODAY

EVENT = SQLModel.metadata.tables["event"]


def verified(house: House) -> Verified:
    return house.shelf.journal.verify(lambda _: None)


def problem(house: House) -> str:
    with pytest.raises(ChainBroken) as refused:
        verified(house)
    return str(refused.value.facts["problem"])


@dataclass(frozen=True, slots=True)
class Told:
    """A house of which someone has the database in hand, and an event in the middle of it."""

    house: House
    event: Event

    def change(self, column: str, value: object) -> None:
        assert change(self.house, "event", {column: value}, seq=self.event.id.seq) == 1


@pytest.fixture
def told(either_house: House) -> Told:
    dated = replace(a_draft(data={"words": "sí"}), presented_on=TODAY, received_on=TODAY)
    whole = replace(dated, effective_on=TODAY, basis="TUO LPAG art. 124")
    event, *_ = append(either_house, whole, a_draft(), a_draft())
    drop_triggers(either_house)
    return Told(either_house, event)


def flipped(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value ^ 1 << 8
    return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"


def test_an_untouched_journal_verifies_and_tells_its_heads(told: Told) -> None:
    seen = verified(told.house)
    last = list(told.house.shelf.journal.events())[-1][1]
    assert seen.events == told.house.shelf.journal.count()
    assert seen.heads == ((last.id, last.hash()),)


def test_progress_is_told_event_by_event_until_all_were_seen(told: Told) -> None:
    steps: list[int] = []
    told.house.shelf.journal.verify(steps.append)
    assert sum(steps) == told.house.shelf.journal.count()


@pytest.mark.parametrize("column", [column.name for column in EVENT.columns])
def test_one_flipped_byte_in_any_column_is_found(told: Told, column: str) -> None:
    before = next(r for r in rows(told.house, "event") if r["seq"] == told.event.id.seq)
    told.change(column, flipped(before[column]))
    assert problem(told.house) in {"hash", "gap", "prev_hash"}


@pytest.mark.parametrize("column", ["happened_at", "data", "base", "buckets", "presented_on"])
@pytest.mark.parametrize("value", ["", "}{", '"x"', "5", "[5]", "2026-13-45"])
def test_what_can_no_longer_be_read_is_found_and_not_stumbled_over(
    house: House, column: str, value: str
) -> None:
    append(house, a_draft(), a_draft())
    drop_triggers(house)
    change(house, "event", {column: value}, seq=2)
    assert problem(house) == "hash"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("data", '{"words": "sí"}'),
        ("data", '{"words":"s\\u00ed"}'),
        ("buckets", '[ "*" ]'),
        ("happened_at", "2026-11-20T17:00:00.000+00:00"),
        ("happened_at", "2026-11-20 17:00:00"),
        ("presented_on", "20261120"),
    ],
)
def test_bytes_that_mean_the_same_but_are_not_what_was_written_are_found(
    told: Told, column: str, value: str
) -> None:
    told.change(column, value)
    assert problem(told.house) == "hash"


def test_a_byte_that_is_no_letter_at_all_is_found(house: House) -> None:
    drop_triggers(house)
    spoil(house, "UPDATE event SET actor = CAST(x'ff41' AS TEXT) WHERE seq = 3")
    assert problem(house) == "hash"


def test_a_deleted_event_is_found(told: Told) -> None:
    remove(told.house, "event", seq=told.event.id.seq)
    assert problem(told.house) == "gap"


def test_an_event_that_points_at_another_past_is_found(told: Told) -> None:
    forged = to_row(replace(told.event, prev_hash="f" * 64))
    told.change("prev_hash", forged["prev_hash"])
    told.change("hash", forged["hash"])
    assert problem(told.house) == "prev_hash"


def test_an_event_that_was_rewritten_with_its_hash_is_found_by_the_next_one(told: Told) -> None:
    forged = to_row(replace(told.event, draft=replace(told.event.draft, actor="user:thief")))
    for column in ("actor", "hash"):
        told.change(column, forged[column])
    assert problem(told.house) == "prev_hash"


def test_a_forked_chain_is_found_though_every_hash_agrees(told: Told) -> None:
    head = list(told.house.shelf.journal.events())[-1][1]
    fork = replace(told.event, id=head.id._replace(seq=head.id.seq + 1))
    add(told.house, "event", to_row(fork))
    assert problem(told.house) == "prev_hash"


def test_an_event_that_the_hub_never_accepted_is_found(told: Told) -> None:
    head = list(told.house.shelf.journal.events())[-1][1]
    slipped = replace(told.event, id=head.id._replace(seq=head.id.seq + 1), prev_hash=head.hash())
    add(told.house, "event", to_row(slipped))
    assert problem(told.house) == "arrivals"


def test_an_acceptance_that_was_lost_is_found(either_house: House) -> None:
    drop_triggers(either_house, "arrival")
    remove(either_house, "arrival", hub_seq=3)
    assert problem(either_house) == "arrivals"


@pytest.mark.parametrize("changes", [{"hub_seq": 9999}, {"origin": "other"}, {"seq": 9999}])
def test_an_acceptance_that_was_changed_is_found(
    either_house: House, changes: dict[str, object]
) -> None:
    drop_triggers(either_house, "arrival")
    assert change(either_house, "arrival", changes, hub_seq=3)
    assert problem(either_house) == "arrivals"


def test_an_order_of_acceptance_that_was_swapped_is_found(either_house: House) -> None:
    drop_triggers(either_house, "arrival")
    for before, after in ((3, -4), (4, 3), (-4, 4)):
        assert change(either_house, "arrival", {"hub_seq": after}, hub_seq=before)
    assert problem(either_house) == "arrivals"


def test_a_changed_value_in_the_vault_is_found(either_house: House) -> None:
    citizen = a_citizen(either_house, "Rosa Mamani")
    change(either_house, "vault", {"value": "Rosa Mamami"}, person=citizen)
    assert problem(either_house) == "vault"


@pytest.mark.parametrize("secret", ["00" * 16, "no hex"])
def test_a_changed_secret_is_found(either_house: House, secret: str) -> None:
    citizen = a_citizen(either_house)
    change(either_house, "person_secret", {"secret": secret}, person=citizen)
    assert problem(either_house) == "vault"


@pytest.mark.parametrize("table", ["vault", "person_secret"])
def test_a_value_that_went_without_an_erasure_is_found(either_house: House, table: str) -> None:
    citizen = a_citizen(either_house)
    remove(either_house, table, person=citizen)
    assert problem(either_house) == "missing_without_erasure"


def test_a_value_that_no_event_sealed_is_found(either_house: House) -> None:
    citizen = a_citizen(either_house)
    forged = {"person": citizen, "field": "address", "version": 9, "value": "{}"}
    add(either_house, "vault", forged)
    assert problem(either_house) == "sealed_by_no_event"


def test_a_value_that_came_back_after_its_erasure_is_found(either_house: House) -> None:
    citizen = a_citizen(either_house)
    vault, secrets = rows(either_house, "vault"), rows(either_house, "person_secret")
    act = on_day(either_house, TODAY)
    either_house.people.erase(citizen, act, ground="pedido_del_titular")
    verified(either_house)

    add(either_house, "vault", *vault)
    add(either_house, "person_secret", *secrets)
    assert problem(either_house) == "present_after_erasure"


@SEALED_TOO
def test_writers_go_on_while_the_audit_walks(either_house: House) -> None:
    append(either_house, *[a_draft()] * 500)
    counts: list[int] = []

    def write_meanwhile(_step: int) -> None:
        if not counts:
            writer = Thread(target=append, args=(either_house, a_draft()))
            writer.start()
            writer.join(timeout=20)
            assert not writer.is_alive()
            counts.append(either_house.shelf.journal.count())

    seen = either_house.shelf.journal.verify(write_meanwhile)

    assert counts == [seen.events + 1]
    assert verified(either_house).events == seen.events + 1
