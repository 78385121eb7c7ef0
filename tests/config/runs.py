"""Runs of a house, each closed in one line, and where their files lie."""

from pathlib import Path

from config.house import House
from core.model.print_run import PrintRun
from tests.core.mail import CLERK, a_letter, an_addressee
from tests.core.stories import PISAC, a_case

ROUTE = "0804-calca.pdf"


def closed(house: House, letters: int) -> PrintRun:
    """Close a run of some letters, each about a case of its own."""
    rosa = an_addressee(house)
    for _ in range(letters):
        a_letter(house, number=a_case(house, applicant=rosa).digits)
    return house.post.runs.close(PISAC, CLERK)


def folder(house: House, run: PrintRun) -> Path:
    return house.settings.var_folder / "print" / run.id
