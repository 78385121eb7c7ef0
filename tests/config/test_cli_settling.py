"""The verb that settles what two places told differently."""

import pytest

from config.house import House
from core.model.case_number import CaseNumber
from tests.config.clerk import Clerk
from tests.config.counter import move
from tests.core.foreign import contradicted

SETTLE = ("case", "settle")
SEEN_IN_PAPERS = ("--ground", "papeles", "--user", "ana")


@pytest.fixture
def other(clerk: Clerk, number: str, behind: House) -> str:
    """Let the office observe a case that a unit saw withdrawn; tell the unit's event."""
    move(clerk, number, "observe", "--reason", "firma-solicitud")
    return str(contradicted(behind, CaseNumber.parse(number)).id)


def test_a_contradicted_case_shows_both_and_is_moved_by_nobody(
    clerk: Clerk, number: str, other: str
) -> None:
    shown = clerk.does("case", "show", number)
    assert shown["disputes"] == [f"{other} case_withdrawn disputado abierta"]
    assert (shown["state"], shown["moves"]) == ("OBSERVADO_MESA", [])
    clerk.is_refused("case_disputed", "case", "cure", number, "--user", "ana")


def test_what_holds_is_said_by_its_name(clerk: Clerk, number: str, other: str) -> None:
    told = clerk.does(*SETTLE, number, "--holds", other, *SEEN_IN_PAPERS)
    assert (told["kind"], told["state"]) == ("dispute_resolved", "DESISTIDO")
    assert clerk.does("case", "show", number)["disputes"] == [f"{other} case_withdrawn disputado"]


def test_without_a_name_what_stands_holds(clerk: Clerk, number: str, other: str) -> None:
    clerk.is_refused("dispute_unknown", *SETTLE, number, "--holds", "x", *SEEN_IN_PAPERS)
    told = clerk.does(*SETTLE, number, *SEEN_IN_PAPERS)
    assert told["state"] == "OBSERVADO_MESA"
    assert other.startswith("tambo.3")
    clerk.is_refused("dispute_unknown", *SETTLE, number, *SEEN_IN_PAPERS)
