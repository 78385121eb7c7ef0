"""`calls` counts what became of them, without telling who called."""

from pathlib import Path

import pytest

from config.house import House
from tests.channels.kept_calls import LEFT, WHOLE, a_call, keep
from tests.config.clerk import Clerk, clerk_of
from tests.houses import copy_of


@pytest.fixture
def player(founded_house: Path, tmp_path: Path) -> Clerk:
    """Sit someone down at a house that has the handset on."""
    copy_of(founded_house, tmp_path / "lit").close()
    return clerk_of(tmp_path / "lit", TWILIO_AUTH_TOKEN="")


def test_a_house_that_nobody_called_says_so(clerk: Clerk) -> None:
    nothing = {"calls": 0, "became": {}, "marks": {}, "languages": [], "nodes": []}
    assert clerk.does("calls") == nothing
    assert "Llamadas: 0" in clerk.types("calls").out


def test_a_call_is_counted_by_step(player: Clerk) -> None:
    player.types("play", "call", "1")
    counted = player.does("calls")
    assert counted["calls"] == 1
    nodes = {node["node"]: (node["calls"], node["left"]) for node in counted["nodes"]}
    assert nodes["menu"][0] == 1
    assert sum(left for _, left in nodes.values()) <= 1
    assert counted["languages"][0]["language"] == "es"
    assert "menu" in player.types("calls", "--since", "2026-01-01").out


def test_calls_are_counted_by_what_became_of_them_and_what_was_pressed(
    clerk: Clerk, behind: House
) -> None:
    keep(behind, a_call("CA1", WHOLE), a_call("CA2", LEFT))
    counted = clerk.does("calls", "--since", "2026-11-01")
    assert counted["became"] == {"answered": 1, "left": 1}
    (spanish,) = counted["languages"]
    assert (spanish["script"], spanish["p90_seconds"]) == ("status", 50)
    said = clerk.types("calls", "--since", "2026-11-01").out
    assert "1 oyeron su respuesta" in said
    assert "10 digits: 1, 3 digits: 1" in said
    assert clerk.does("calls", "--since", "2026-11-01", "--script", "other")["calls"] == 0


def test_each_call_is_told_step_by_step_without_who_called_or_what_was_keyed(
    clerk: Clerk, behind: House
) -> None:
    keep(behind, a_call("CA1", WHOLE))
    reply = clerk.types("calls", "--since", "2026-11-01", "--each")
    assert "CA1" not in reply.out
    assert "blinded" not in reply.out
    assert reply.record["became"] == "answered"
    second = reply.record["steps"][1]
    assert second == {
        "node": "number",
        "language": "es",
        "outcome": "number",
        "pressed": "10 digits",
        "seconds": 20,
    }


def test_what_a_caller_really_pressed_is_told_masked(player: Clerk) -> None:
    player.types("play", "call", "1", "1400004276", "7")
    reply = player.types("calls", "--each")
    pressed = [step["pressed"] for step in reply.record["steps"]]
    assert pressed[:2] == ["1", "10 digits"]
    assert "1400004276" not in reply.out
