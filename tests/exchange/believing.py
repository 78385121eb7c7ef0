"""Looks at an answer as a unit takes it in: what it is told of the hub must be so."""

from collections import Counter

from channels.units.spoken import AnswerTold
from core.model.exchange import Acknowledged
from core.refusals import ChainForked
from tests.exchange.broken import Broken, hold
from tests.exchange.nodes import Told, UnitNode
from tests.exchange.worlds import World


def believe(world: World, unit: UnitNode, told: AnswerTold) -> None:
    """Note what a unit was told, and compare it with what both have."""
    at_hub = world.hub.hashes()
    for ack in told.acks:
        _check_whole(ack, at_hub)
        _check_same(world, unit, ack, at_hub)
    if ChainForked.code in told.faults:
        unit.is_forked = True
    elif told.faults:
        raise Broken("I2", f"the hub faults {unit.name}: {told.faults}")
    check_own(unit)


def _check_whole(ack: Acknowledged, at_hub: Told) -> None:
    """I5: what is acknowledged is at the hub, without a gap."""
    seqs = Counter(one.seq for one in at_hub if one[:2] == (ack.origin, ack.epoch))
    whole = set(seqs) >= set(range(1, ack.seq + 1))
    hold("I5", whole, f"{ack.origin} {ack.epoch} is acknowledged up to {ack.seq}: {len(seqs)}")


def _check_same(world: World, unit: UnitNode, ack: Acknowledged, at_hub: Told) -> None:
    """I5: what a unit believes to be at the hub is there byte by byte."""
    here, waits = unit.hashes(), unit.waiting()
    for event, digest in here.items():
        if event[:2] != (ack.origin, ack.epoch) or event not in unit.wrote or event in waits:
            continue
        is_same = at_hub.get(event) == digest
        hold("I5", is_same, f"{unit.name} takes {event} for acknowledged, and the hub has another")
        world.acked[event] = digest


def check_own(unit: UnitNode) -> None:
    """I11: nothing that was written here vanishes."""
    here = unit.hashes()
    missing = {one for one, digest in unit.wrote.items() if here.get(one) != digest}
    hold("I11", not missing, f"{unit.name} lost {missing}")
