"""The machine can fail: whatever is wrong with an exchange, an invariant tells it by its name."""

import pytest

from tests.exchange.broken import Broken
from tests.exchange.faults import FAULTS
from tests.exchange.lines import Faults
from tests.exchange.machine import Meeting, machine
from tests.exchange.worlds import Template

HUB, FIRST, SECOND = 0, 1, 2


def a_crowded_week(meeting: Meeting) -> None:
    """Let the rules of the machine happen in an order in which every fault has its chance."""
    for unit in range(3):
        meeting.exchange(unit)
    meeting.open_case(HUB, 2)
    meeting.open_case(FIRST, 3)
    meeting.open_case(FIRST, 6)
    meeting.contact(HUB, 0, "address")
    for unit in range(3):
        meeting.exchange(unit)
    # The office and a boat decide about the same cases, and neither knows.
    for case in range(4):
        meeting.move(HUB, case, "case_observed", again=False)
        meeting.move(FIRST, case, "case_withdrawn", again=False)
    meeting.open_case(SECOND, 1)
    meeting.open_case(SECOND, 6)
    meeting.exchange(1)
    for case in range(5):
        meeting.move(SECOND, case, "case_observed", again=False)
        # What the office observed is brought: the others hear it of a boat.
        meeting.move(SECOND, case, "case_cured", again=False)
    meeting.exchange(1)
    meeting.poison(0, 0)
    meeting.strange(FIRST, 0)
    meeting.register(FIRST, 1)
    meeting.exchange(0)
    meeting.back_up(1)
    meeting.contact(SECOND, 1, "address")
    meeting.exchange(1)
    meeting.restore(1)
    meeting.open_case(SECOND, 2)
    meeting.exchange(1)
    meeting.come_again(0, 0)
    meeting.settle(1)


def played(template: Template, faults: Faults) -> str:
    """Play the week and let everybody meet; tell which invariant broke, if any."""
    meeting = machine(template, faults)()
    with meeting.open:
        try:
            a_crowded_week(meeting)
            meeting.teardown()
        except Broken as broken:
            return broken.name
    return ""


def test_nothing_breaks_where_nothing_is_wrong(template: Template) -> None:
    assert played(template, Faults()) == ""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_noticed_by_an_invariant_that_names_it(template: Template, name: str) -> None:
    faults, noticed_by = FAULTS[name]
    assert played(template, faults) in noticed_by
