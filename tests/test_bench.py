"""The bench runs: what `make bench` prints is a ratio to something bare in the same run."""

import re

from click.testing import CliRunner

from bench.__main__ import main


def test_a_step_and_a_rendered_turn_are_told_as_ratios_to_a_static_reply() -> None:
    result = CliRunner().invoke(main, ["--only", "steps", "--turns", "3"])
    assert result.exit_code == 0, result.output
    told = dict(
        re.findall(r"^(\w[\w ,]*?) +[\d.]+ us CPU +ratio ([\d.]+)$", result.output, re.MULTILINE)
    )
    assert float(told["static reply"]) == 1.0
    assert {"step", "rendered turn"} <= told.keys()
    assert all(float(ratio) > 0 for ratio in told.values())


def test_the_pace_of_sent_texts_is_told_as_a_ratio_to_the_bare_loop() -> None:
    result = CliRunner().invoke(main, ["--only", "texting", "--turns", "5"])
    assert result.exit_code == 0, result.output
    told = dict(
        re.findall(
            r"^(\w[\w ,]*?) +\d+ texts a second +ratio ([\d.]+)$", result.output, re.MULTILINE
        )
    )
    assert float(told["bare loop"]) == 1.0
    assert {"pipeline, sqlite", "pipeline, postgresql"} <= told.keys()
