"""What must hold once everybody has met: each invariant by its name, over one world."""

from collections import Counter
from collections.abc import Callable, Mapping

from core.model.event import EventId
from core.model.exchange import PENDING
from core.refusals import DeviceExpired, DeviceRevoked, EventForeign, Refusal
from core.wishes import EVENT
from tests.core.rows import projected, rows
from tests.exchange.believing import check_own
from tests.exchange.broken import Broken, hold
from tests.exchange.histories import (
    check_causes,
    check_clockless,
    check_paths,
    histories,
    openings,
)
from tests.exchange.nodes import Node
from tests.exchange.scopes import check_scope, shared_rows
from tests.exchange.worlds import World

# A session costs no more than this, and each event in it this: values, secrets and all.
BYTES_A_SESSION, BYTES_AN_EVENT = 1600, 400


def i1_all_who_may_read_the_same_do(world: World) -> None:
    for unit in world.units:
        # A copy in the very epoch of its original is not sent what the original wrote there.
        if unit.is_revoked or unit.is_forked or unit.is_shadowed:
            continue
        here, there = shared_rows(world.hub, unit), shared_rows(unit, unit)
        for name in here:
            hold(
                "I1", here[name] == there[name], f"{unit.name} {name}: {_apart(here, there, name)}"
            )


def i2_nothing_is_lost(world: World) -> None:
    at_hub = world.hub.hashes()
    for unit in world.units:
        if unit.is_shadowed:
            continue
        waits = unit.waiting()
        for event, digest in unit.wrote.items():
            is_here = at_hub.get(event) == digest
            hold("I2", is_here or (unit.is_forked and event in waits), f"{unit.name} lost {event}")
        hold("I2", unit.is_forked or not waits, f"{unit.name} still waits with {sorted(waits)}")
    lost = {event for event, digest in world.acked.items() if at_hub.get(event) != digest}
    hold("I2", not lost, f"acknowledged and lost: {lost}")


def i5_chains_are_whole(world: World) -> None:
    told = Counter(event[:2] for event in world.hub.hashes())
    for event in world.hub.hashes():
        hold("I5", event.seq <= told[event[:2]], f"{event} lies behind a gap")
    held = [row for row in rows(world.hub.house, "held_run") if not _is_of_a_fork(world, row)]
    hold("I4", not held, f"runs still wait: {held}")


def i6_every_path_is_lawful_and_nobody_wins_unseen(world: World) -> None:
    for history in histories(world.hub):
        check_paths(history)
        check_causes(history)


def i7_a_number_is_given_once(world: World) -> None:
    aside = quarantined(world.hub)
    folded = [event for one, (_, event) in world.hub.placed().items() if one not in aside]
    for number, ids in openings(folded).items():
        hold("I7", len(ids) == 1, f"{number} was opened by {ids}")
    everywhere: dict[str, set[EventId]] = {}
    apart = {event for unit in world.units if unit.is_forked for event in unit.waiting()}
    for node in world.places:
        for number, ids in openings(event for _, event in node.placed().values()).items():
            everywhere.setdefault(number, set()).update(ids)
    for number, found in everywhere.items():
        # Two disks that take one spare may give out a number twice before either meets the hub.
        twice = found - world.poison - apart
        hold("I7", len(twice) <= 1, f"{number} was given out by {twice}")


def i8_nobody_gets_what_concerns_others(world: World) -> None:
    for unit in world.units:
        check_scope(world, unit)


def i9_nothing_counts_that_nobody_wrote(world: World) -> None:
    for event, digest in world.hub.hashes().items():
        hold("I9", digest in world.ever.get(event, ()), f"nobody wrote {event}")


def i10_no_clock_decides(world: World) -> None:
    for history in histories(world.hub):
        check_clockless(history)


def i11_own_writing_stays(world: World) -> None:
    for unit in world.units:
        check_own(unit)


def i12_bytes_grow_with_events_alone(world: World) -> None:
    for went, events in world.sessions:
        most = BYTES_A_SESSION + BYTES_AN_EVENT * events
        hold("I12", went <= most, f"{went} bytes for {events} events")


def i13_poison_delays_nothing(world: World) -> None:
    suspect = {DeviceRevoked.code, DeviceExpired.code, EventForeign.code}
    placed = world.hub.placed()
    opened = {e.draft.subject for _, e in placed.values() if e.draft.kind == "case_opened"}
    for event, code in quarantined(world.hub).items():
        of_nobody = placed[event][1].draft.subject not in opened
        known = event in world.poison or event in world.suspect or of_nobody
        hold("I13", known and (code not in suspect or event in world.suspect), f"{event} {code}")
    missing = {one for one in world.poison if one not in placed} - world.gone.keys()
    hold("I13", all(_waits(world, one) for one in missing), f"never came: {missing}")


def i14_what_nobody_knows_travels_whole(world: World) -> None:
    at_hub = world.hub.placed()
    for unit in world.units:
        for event, (place, told) in unit.placed().items():
            # What waits came from nowhere: where a disk was copied, the hub has another's there.
            if event in world.strange and event in at_hub and place < PENDING:
                there = at_hub[event][1].draft
                hold("I14", told.draft == there, f"{unit.name} reads {event} otherwise")


def i15_made_anew_it_is_the_same(world: World) -> None:
    for node in world.places:
        before = set(projected(node.house).splitlines())
        node.rebuild()
        apart = before ^ set(projected(node.house).splitlines())
        hold("I15", not apart, f"{node.name} is another when made anew: {sorted(apart)[:2]}")


def i15_every_chain_and_value_verifies(world: World) -> None:
    for node in world.places:
        try:
            node.house.shelf.journal.verify(lambda _: None)
        except Refusal as refusal:
            raise Broken("I15", f"{node.name}: {refusal!r} {refusal.facts}") from refusal


def i16_nobody_is_told_twice_or_of_a_contradiction(world: World) -> None:
    causes: Counter[tuple[str, str]] = Counter()
    beside = {str(d.event) for history in histories(world.hub) for d in history.case.disputes}
    aside = {str(event) for event in quarantined(world.hub)}
    for row in rows(world.hub.house, "outbox"):
        causes[row["kind"], row["cause"]] += 1
        cause = row["cause"].removeprefix(EVENT)
        hold("I16", cause not in beside | aside, f"{row['kind']} goes out of {cause}")
    twice = [one for one, count in causes.items() if count > 1 and one[1].startswith(EVENT)]
    hold("I16", not twice, f"goes out twice: {twice}")


def quarantined(node: Node) -> Mapping[EventId, str]:
    """Tell what a place keeps and does not fold, with the reasons."""
    return {
        EventId(row["origin"], row["epoch"], row["seq"]): row["code"]
        for row in rows(node.house, "quarantined")
    }


def _waits(world: World, event: EventId) -> bool:
    return any(event in unit.wrote and unit.is_forked for unit in world.units)


def _is_of_a_fork(world: World, row: Mapping[str, object]) -> bool:
    return any(unit.is_forked and unit.place.origin == row["origin"] for unit in world.units)


def _apart(here: Mapping[str, list], there: Mapping[str, list], name: str) -> object:  # type: ignore[type-arg]
    return [row for row in here[name] if row not in there[name]][:1], [
        row for row in there[name] if row not in here[name]
    ][:1]


CHECKS: tuple[Callable[[World], None], ...] = (
    i2_nothing_is_lost,
    i5_chains_are_whole,
    i9_nothing_counts_that_nobody_wrote,
    i11_own_writing_stays,
    i13_poison_delays_nothing,
    i7_a_number_is_given_once,
    i8_nobody_gets_what_concerns_others,
    i14_what_nobody_knows_travels_whole,
    i16_nobody_is_told_twice_or_of_a_contradiction,
    i6_every_path_is_lawful_and_nobody_wins_unseen,
    i10_no_clock_decides,
    i1_all_who_may_read_the_same_do,
    i12_bytes_grow_with_events_alone,
    i15_every_chain_and_value_verifies,
    i15_made_anew_it_is_the_same,
)
