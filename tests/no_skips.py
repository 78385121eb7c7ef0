"""Under CI=true a skipped test fails the run: what was not shown does not count as shown."""

import os

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    if skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if count := skipped(config):
        terminalreporter.section("skipped under CI", red=True)
        terminalreporter.line(f"{count} skipped: under CI=true the run fails")


def skipped(config: pytest.Config) -> int:
    """Count what was skipped, if this run is one in which that matters."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("CI") != "true":
        return 0
    return len(reporter.stats.get("skipped", ()))
