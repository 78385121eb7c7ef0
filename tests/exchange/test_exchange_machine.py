"""Whatever one hub and three units live through, every invariant of the exchange holds."""

from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.exchange.machine import machine
from tests.exchange.worlds import Template

STEPS = 30
Counts = Callable[[int, int], int]


def played(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )


def test_every_invariant_holds_with_a_hub_on_sqlite(template: Template, counts: Counts) -> None:
    run_state_machine_as_test(machine(template), settings=played(counts(4, 300)))


def test_every_invariant_holds_with_a_hub_on_postgresql(
    template_on_postgres: Template, counts: Counts
) -> None:
    run_state_machine_as_test(machine(template_on_postgres), settings=played(counts(3, 100)))
