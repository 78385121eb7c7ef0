"""A small desk with one form behind the real sign-in, and a browser that stands before it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Blueprint, Flask, request
from flask.testing import FlaskClient
from markupsafe import escape
from werkzeug.test import TestResponse

from channels.desk.signing.codes import code_of
from channels.desk.signing.guard import Deed
from channels.desk.signing.room import Signing
from channels.desk.signing.routes import add_routes
from config.counter import prepare_pages
from config.desk import protect, signing_of, staff_of, staffing_of
from config.house import House
from core.model.session import Caller
from core.model.user import Role, User
from core.staffing import Staffing
from tests.clerks import swift_staffing
from tests.core.stories import PISAC
from tests.houses import PUBLIC_URL, StoodClock, act

PASSWORD = "cuatro llamas bajan del cerro"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
CARRIED = re.compile(r'name="llevado" value="([^"]+)"')
COOKIE = "__Host-ventanilla"
HERE = Caller("190.12.34", "Firefox · Windows")
HALF_A_MINUTE = timedelta(seconds=30)


def small_desk(house: House) -> tuple[Flask, Signing]:
    """Build a desk with one form that tells what it was sent."""
    app, signing = Flask("desk", static_folder=None), signing_of(house)
    prepare_pages(app)
    door = Blueprint("desk", "channels.desk", url_prefix="/ventanilla", template_folder="templates")

    @door.get("/")
    def my_day() -> str:
        return f"Mi día: {signing.guard.signed_in().name}"

    @door.post("/buscar")
    def search() -> str:
        return "buscado"

    @door.get("/nuevo")
    def choose_procedure() -> str:
        return signing.guard.require(Deed.OPEN_CASE).actor

    @door.post("/formulario/<kind>")
    def form(kind: str) -> str:
        said = "; ".join(f"{name}={value}" for name, value in request.form.items(multi=True))
        did = "otra vez" if signing.guard.is_resumed() else "hecho"
        return f"{did} {kind}: {escape(said)}"

    @door.context_processor
    def for_every_page() -> dict[str, object]:
        who = signing.guard.signed_in_or_none()
        asset = "/ventanilla/activos/{}".format
        rooms = dict.fromkeys((*_ROOMS, "at_unit"), False)
        return {"signed_in": who, "asset": asset, "may_open": True, **rooms}

    add_routes(door, signing)
    app.register_blueprint(door)
    protect(app, door, signing)
    return app, signing


_ROOMS = tuple(
    f"may_read_{room}" for room in ("calls", "cases", "letters", "messages", "trips", "units")
)


@dataclass
class Browser:
    """One browser: it keeps its cookies and sends the mark that the last page gave it."""

    client: FlaskClient
    url: str = PUBLIC_URL
    page: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> TestResponse:
        reply = self.client.get(path, base_url=self.url, headers=self.headers)
        return self._seen(reply)

    def post(self, path: str, /, **fields: str) -> TestResponse:
        found = TOKEN.search(self.page)
        sent = {"csrf_token": found[1] if found else ""} | fields
        carried = CARRIED.search(self.page)
        if carried:
            sent.setdefault("llevado", carried[1])
        reply = self.client.post(path, base_url=self.url, headers=self.headers, data=sent)
        return self._seen(reply)

    def _seen(self, reply: TestResponse) -> TestResponse:
        if TOKEN.search(reply.text):
            self.page = reply.text
        return reply

    def cookie(self, name: str = COOKIE) -> str:
        found = self.client.get_cookie(name, domain="convergencia.example")
        return "" if found is None else found.value


@dataclass
class Person:
    """A member of staff with a password and codes, and the house that knows them."""

    house: House
    name: str
    id: str
    password: str = PASSWORD

    @property
    def user(self) -> User:
        found = staff_of(self.house).get(self.id)
        assert found is not None
        return found

    def code(self) -> str:
        """Read the code of now from the application; it was not used yet."""
        later(self.house, HALF_A_MINUTE)
        user = self.user
        issue = user.codes_issue if user.has_codes else user.codes_issue + 1
        return code_of(self.house.keys.second_factor(self.id, issue), self.house.clock.now())

    def signs_in(self, browser: Browser) -> TestResponse:
        browser.get("/ventanilla/entrar")
        browser.post("/ventanilla/entrar", name=self.name, password=self.password)
        browser.get("/ventanilla/codigo")
        return browser.post("/ventanilla/codigo", code=self.code())


def later(house: House, passed: timedelta) -> datetime:
    """Let time pass."""
    assert isinstance(house.clock, StoodClock)
    house.clock.moment = house.clock.now() + passed
    return house.clock.moment


def added(
    house: House,
    name: str = "Ana Ccopa",
    role: Role = Role.OFFICER,
    *,
    staffing: Callable[[House], Staffing] = staffing_of,
) -> Person:
    """Add someone who has not been there yet: the password serves once."""
    issued = staffing(house).add(name, institution=PISAC, role=role, act=act())
    return Person(house, name, issued.user, issued.password)


def settled(house: House, name: str = "Ana Ccopa", role: Role = Role.OFFICER) -> Person:
    """Add someone who has chosen a password and set up codes."""
    person = added(house, name, role, staffing=swift_staffing)
    signing = signing_of(house)
    caller = signing.signing_in.with_password(name, person.password, HERE)
    chosen = signing.account.choose_password(caller, PASSWORD, present=None)
    signing.signing_in.tickets.leave(signing.account.begin_codes(chosen, person.code()))
    person.password = PASSWORD
    return person


def browser_of(app: Flask) -> Browser:
    return Browser(app.test_client())
