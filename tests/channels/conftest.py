"""What the tests of the doors share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from config.house import House
from config.web import create_app
from core.model.case_number import CaseNumber
from core.model.letter import Letter
from core.model.thread import Thread
from core.model.user import Role
from tests.channels import texters
from tests.channels.hands import Hand
from tests.channels.handsets import open_on
from tests.clerks import Clerk, a_clerk, case_page
from tests.core.mail import an_addressee
from tests.core.stories import a_case
from tests.core.threads import a_known_case, hear, thread_of, told
from tests.houses import act, copy_of


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


@pytest.fixture
def addressed(house: House) -> CaseNumber:
    """Take in a request of someone who can be written to."""
    return a_case(house, applicant=an_addressee(house))


@pytest.fixture
def observed(house: House, addressed: CaseNumber) -> CaseNumber:
    """Say that something is missing from that request."""
    house.moving.observe(addressed, act(), reasons=("firma-solicitud",))
    return addressed


@pytest.fixture
def leader(house: House, desk_app: Flask) -> Clerk:
    """Sign in who may answer for a letter."""
    return a_clerk(house, desk_app.test_client(), name="Nora Vega", role=Role.SUPERVISOR)


@pytest.fixture
def draft(house: House, clerk: Clerk, observed: CaseNumber) -> Letter:
    """Prepare a letter that acts in law, at the desk itself."""
    path = f"{case_page(observed)}/carta/observation"
    done = clerk.send(path, said_authority="Nélida Huamán, gerente")
    assert done.status_code == 303
    (letter,) = house.shelf.letters.of_case(observed.digits)
    return letter
