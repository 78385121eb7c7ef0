"""What the tests of the doors share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from config.house import House
from config.web import create_app
from core.model.case_number import CaseNumber
from core.model.thread import Thread
from tests.channels import texters
from tests.channels.hands import Hand
from tests.channels.handsets import open_on
from tests.clerks import Clerk, a_clerk
from tests.core.threads import a_known_case, hear, thread_of, told
from tests.houses import copy_of


@pytest.fixture
def lit_house(founded_house: Path, tmp_path: Path) -> Iterator[House]:
    """Open a house of the test's own that has the handset on."""
    copy_of(founded_house, tmp_path / "var").close()
    house = open_on(tmp_path / "var")
    yield house
    house.close()


@pytest.fixture
def hand(lit_house: House) -> Hand:
    """Open the pretended phone of that house."""
    return Hand(create_app(lit_house).test_client())


@pytest.fixture
def desk_app(house: House) -> Flask:
    """Open every door of a house, the desk among them."""
    return create_app(house)


@pytest.fixture
def clerk(house: House, desk_app: Flask) -> Clerk:
    """Sign an official of Pisac in."""
    return a_clerk(house, desk_app.test_client())


@pytest.fixture
def other(house: House, desk_app: Flask) -> Clerk:
    """Sign a colleague in."""
    return a_clerk(house, desk_app.test_client(), name="Percy Luna")


@pytest.fixture
def number(house: House) -> CaseNumber:
    """Take in a request of someone who has a phone on file."""
    return a_known_case(house)


@pytest.fixture
def thread(house: House, number: CaseNumber) -> Thread:
    """Let that person ask for the case and then for something else."""
    hear(house, f"{number} gracias")
    told(house, number, reply="Exp: en tramite.")
    hear(house, "mi hijita sigue enferma", "SM2")
    return thread_of(house)


@pytest.fixture
def office() -> texters.House:
    """Make a house of fakes that answers texts."""
    return texters.House()


@pytest.fixture
def phone(office: texters.House) -> texters.Phone:
    """Give somebody a phone who texts it."""
    return texters.Phone(office)
