"""Asterisk as who places our calls, over its manager (AMI): one connection a call."""

import re
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from core.model.calling import PLACED_BY_EXCHANGE
from core.ports import NotPlaced, Placed

SECONDS_TO_ANSWER = 10.0
RINGING_SECONDS = 25
LONGEST_LINE, MOST_LINES = 4_096, 400
# Nobody can tell whether the phone rings, and a second call would cost and confuse.
IN_DOUBT = NotPlaced("no_answer", retryable=False, in_doubt=True)
NOT_REACHED = NotPlaced("not_reached", retryable=True)
_PHONE, _KEY = re.compile(r"\+[1-9][0-9]{6,14}"), re.compile("[0-9a-f]{32}")
_LOGIN = "login"


class AmiBroken(Exception):
    """What came over the line is not AMI, or came too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """An Asterisk: where its manager listens, who we are there, and how it calls and asks us.

    `channel` names a call with the phone as `{phone}`; `agi` is our address with the token. With a
    `context` the dial plan brings the call to us, and the user needs no right to `system`.
    """

    host: str
    port: int
    user: str
    secret: str = field(repr=False)
    channel: str
    agi: str = field(repr=False)
    context: str = ""
    shows: str = ""
    seconds: float = SECONDS_TO_ANSWER


@dataclass(frozen=True, slots=True)
class AmiPlacer:
    """Has an exchange place calls; whether somebody answered is told when the call comes to us."""

    exchange: Exchange

    def place(self, phone: str, key: str, /) -> Placed | NotPlaced:
        """Have a phone called; once the order went out, anything but a clear answer is doubt."""
        if not (_PHONE.fullmatch(phone) and _KEY.fullmatch(key)):
            return NotPlaced("phone_invalid", retryable=False)
        where = (self.exchange.host, self.exchange.port)
        try:
            with socket.create_connection(where, timeout=self.exchange.seconds) as line:
                return self._order(line, phone, key)
        except OSError:
            return NOT_REACHED

    def _order(self, line: socket.socket, phone: str, key: str) -> Placed | NotPlaced:
        with line.makefile("rb") as incoming:
            manager = _Manager(line, incoming, time.monotonic() + self.exchange.seconds)
            try:
                manager.greeted()
                manager.send(self._login())
                if manager.answer(_LOGIN) != "Success":
                    return NotPlaced("manager_refused", retryable=True)
            except (AmiBroken, OSError):
                return NOT_REACHED
            try:
                manager.send(self._originate(phone, key))
                taken = manager.answer(key) == "Success"
            except (AmiBroken, OSError):
                return IN_DOUBT
        if not taken:
            return NotPlaced("originate_refused", retryable=False)
        return Placed(f"{PLACED_BY_EXCHANGE}{key}")

    def _login(self) -> Mapping[str, str]:
        return {
            "Action": "Login",
            "ActionID": _LOGIN,
            "Username": self.exchange.user,
            "Secret": self.exchange.secret,
            "Events": "off",
        }

    def _originate(self, phone: str, key: str) -> Mapping[str, str]:
        said = {
            "Action": "Originate",
            "ActionID": key,
            "Channel": self.exchange.channel.replace("{phone}", phone),
            **self._then(key),
            "Timeout": str(RINGING_SECONDS * 1000),
            "Async": "true",
        }
        return said | ({"CallerID": self.exchange.shows} if self.exchange.shows else {})

    def _then(self, key: str) -> Mapping[str, str]:
        """Say what becomes of the call once somebody picks up."""
        if self.exchange.context:
            return {"Context": self.exchange.context, "Exten": key, "Priority": "1"}
        return {"Application": "AGI", "Data": f"{self.exchange.agi},placed,{key}"}


@dataclass(slots=True)
class _Manager:
    """One conversation with the manager: what it says by itself is skipped."""

    line: socket.socket
    incoming: BinaryIO
    until: float
    lines: int = 0

    def greeted(self) -> None:
        if not self._read().startswith("Asterisk Call Manager/"):
            raise AmiBroken("no manager there")

    def send(self, said: Mapping[str, str]) -> None:
        words = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        self.line.sendall(f"{words}\r\n".encode())

    def answer(self, action: str) -> str:
        """Read until our own order is answered; events and other answers stand between."""
        while True:
            told = self._block()
            if told.get("actionid") == action and "response" in told:
                return told["response"]

    def _block(self) -> Mapping[str, str]:
        told: dict[str, str] = {}
        while words := self._read():
            name, _, value = words.partition(":")
            told.setdefault(name.strip().lower(), value.strip())
        return told

    def _read(self) -> str:
        self.lines += 1
        left = self.until - time.monotonic()
        if left <= 0 or self.lines > MOST_LINES:
            raise AmiBroken("too late, or too much")
        self.line.settimeout(left)
        words = self.incoming.readline(LONGEST_LINE)
        if not words.endswith(b"\n"):
            raise AmiBroken("the line broke off")
        return words.decode("utf-8", "replace").strip()
