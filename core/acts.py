"""Who does something to a case, when and on what basis: what every move must say."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from core.model.case import Case
from core.model.event import EventId
from core.ports import Clock
from core.refusals import DateOutOfOrder, StaleCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One person's doing: `seen` is the last event that the author had before deciding.

    `key` names the form that asks for it: the same form does nothing twice. `visit` is the stop at
    which a unit was told of it, if it was at one.
    """

    actor: str
    via: str
    on: date
    basis: str | None = None
    seen: EventId | None = None
    key: str | None = None
    visit: str = ""

    @property
    def stop(self) -> dict[str, Any]:
        """Tell at which stop of a unit it was, as an event carries it."""
        return {"visit": self.visit} if self.visit else {}

    def happened_at(self, clock: Clock) -> datetime:
        """Tell the moment: now if it is today's, else the noon of its day."""
        if self.on == clock.today():
            return clock.now()
        return datetime.combine(self.on, time(12), tzinfo=UTC)

    def check(self, case: Case | None, today: date) -> None:
        """Refuse a day that has not come, or one before the case was there."""
        if self.on > today:
            raise DateOutOfOrder(field="on")
        if case is None:
            return
        if case.presented_on is not None and self.on < case.presented_on:
            raise DateOutOfOrder(field="on")
        if self.seen is not None and self.seen != case.last:
            raise StaleCase
