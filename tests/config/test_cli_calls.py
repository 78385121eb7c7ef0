"""`calls` counts what became of them, without telling who called."""

from pathlib import Path

import pytest

from tests.config.clerk import Clerk, clerk_of
from tests.houses import copy_of


@pytest.fixture
def player(founded_house: Path, tmp_path: Path) -> Clerk:
    """Sit someone down at a house that has the handset on."""
    copy_of(founded_house, tmp_path / "lit").close()
    return clerk_of(tmp_path / "lit", TWILIO_AUTH_TOKEN="")


def test_a_house_that_nobody_called_says_so(clerk: Clerk) -> None:
    assert clerk.does("calls") == {"calls": 0, "languages": [], "nodes": []}
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
