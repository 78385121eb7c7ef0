"""Calls as the store keeps them, invented turn by turn."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from config.house import House
from core.ports import Contact
from ivr_flows.script import shipped
from ivr_flows.state import END, State

NOON = datetime(2026, 11, 19, 17, tzinfo=UTC)
SCRIPT = shipped("status")
# The step a turn rested at, its outcome, the second it was answered, what led there.
Kept = tuple[str, str, int, str]
# The way to the status, and someone who left at the number.
WHOLE: tuple[Kept, ...] = (
    ("menu", "menu", 0, ""),
    ("number", "number", 10, "1"),
    ("clave", "found", 30, "10 digits"),
    ("after", "found", 50, "keyed"),
    (END, END, 70, "silence"),
)
LEFT: tuple[Kept, ...] = (
    ("menu", "menu", 0, ""),
    ("number", "number", 4, "1"),
    ("number", "number_incomplete", 20, "3 digits"),
)


def a_call(call: str, kept: tuple[Kept, ...], language: str = "es") -> Iterator[Contact]:
    for turn, (node, outcome, second, heard) in enumerate(kept):
        state = State(
            script="status",
            version=SCRIPT.version,
            node=node,
            language=language,
            offered=("es", "quz"),
            turn=turn,
            heard=heard,
        )
        yield Contact(
            channel="voice",
            provider_id=call,
            turn=turn,
            caller="blinded",
            at=NOON + timedelta(seconds=second),
            language=language,
            outcome=outcome,
            state=state.to_text(),
            reply="",
        )


def calls(*kept: Iterator[Contact]) -> list[Contact]:
    return [turn for one in kept for turn in one]


def keep(house: House, *kept: Iterator[Contact]) -> None:
    for turn in calls(*kept):
        house.shelf.contacts.keep(turn)
