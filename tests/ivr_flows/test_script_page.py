from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from ivr_flows.engine import CALL_BUDGET_SECONDS, TURN_BUDGET
from ivr_flows.nodes import Node
from ivr_flows.reading import KINDS
from ivr_flows.walk import STEP_BUDGET

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "voice-script.md"
# What the first field of a step holds; the page names it by the kind.
FIRST = {"prompt", "message", "question", "part", "kind"}
FIELDS = {field.name for node in get_args(Node) for field in fields(node)} - FIRST


@pytest.mark.parametrize("word", sorted({*KINDS, *FIELDS}))
def test_every_kind_of_step_and_every_field_is_in_the_reference(word: str) -> None:
    assert f"`{word}`" in PAGE.read_text(encoding="utf-8")


def test_the_budgets_are_those_of_the_reference() -> None:
    minutes = CALL_BUDGET_SECONDS // 60
    budgets = f"after {TURN_BUDGET} turns, {minutes} minutes or {STEP_BUDGET} steps"
    assert budgets in PAGE.read_text(encoding="utf-8")
