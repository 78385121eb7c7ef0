"""A unit with somebody of the office on board, signed in without the ceremony."""

from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from config.desk import signing_of, staff_of
from config.enrolling import begin, enrol
from config.house import House
from config.unit_keys import made_pair
from core.model.session import Caller
from core.model.user import PASSWORD, Role
from core.people import sealed_data
from tests.channels.units.exchanges import Between, a_new_unit, unit_settings
from tests.clerks import COOKIE, Clerk, swift_staffing
from tests.core.stories import PISAC, a_draft
from tests.houses import StoodClock, act, shipped

SAILOR = "Hugo Ríos"


def a_manned_unit(hub: House, var: Path) -> Between:
    """Send out a unit with one member of the office's staff on board."""
    issued = swift_staffing(hub).add(SAILOR, institution=PISAC, role=Role.UNIT, act=act())
    chooses(hub, issued.user)
    new = replace(a_new_unit(made_pair(var).line), crew=(SAILOR,))
    unit = begin(unit_settings(var), enrol(hub, new), clock=StoodClock(), shipped=shipped())
    return Between(hub, unit)


def chooses(hub: House, user: str) -> None:
    """Let a member of staff have a password and codes of their own."""
    with hub.shelf.ledger.writing() as work:
        sealed = sealed_data(work.seal(user, {PASSWORD: "a hash"}))
        subject = f"user:{user}"
        work.append(a_draft(subject, "password_set", {"sealed": sealed}))
        work.append(a_draft(subject, "second_factor_issued", {"issue": 1}))


def ticket_of(unit: House) -> tuple[str, str]:
    """Give who is on board a session; tell who it is, and the token of the browser."""
    user = staff_of(unit).find(SAILOR)
    assert user is not None
    ticket = signing_of(unit).guard.tickets.open(user, Caller("127.0.0.1", "tests"), is_full=True)
    return user.id, ticket.token


def a_sailor(unit: House, client: FlaskClient) -> Clerk:
    """Sign in who is on board."""
    user, token = ticket_of(unit)
    client.set_cookie(COOKIE, token)
    return Clerk(client, user, token)
