"""What a browser holds of us: one cookie, from which the mark of every form derives.

Flask-WTF keeps its secret in Flask's session. Here that session is no second cookie: its one value
is worked out from the cookie of the sign-in, so that a form is bound to it and every new sign-in
gets forms of its own.
"""

import hmac
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin

from core.model.session import Caller

# Two hundred and fifty-six bits in hexadecimal.
_TOKEN = re.compile(r"[0-9a-f]{64}")
_PLACE_IN_REQUEST = "convergencia.mark"
_FIELD = "csrf_token"
_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
_MACHINES = (("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac", "Mac"))


class Mark(SessionMixin):
    """The token of a browser in one request, and what becomes of it in the answer."""

    def __init__(self, cookie: str, fresh: Callable[[], str], key: bytes) -> None:
        self.held = cookie if _TOKEN.fullmatch(cookie) else None
        self.is_to_send = False
        self._token = self.held
        self._fresh = fresh
        self._key = key

    @property
    def token(self) -> str:
        """Tell the token; a browser that has none gets one that opens nothing."""
        if self._token is None:
            self.give(self._fresh())
        return self._token or ""

    def give(self, token: str) -> None:
        """Send a new token with the answer."""
        self._token, self.is_to_send = token, True

    def __getitem__(self, name: str) -> str:
        if name != _FIELD:
            raise KeyError(name)
        return hmac.digest(self._key, self.token.encode(), "sha256").hex()

    def __setitem__(self, name: str, value: object) -> None:
        raise TypeError(f"{name}: nothing is kept in a browser")

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"{name}: nothing is kept in a browser")

    def __iter__(self) -> Iterator[str]:
        return iter((_FIELD,))

    def __len__(self) -> int:
        return 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How the token travels: under a name that only this very host can set, where it is https."""

    key: bytes
    is_public: bool
    in_development: bool
    random: Callable[[int], bytes]

    def is_secret(self) -> bool:
        """Say whether the cookie may travel encrypted only; in development http is tried too."""
        return self.is_public and (request.is_secure or not self.in_development)

    def read(self) -> Mark:
        """Read what the browser sent."""
        cookie = request.cookies.get(self._name(), "")
        mark = Mark(cookie, lambda: self.random(32).hex(), self.key)
        request.environ[_PLACE_IN_REQUEST] = mark
        return mark

    def send(self, mark: Mark, response: Response) -> None:
        """Send what the browser is to hold from now on, until it is closed."""
        if mark.is_to_send:
            response.set_cookie(
                self._name(),
                mark.token,
                httponly=True,
                secure=self.is_secret(),
                samesite="Lax",
                path="/",
            )

    def _name(self) -> str:
        return "__Host-ventanilla" if self.is_secret() else "ventanilla"


class MarkSessions(SessionInterface):
    """Stands where Flask would keep a session of its own."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def open_session(self, app: Flask, request: Request) -> Mark:  # noqa: ARG002 - Flask's call
        """Read what the browser sent."""
        return self._marks.read()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Send what the browser is to hold."""
        if isinstance(session, Mark):
            self._marks.send(session, response)


def mark_of_request() -> Mark:
    """Tell the token of the browser that asks."""
    mark: Mark = request.environ[_PLACE_IN_REQUEST]
    return mark


def caller_of_request() -> Caller:
    """Tell from where someone asks, only as exactly as one recognises one's own machine."""
    agent = request.headers.get("User-Agent", "")[:300]
    named = [_first(agent, names) for names in (_BROWSERS, _MACHINES)]
    return Caller(place_of(request.remote_addr or ""), " · ".join(n for n in named if n) or "?")


def place_of(address: str) -> str:
    """Tell the neighbourhood of an address: a wait must not be escaped by the next number."""
    if ":" in address:
        return ":".join(address.split(":")[:3])
    return ".".join(address.split(".")[:3]) or "?"


def _first(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in agent), "")
