"""Copies, backups and updates on either side: nobody believes what is not so, nothing is lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial

import responses
from requests import PreparedRequest

from channels.units.bundle_http import EXCHANGE, PREFIX
from channels.units.client import Limits
from config.exchanging import unit_client_of
from config.founding import begin_epoch
from core.exchanging import STICK
from core.model.event import Event
from core.ports.exchange import HubShelf
from core.refusals import EpochTaken, EventUnreadable, HubBehind
from core.store.exchange import StoreHubShelf
from core.store.work import StoreLedger, StoreWork
from tests.core.rows import rows
from tests.exchange.deeds import change_address, move, open_case, register, tried
from tests.exchange.invariants import (
    i1_all_who_may_read_the_same_do,
    i2_nothing_is_lost,
    i15_every_chain_and_value_verifies,
    i15_made_anew_it_is_the_same,
)
from tests.exchange.lines import Faults, Line, refused
from tests.exchange.nodes import FILE, Told, UnitNode
from tests.exchange.worlds import Template, World
from tests.houses import opened

LEARNT = "case_routed"
SPARE = ("199",)


@contextmanager
def undone(world: World) -> Iterator[None]:
    """Let the hub lose what is done meanwhile, as whoever brings an older backup back."""
    file, backup = world.folder / "hub" / FILE, world.folder / "backup"
    world.hub.house.close()
    shutil.copy(file, backup)
    world.hub.house = opened(world.folder / "hub")
    yield
    world.hub.house.close()
    shutil.copy(backup, file)
    world.hub.house = opened(world.folder / "hub")


def believed(unit: UnitNode) -> Told:
    """Tell what of its own writing a unit takes for acknowledged."""
    unit.note()
    waits = unit.waiting()
    return {one: said for one, said in unit.wrote.items() if one not in waits}


def silent_copy(world: World, unit: UnitNode) -> UnitNode:
    """Copy a disk so that nothing gives the copy away."""
    copy = unit.cloned("copy")
    world.units.append(copy)
    copy.place.settle()
    copy.is_shadowed = True
    return copy


def test_a_copy_that_nothing_gave_away_does_not_take_another_past_for_its_own(
    template: Template,
) -> None:
    with template.world() as world:
        unit, line = world.units[0], Line(world)
        line.all(unit)
        copy = silent_copy(world, unit)
        register(unit.house, 1)
        line.all(unit)
        person = register(copy.house, 2)
        while not copy.is_forked:
            line.all(copy)
        at_hub = world.hub.hashes()
        assert believed(copy)
        assert all(at_hub.get(one) == said for one, said in believed(copy).items())
        # What it wrote waits for ever, and delays nothing that it writes in an epoch of its own.
        copy.renew()
        later = register(copy.house, 3)
        line.once(copy)
        assert {row["id"] for row in rows(world.hub.house, "citizen")} >= {later}
        assert person not in {row["id"] for row in rows(world.hub.house, "citizen")}
        assert {one.epoch for one in copy.waiting()} == {unit.place.epoch}
        at_hub = world.hub.hashes()
        assert all(at_hub.get(one) == said for one, said in believed(copy).items())


def test_a_hub_from_an_old_backup_gets_back_what_it_had_acknowledged(template: Template) -> None:
    with template.world() as world:
        unit, line = world.units[0], Line(world)
        for one in world.units:
            line.all(one)
        with undone(world):
            open_case(unit.house, 1)
            for at in range(2):
                move(unit.house, at, "case_observed")
            world.keep_count(unit)
            for one in world.units:
                line.all(one)
            change_address(world.hub.house, 0)
            line.all(world.units[1])
            before = [row["cause"] for row in rows(world.hub.house, "outbox")]
        # Before it has begun an epoch, it would give places of its order a second time.
        assert refused(partial(line.once, unit)) == HubBehind.code
        change_address(world.hub.house, 1)
        assert refused(partial(line.once, world.units[1])) == HubBehind.code
        begin_epoch(world.hub.house, SPARE)
        change_address(world.hub.house, 0)
        for one in (*world.units, *world.units):
            line.all(one)
        i2_nothing_is_lost(world)
        i1_all_who_may_read_the_same_do(world)
        i15_every_chain_and_value_verifies(world)
        i15_made_anew_it_is_the_same(world)
        # Who was told of it before is not told again.
        of_unit = [cause for cause in before if unit.place.origin in cause]
        after = [row["cause"] for row in rows(world.hub.house, "outbox")]
        assert of_unit
        assert not set(of_unit) & set(after)


def test_a_unit_goes_on_by_network_with_a_hub_that_came_back(template: Template) -> None:
    with template.world() as world, responses.RequestsMock() as network:
        unit, line = world.units[0], Line(world)
        address = unit.place.url + PREFIX + EXCHANGE

        def answered(asked: PreparedRequest) -> tuple[int, dict[str, str], bytes]:
            assert isinstance(asked.body, bytes)
            return 200, {}, line.answered(asked.body)

        network.add_callback(responses.POST, address, answered)
        client = unit_client_of(unit.house)
        client.sync(Limits(), lambda _: None)
        with undone(world):
            open_case(unit.house, 1)
            world.keep_count(unit)
            client.sync(Limits(), lambda _: None)
        begin_epoch(world.hub.house, SPARE)
        tally = client.sync(Limits(), lambda _: None)
        assert tally.requests <= 4
        assert not unit.waiting()
        assert client.sync(Limits(), lambda _: None).requests == 1
        for one in world.units:
            line.all(one)
        i2_nothing_is_lost(world)
        i1_all_who_may_read_the_same_do(world)


def test_a_copy_and_its_restored_original_never_write_in_one_epoch(template: Template) -> None:
    with template.world() as world:
        unit, line = world.units[0], Line(world)
        line.all(unit)
        unit.keep()
        copy = unit.cloned("copy")
        world.units.append(copy)
        copy.renew()
        unit.bring_back()
        unit.renew()
        # No network told them: both took the same spare, and the hub has it of the first.
        assert copy.here() == unit.here()
        line.all(copy)
        assert refused(partial(line.once, unit)) == EpochTaken.code
        by_hand = partial(line.answered, line.request(unit).bundle, STICK)
        assert refused(by_hand) == EpochTaken.code
        unit.renew()
        register(unit.house, 1)
        line.once(unit)
        at_hub = world.hub.hashes()
        assert all(at_hub.get(one) == said for one, said in believed(unit).items())
        assert copy.here() != unit.here()


def test_a_disk_that_is_brought_back_twice_from_one_backup_is_told_to_renew_again(
    template: Template,
) -> None:
    with template.world() as world:
        unit, line = world.units[0], Line(world)
        line.all(unit)
        unit.keep()
        for at in range(2):
            unit.bring_back()
            unit.renew()
            register(unit.house, at)
            if at:
                assert refused(partial(line.once, unit)) == EpochTaken.code
                unit.renew()
                register(unit.house, at + 1)
            line.once(unit)
        # What the first life of this disk wrote in that epoch comes as what stands there.
        for _ in range(3):
            line.once(unit)
        at_hub = {row["id"] for row in rows(world.hub.house, "citizen")}
        assert len(at_hub) == 4
        assert {row["id"] for row in rows(unit.house, "citizen")} > at_hub
        i15_every_chain_and_value_verifies(world)
        i15_made_anew_it_is_the_same(world)


def test_a_unit_from_a_backup_never_draws_a_version_that_is_out_already(
    template: Template,
) -> None:
    with template.world() as world:
        unit, line = world.units[0], Line(world)
        line.all(unit)
        unit.keep()
        change_address(unit.house, 0)
        line.all(unit)
        unit.bring_back()
        unit.renew()
        change_address(unit.house, 2)
        line.all(unit)
        world.hub.house.shelf.journal.verify(lambda _: None)


class OldLedger(StoreLedger):
    """Opens transactions as the release before did, which could not read one kind of event."""

    @contextmanager
    def writing(self) -> Iterator[StoreWork]:
        with super().writing() as work:
            known = work.projections.settle

            def settle(event: Event) -> None:
                """Take in what the release before knew."""
                if event.draft.kind == LEARNT:
                    raise EventUnreadable
                known(event)

            work.projections.settle = settle  # type: ignore[method-assign] # of this one alone
            yield work


@dataclass(frozen=True)
class OldRelease:
    """A hub that is to be updated."""

    def __call__(self, shelf: HubShelf) -> HubShelf:
        assert isinstance(shelf, StoreHubShelf)
        said = {one.name: getattr(shelf.ledger, one.name) for one in fields(shelf.ledger)}
        return replace(shelf, ledger=OldLedger(**said))


def test_what_a_hub_learns_to_read_its_author_reads_again_too(template: Template) -> None:
    with template.world() as world:
        unit, line = world.units[0], Line(world, Faults(hub=OldRelease()))
        open_case(unit.house, 1)
        line.all(unit)
        for at in range(3):
            tried(partial(move, unit.house, at, LEARNT))
        line.all(unit)
        assert rows(unit.house, "quarantined")
        world.hub.rebuild()
        for one in world.units:
            Line(world).all(one)
        assert not rows(unit.house, "quarantined")
        i1_all_who_may_read_the_same_do(world)
        i15_made_anew_it_is_the_same(world)
