"""What the exchange needs to know of units, and keeps of its sessions."""

from typing import Protocol

from core.model.device import Device
from core.model.exchange_session import ExchangeSession


class SessionLog(Protocol):
    """The last sessions of the exchange, at either side."""

    def note(self, session: ExchangeSession, /) -> None:
        """Keep how a session went, and forget those long before it."""
        ...

    def last(self, origin: str = "", /) -> tuple[ExchangeSession, ...]:
        """Tell the last sessions, newest first: of one unit, or of all."""
        ...


class Devices(Protocol):
    """The units that the hub knows."""

    def get(self, origin: str, /) -> Device | None:
        """Read a unit."""
        ...

    def begin_session(self, origin: str, epoch: int, number: int, digest: str, /) -> None:
        """Let a session begin once, or again with the same bytes; refuse what is older."""
        ...

    def last_session(self, origin: str, epoch: int, /) -> int:
        """Tell the number of the last session that began, none as 0."""
        ...


class UnitSessions(SessionLog, Protocol):
    """The sessions of one unit, at the unit."""

    def next_number(self, origin: str, epoch: int, /) -> int:
        """Draw the number of the next session, which no later one gets."""
        ...
