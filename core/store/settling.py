"""Folds events that may come from anywhere: what cannot be read is set aside and delays nothing."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.model.event import Event, EventId
from core.refusals import EventUnreadable, Refusal
from core.store.projections import UNREADABLE, Projections

Codes = dict[EventId, str]
Then = Callable[[Event], None]


def _nothing() -> None:
    """Begin where what is read stands."""


@dataclass(frozen=True, slots=True)
class Settling:
    """Folds pages of events into what is read, and tells what it set aside and why.

    `ours` are the origins that write here: a row that the database refuses is then our own fault,
    and is told as such.
    """

    connection: Connection
    projections: Projections
    ours: Collection[str] = ()

    def settle(
        self,
        events: Sequence[Event],
        then: Then | None = None,
        begin: Callable[[], None] = _nothing,
    ) -> Codes:
        """Fold events and write what changed, all together if that goes, else one by one.

        `then` is called for each event that was folded, while the others wait.
        """
        try:
            with self.connection.begin_nested():
                begin()
                codes = self._together(events, then)
                self.projections.flush()
        except (DBAPIError, Refusal, *UNREADABLE):
            self.projections.forget()
            return self._one_by_one(events, then, begin)
        return codes

    def _together(self, events: Sequence[Event], then: Then | None) -> Codes:
        codes: Codes = {}
        for event in events:
            code = self._fold(event)
            if code is not None:
                codes[event.id] = code
            elif then is not None:
                then(event)
        return codes

    def _one_by_one(
        self, events: Sequence[Event], then: Then | None, begin: Callable[[], None]
    ) -> Codes:
        begin()
        self.projections.flush()
        codes: Codes = {}
        for event in events:
            try:
                with self.connection.begin_nested():
                    codes |= self._together((event,), then)
                    self.projections.flush()
            except (DBAPIError, Refusal, *UNREADABLE) as fault:
                self.projections.forget()
                if event.id.origin in self.ours:
                    raise
                codes[event.id] = code_of(fault)
        return codes

    def _fold(self, event: Event) -> str | None:
        try:
            self.projections.settle(event)
        except (Refusal, *UNREADABLE) as fault:
            return code_of(fault)
        return None


def code_of(fault: Exception) -> str:
    """Name why an event could not be folded, by a code that never changes."""
    return fault.code if isinstance(fault, Refusal) else EventUnreadable.code
