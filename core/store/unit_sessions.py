"""At a unit: numbers of sessions and how they went, behind one port."""

from dataclasses import dataclass

from core.model.exchange_session import ExchangeSession
from core.store.devices import StoreDevices
from core.store.exchange_log import StoreExchangeLog


@dataclass(frozen=True, slots=True)
class StoreUnitSessions:
    """The sessions of one unit."""

    devices: StoreDevices
    log: StoreExchangeLog

    def next_number(self, origin: str, epoch: int, /) -> int:
        """Draw the number of the next session, which no later one gets."""
        return self.devices.next_number(origin, epoch)

    def note(self, session: ExchangeSession, /) -> None:
        """Keep how a session went, and forget those long before it."""
        self.log.note(session)

    def last(self, origin: str = "", /) -> tuple[ExchangeSession, ...]:
        """Tell the last sessions, newest first."""
        return self.log.last(origin)
