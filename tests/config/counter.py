"""What a clerk has at hand: a request to take in, a move to make, and a look behind."""

import sqlite3
from contextlib import closing

from config.house import House
from core.model.case_number import CaseNumber
from tests.config.clerk import Clerk

OPEN = (
    *("case", "open", "--institution", "muni-pisac", "--procedure", "domicilio"),
    *("--name", "Rosa Mamani Quispe", "--district", "Pisac"),
)
AT_HOME = ("--address", "Comunidad Cuyo Grande", "--reference", "junto a la escuela")
WITH_PHONE = ("--phone", "984 650 777", "--own-phone", "--proved-phone", "--sms")


def move(clerk: Clerk, number: str, verb: str, *more: str) -> str:
    """Let the clerk move a case; tell the state it comes to."""
    state: str = clerk.does("case", verb, number, *more, "--user", "ana")["state"]
    return state


def change(clerk: Clerk, *statements: str) -> None:
    """Do to the database what nobody may."""
    with closing(sqlite3.connect(clerk.var / "convergencia.sqlite")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def applicant(behind: House, number: str) -> str:
    found = behind.shelf.cases.find(CaseNumber.parse(number), None)
    assert found is not None
    return found.case.applicant
