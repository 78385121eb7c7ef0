"""What must be so when everybody is home: nothing lost, nothing doubled, one truth everywhere."""

from collections import Counter

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.exchange import PENDING
from core.model.visit import VisitState
from core.wishes import EVENT
from tests.core.rows import projected, rows
from tests.exchange.nodes import Node, UnitNode
from tests.exchange.scopes import shared_rows
from tests.long_trip.fleet import Fleet
from tests.long_trip.folk import case_at, known_to_both
from tests.long_trip.story import TRIP, Story

# Three sticks left; one of them was brought to the office twice.
CARRIED = {"stick leaves": 3, "stick at hub": 4, "stick is back": 3}


def check_nothing_is_lost(fleet: Fleet, unit: UnitNode) -> int:
    """See that all that a boat wrote is at the hub, byte for byte, and applied."""
    own = {one: said for one, said in unit.hashes().items() if one.origin == unit.name}
    at_hub = fleet.hub.hashes()
    assert {one: at_hub.get(one) for one in own} == own
    standing = unit.house.shelf.exchange_log.standing(unit.name)
    assert (standing.received, standing.applied) == (standing.saved, standing.saved)
    assert standing.saved == len(own)
    return len(own)


def check_both_read_the_same(fleet: Fleet, unit: UnitNode) -> None:
    """See that what stands of the districts they share is the same, row by row (I1)."""
    there, here = shared_rows(fleet.hub, unit), shared_rows(unit, unit)
    for name, expected in there.items():
        assert len(here[name]) == len(expected), (unit.name, name)
        apart = [pair for pair in zip(here[name], expected, strict=True) if pair[0] != pair[1]]
        assert apart == [], (unit.name, name)
        assert expected, name


def check_made_anew(node: Node) -> None:
    """See that what is read is the same when it is made anew, and that every chain verifies."""
    node.house.shelf.journal.verify(lambda _: None)
    before = set(projected(node.house).splitlines())
    node.rebuild()
    apart = before ^ set(projected(node.house).splitlines())
    assert not apart, (node.name, sorted(apart)[:2])


def check_nobody_is_told_twice(fleet: Fleet) -> int:
    """See that no event made two messages, and none that is contradicted made any (I16)."""
    wishes = rows(fleet.office, "outbox")
    causes = Counter((one["kind"], one["cause"]) for one in wishes)
    assert [one for one, often in causes.items() if often > 1 and one[1].startswith(EVENT)] == []
    aside = {f"{q['origin']}.{q['epoch']}.{q['seq']}" for q in rows(fleet.office, "quarantined")}
    aside |= {str(dispute.event) for case in _disputed(fleet) for dispute in case.disputes}
    assert not {one["cause"].removeprefix(EVENT) for one in wishes} & aside
    return len(wishes)


def check_conflicts(fleet: Fleet, *, count: int) -> None:
    """See that there were so many contradictions, and that none is open."""
    found = _disputed(fleet)
    assert len(found) == count
    assert all(not case.open_disputes for case in found)


def check_figures(story: Story) -> None:
    """See that the trip was as long as it was to be."""
    fleet, counts = story.fleet, story.fleet.book.counts
    visits = fleet.office.shelf.visits.of_trip(TRIP)
    assert len(visits) == counts["stops"] == story.stops
    assert {one.state for one in visits} == {VisitState.DONE}
    assert counts["status told at the boat"] == story.cases
    assert counts["taken in at the boat"] == story.stops
    assert len({one.digits for one in story.crew.taken}) == story.stops
    carried = {way: len(fleet.book.of(way)) for way in CARRIED}
    assert carried == CARRIED
    cut = [one for one in fleet.book.entries if one.way.startswith("partial")]
    assert [one.ended for one in cut] == ["cut"] * 5
    assert counts["conflicts"] == 2
    assert counts["lost laptops"] == 1
    everything = [*story.numbers, *story.crew.taken]
    assert known_to_both(fleet, everything) == story.cases + story.stops
    placed = [one["hub_seq"] for one in rows(fleet.boat.house, "arrival")]
    assert max(placed) < PENDING


def _disputed(fleet: Fleet) -> list[Case]:
    """Read the cases of which two places ever told differently."""
    known = rows(fleet.office, "case_file")
    found = [case_at(fleet.office, CaseNumber(one["number"])) for one in known if one["disputes"]]
    return [case for case in found if case.disputes]
