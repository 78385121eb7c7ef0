"""What a unit may have, worked out from what was granted when, and what both sides share."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.model.event import Event, EventId
from core.model.exchange import EVERYWHERE, PENDING
from core.model.moves import OPENING
from tests.core.rows import rows
from tests.exchange.broken import hold
from tests.exchange.nodes import Node, UnitNode
from tests.exchange.worlds import World

Rows = dict[str, list[Mapping[str, Any]]]


def shared_rows(node: Node, unit: UnitNode) -> Rows:
    """Read what stands at a place of the districts that a unit has now."""
    places = unit.place.scope.buckets | {EVERYWHERE}
    cases = [row for row in rows(node.house, "case_file") if row["district"] in places]
    people = {row["applicant"] for row in cases}
    numbers = {row["number"] for row in cases}
    return {
        "cases": cases,
        "citizens": [
            row
            for row in rows(node.house, "citizen")
            if row["id"] in people or json.loads(row["facts"])["district"] in places
        ],
        "visits": [row for row in rows(node.house, "visit") if row["district"] in places],
        "deadlines": [row for row in rows(node.house, "deadline") if row["number"] in numbers],
    }


def check_scope(world: World, unit: UnitNode) -> None:
    """I8: what came from elsewhere concerns a district that was granted when it came or later."""
    at_hub = world.hub.placed()
    lawful = _lawful(world, unit)
    for event, (place, _) in unit.placed().items():
        if event in unit.wrote or place > PENDING:
            continue
        hold("I8", event in at_hub, f"{unit.name} has {event}, which is nowhere")
        subject = at_hub[event][1].draft.subject
        hold("I8", lawful(event), f"{unit.name} was sent {event} of {subject}")
    people = _people(unit)
    strangers = {row["person"] for row in rows(unit.house, "vault")} - people
    hold("I8", not strangers, f"{unit.name} has values of {strangers}")


def _lawful(world: World, unit: UnitNode) -> Callable[[EventId], bool]:
    at_hub = world.hub.placed()
    buckets: dict[int, set[str]] = {}
    for row in rows(world.hub.house, "arrival_bucket"):
        buckets.setdefault(row["hub_seq"], set()).add(row["bucket"])
    direct = {
        place for place, told in buckets.items() if told & (_granted(unit, place) | {EVERYWHERE})
    }
    gained: dict[str, int] = {}
    for place, event in at_hub.values():
        if place in direct:
            for subject in _brings(event):
                gained[subject] = max(place, gained.get(subject, 0))

    def is_lawful(event: EventId) -> bool:
        place, said = at_hub[event]
        return place in direct or gained.get(said.draft.subject, 0) >= place

    return is_lawful


def _brings(event: Event) -> Iterator[str]:
    yield event.draft.subject
    if event.draft.kind == OPENING:
        yield f"citizen:{event.draft.data.get('applicant')}"


def _granted(unit: UnitNode, place: int) -> frozenset[str]:
    """Tell the districts that it had when the hub came to a place, and any time after."""
    ends = [*(begins for begins, _ in unit.scopes[1:]), None]
    found: set[str] = set()
    for (_, districts), end in zip(unit.scopes, ends, strict=True):
        if end is None or end >= place:
            found |= districts
    return frozenset(found)


def _people(unit: UnitNode) -> set[str]:
    """Name the people of whom its journal and its pictures tell."""
    subjects = {event.draft.subject for _, event in unit.placed().values()}
    subjects |= {row["subject"] for row in rows(unit.house, "subject_base")}
    told = {event.draft.data.get("person") for _, event in unit.placed().values()}
    people = {one.partition(":")[2] for one in subjects if one.startswith(("citizen:", "user:"))}
    return people | {str(one) for one in told if one}
