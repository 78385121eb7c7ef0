"""Members of staff for tests: signed in without the ceremony, which has tests of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from channels.desk.signing.passwords import ArgonPasswords
from config.desk import signing_of, staff_of, staffing_of
from config.house import House
from core.model.case_number import CaseNumber
from core.model.session import Caller
from core.model.user import Role
from core.staffing import Staffing
from tests.core.stories import PISAC
from tests.houses import act

COOKIE = "ventanilla"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class _Controls(HTMLParser):
    """Reads what a browser would send of the forms in the main part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._in_main = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._in_main = self._in_main or tag == "main"
        if not self._in_main:
            return
        if tag == "select":
            self._select = told["name"]
        elif tag == "option" and ("selected" in told or self._select not in self.found):
            self.found[self._select] = told["value"]
        elif tag == "input" and (told["type"] not in {"checkbox", "radio"} or "checked" in told):
            self.found[told["name"]] = told["value"]


def controls_of(page: str) -> dict[str, str]:
    """Tell what the forms of a page would send untouched."""
    reader = _Controls()
    reader.feed(page)
    return reader.found


def without_marks(page: str) -> str:
    """Read a page apart from the mark of its forms, which changes from second to second."""
    return _TOKEN.sub("", page)


@dataclass(frozen=True, slots=True)
class Clerk:
    """Someone at the desk, through Flask's client: no script runs here."""

    client: FlaskClient
    user: str
    token: str = field(repr=False)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def post(self, path: str, **fields: object) -> TestResponse:
        """Send a form with the mark of this browser."""
        return self.client.post(path, data={"csrf_token": self.mark, **fields})

    def send(self, path: str, **fields: object) -> TestResponse:
        """Open the page of a form, and send it with what the page itself put there."""
        return self.client.post(path, data={**controls_of(self.get(path).text), **fields})

    @property
    def mark(self) -> str:
        found = _TOKEN.search(self.get("/ventanilla/mi-cuenta").text)
        assert found is not None
        return unescape(found[1])


def swift_staffing(house: House) -> Staffing:
    """Open the register of staff for passwords that nobody guesses: their hashes cost nothing."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return replace(staffing_of(house), passwords=ArgonPasswords(hasher))


def a_clerk(
    house: House,
    client: FlaskClient,
    *,
    name: str = "Julia Condori",
    role: Role = Role.OFFICER,
    institution: str = PISAC,
) -> Clerk:
    """Add a member of staff and give their browser a session."""
    issued = swift_staffing(house).add(name, institution=institution, role=role, act=act())
    user = staff_of(house).get(issued.user)
    assert user is not None
    tickets = signing_of(house).guard.tickets
    ticket = tickets.open(user, Caller("127.0.0.1", "tests"), is_full=True)
    client.set_cookie(COOKIE, ticket.token)
    return Clerk(client, user.id, ticket.token)


def words(page: str) -> str:
    """Read a page as a person does, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def case_page(number: CaseNumber) -> str:
    return f"/ventanilla/expediente/{number}"


def move_page(number: CaseNumber, kind: str) -> str:
    return f"{case_page(number)}/{kind}"
