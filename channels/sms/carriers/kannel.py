"""Kannel as a carrier of texts: its sendsms over HTTP, and its status page where we may read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Self
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.codes import failure
from channels.sms.carriers.kannel_return import KannelReturn
from core.model.gsm7 import parts

SECONDS_TO_ANSWER = 10.0
# Nobody can tell whether the text left, and a second one would cost and confuse.
IN_DOUBT = Failed("no_answer", retryable=False, in_doubt=True)
NOT_REACHED = Failed("not_reached", retryable=True)
DOWN = Failed("network_down", retryable=True)


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Kannel's own page on its networks: without it Kannel takes texts for one that is down."""

    url: str
    password: str = field(default="", repr=False)

    def is_online(self, network: str, seconds: float) -> bool | None:
        """Say whether a network is there, or any if none is named; nothing if nobody answers."""
        path = f"{urlsplit(self.url).path}?password={quote(self.password)}"
        try:
            with _Wire(self.url, seconds) as wire:
                status, page = wire.ask("GET", path)
            networks = ET.fromstring(page).iter("smsc")  # noqa: S314 - of the office's own Kannel
        except (OSError, HTTPException, ET.ParseError):
            return None
        if status != HTTPStatus.OK:
            return None
        named = [one for one in networks if network in {"", one.findtext("admin-id")}]
        return any((one.findtext("status") or "").startswith("online") for one in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class KannelCarrier:
    """Sends texts through one Kannel; phone, password and text stay out of every address."""

    url: str
    user: str
    password: str = field(repr=False)
    sender: str
    back: KannelReturn
    network: str = ""
    status: StatusPage | None = None
    seconds: float = SECONDS_TO_ANSWER

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:
        """Hand the text over, if its network is there; Kannel knows it by our own key."""
        if self.status is not None:
            is_online = self.status.is_online(self.network, self.seconds)
            if not is_online:
                return NOT_REACHED if is_online is None else DOWN
        wire = _Wire(self.url, self.seconds)
        try:
            wire.open()
        except OSError:
            return NOT_REACHED
        try:
            with wire:
                headers = self._headers(to, text, key)
                status, _ = wire.ask(
                    "POST", urlsplit(self.url).path, text.encode("utf-8", "replace"), headers
                )
        except (OSError, HTTPException):
            return IN_DOUBT
        return self._answered(status, text, key)

    def _headers(self, to: str, text: str, key: str) -> Mapping[str, str]:
        by = {"X-Kannel-SMSC": self.network} if self.network else {}
        return {
            "Content-Type": "text/plain; charset=utf-8",
            "X-Kannel-Username": self.user,
            "X-Kannel-Password": self.password,
            "X-Kannel-From": self.sender,
            "X-Kannel-To": to,
            **self.back.headers(key, text),
            **by,
        }

    def _answered(self, status: int, text: str, key: str) -> Sent | Failed:
        if status in {HTTPStatus.OK, HTTPStatus.ACCEPTED}:
            return Sent(key, parts(text), cost_cents=0)
        is_clear = status < HTTPStatus.INTERNAL_SERVER_ERROR
        plain = Failed(f"carrier_{status}", retryable=False) if is_clear else IN_DOUBT
        return failure("kannel", f"http.{status}", otherwise=plain)


class _Wire:
    """One connection, opened by itself: who never answered the door never heard us."""

    def __init__(self, url: str, seconds: float) -> None:
        where = urlsplit(url)
        kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
        self._connection = kind(where.netloc, timeout=seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def open(self) -> None:
        """Reach the other side."""
        self._connection.connect()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Send one request and read the answer."""
        self._connection.request(method, path, body or None, dict(headers or {}))
        answer = self._connection.getresponse()
        return answer.status, answer.read()
