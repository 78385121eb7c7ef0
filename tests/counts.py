"""How many times a heavy test repeats: few by default, all under CONVERGENCIA_FULL_COUNTS=1."""

import os
from collections.abc import Callable

import pytest

USED = pytest.StashKey[list[tuple[str, int]]]()


def is_full() -> bool:
    """Say whether everything is to be tried as often as it can be."""
    return os.environ.get("CONVERGENCIA_FULL_COUNTS") == "1"


@pytest.fixture
def counts(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Choose the small count or the full one, and write down for the report which it was."""

    def choose(small: int, full: int) -> int:
        chosen = full if is_full() else small
        request.config.stash.setdefault(USED, []).append((request.node.nodeid, chosen))
        return chosen

    return choose


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    used = config.stash.get(USED, [])
    if used and is_full():
        terminalreporter.section("counts")
        for test, count in sorted(used):
            terminalreporter.line(f"{count:>9,} {test}")
