"""Whatever one hub and three units live through, every invariant of the exchange holds."""

from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.exchange.machine import machine
from tests.exchange.worlds import Template

FEW = 10
Counts = Callable[[int, int], int]


def played(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        # The few lives of a quick run are always the same; by night each run plays others.
        derandomize=examples < FEW,
        database=None,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )


def test_every_invariant_holds_with_a_hub_on_sqlite(template: Template, counts: Counts) -> None:
    how = played(counts(2, 300), counts(12, 30))
    run_state_machine_as_test(machine(template), settings=how)


def test_every_invariant_holds_with_a_hub_on_postgresql(
    template_on_postgres: Template, counts: Counts
) -> None:
    how = played(counts(1, 100), counts(12, 30))
    run_state_machine_as_test(machine(template_on_postgres), settings=how)
