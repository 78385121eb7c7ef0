"""Reads the histories of cases without the judge: paths, causes, and the same without clocks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.case_story import settle
from core.model.disputes import RESOLUTION
from core.model.event import Event, EventId
from core.model.moves import ASSERTION, MOVES, OPENING
from core.model.state import State
from tests.core.rows import rows
from tests.exchange.broken import hold
from tests.exchange.nodes import Node

ONCE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class History:
    """A case as it is read, with the events that were folded, in the order of the hub."""

    case: Case
    events: Sequence[Event]

    @property
    def applied(self) -> list[Event]:
        """List the moves that moved it: all but those that are kept beside it."""
        beside = {one.event for one in self.case.disputes}
        moves = (e for e in self.events if e.draft.kind in MOVES or e.draft.kind == RESOLUTION)
        return [event for event in moves if event.id not in beside]

    def seen(self, event: Event) -> set[EventId]:
        """Gather all of its past that the author of an event had, step by step."""
        known = {one.id: one for one in self.events}
        reached: set[EventId] = set()
        waiting = [event.id, *event.draft.base]
        while waiting:
            at = waiting.pop()
            chain = [one for one in known if one[:2] == at[:2] and one.seq <= at.seq]
            for one in set(chain) - reached:
                reached.add(one)
                waiting += known[one].draft.base
        return reached - {event.id}


def histories(node: Node) -> Iterator[History]:
    """Read every case of a place with its folded events."""
    aside = {EventId(r["origin"], r["epoch"], r["seq"]) for r in rows(node.house, "quarantined")}
    told: dict[str, list[Event]] = {}
    for event_id, (_, event) in node.placed().items():
        if event_id not in aside:
            told.setdefault(event.draft.subject, []).append(event)
    for row in rows(node.house, "case_file"):
        found = node.house.shelf.cases.find(CaseNumber(row["number"]), None)
        assert found is not None
        yield History(found.case, told[f"case:{row['number']}"])


def check_paths(history: History) -> None:
    """I6: the state is where the lawful moves that were applied lead, one after the other."""
    opening = history.events[0]
    hold("I6", opening.draft.kind in (OPENING, ASSERTION), f"{opening.id} opens nothing")
    state = State(opening.draft.data["state"])
    for event in history.applied:
        move = _move(event)
        if move is None:
            continue
        kind, data = move
        before = State(data.get("from", state))
        is_lawful = before in MOVES[kind].paths and (before is state or "from" in data)
        hold("I6", is_lawful, f"{event.id} {kind} from {state}")
        state = MOVES[kind].paths[before]
    hold("I6", state is history.case.state, f"{history.case.number} is {history.case.state}")


def check_causes(history: History) -> None:
    """I6: of two moves that were applied the later had seen the earlier; no other is forgotten."""
    applied = history.applied
    for at, event in enumerate(applied):
        missed = {one.id for one in applied[:at]} - history.seen(event)
        hold("I6", not missed, f"{event.id} was applied without knowing {missed}")
    beside = [one.event for one in history.case.disputes]
    moves = {e.id for e in history.events if e.draft.kind in MOVES or e.draft.kind == RESOLUTION}
    hold("I6", len(beside) == len(set(beside)), f"{history.case.number} disputes twice")
    hold("I6", set(beside) <= moves, f"{history.case.number} disputes what is no move")


def check_clockless(history: History) -> None:
    """I10: with every clock stopped the same moves are applied and the same contradicted."""
    case: Case | None = None
    for event in history.events:
        stopped = replace(event.draft, happened_at=ONCE)
        case = settle(case, replace(event, draft=stopped, recorded_at=ONCE))
    assert case is not None
    told, here = _decided(case), _decided(history.case)
    hold("I10", told == here, f"{history.case.number} {told} {here}")


def _decided(case: Case) -> tuple[Any, ...]:
    return (case.state, case.disputes, case.heads, case.outcome, case.station, case.reasons)


def _move(event: Event) -> tuple[str, Mapping[str, Any]] | None:
    if event.draft.kind != RESOLUTION:
        return event.draft.kind, event.draft.data
    move = event.draft.data.get("move")
    return None if move is None else (move["kind"], move["data"])


def openings(events: Iterable[Event]) -> dict[str, list[EventId]]:
    """Tell which events opened each number."""
    found: dict[str, list[EventId]] = {}
    for event in events:
        if event.draft.kind == OPENING:
            number = str(event.draft.data.get("number"))
            found.setdefault(number, []).append(event.id)
    return found
