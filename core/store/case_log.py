"""Reads all that happened around one case, across every channel."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.model.case_number import CaseNumber
from core.model.event import Event
from core.ports import Errand, Spoken
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.database import Database
from core.store.event_rows import to_event
from core.store.tables import ContactRow, EventRow, FormDoneRow, OutboxRow
from core.store.upserts import table

_EVENTS, _CONTACTS = table(EventRow), table(ContactRow)
_OUTBOX, _FORMS = table(OutboxRow), table(FormDoneRow)


@dataclass(frozen=True, slots=True)
class StoreCaseLog:
    """The story of every case of one database."""

    database: Database

    def events(self, number: CaseNumber, /) -> tuple[Event, ...]:
        """Read the events of a case in the order in which the hub accepted them."""
        asked = (
            select(_EVENTS)
            .join(ARRIVALS, ARRIVED)
            .where(_EVENTS.c.subject == f"case:{number}")
            .order_by(ARRIVALS.c.hub_seq)
        )
        with self.database.reader.connect() as connection:
            return tuple(map(to_event, connection.execute(asked).mappings()))

    def spoken(self, number: CaseNumber, /, *, limit: int) -> tuple[Spoken, ...]:
        """Read the newest conversations about a case, each by its last turn that says anything."""
        mine = _CONTACTS.c.number == number.digits
        last = select(func.max(_CONTACTS.c.id)).where(mine).group_by(_CONTACTS.c.provider_id)
        asked = select(_CONTACTS).where(_CONTACTS.c.id.in_(last))
        asked = asked.order_by(_CONTACTS.c.at.desc(), _CONTACTS.c.id.desc()).limit(limit)
        with self.database.reader.connect() as connection:
            return tuple(
                Spoken(
                    at=datetime.fromisoformat(row["at"]),
                    channel=row["channel"],
                    outcome=row["outcome"],
                    by=row["caller"],
                )
                for row in connection.execute(asked).mappings()
            )

    def errands(self, number: CaseNumber, /, *, limit: int) -> tuple[Errand, ...]:
        """Read the newest texts and letters about a case."""
        asked = select(_OUTBOX).where(_OUTBOX.c.number == number.digits)
        asked = asked.order_by(_OUTBOX.c.not_before.desc(), _OUTBOX.c.id.desc()).limit(limit)
        with self.database.reader.connect() as connection:
            return tuple(
                Errand(
                    at=datetime.fromisoformat(row["not_before"]),
                    kind=row["kind"],
                    state=row["state"],
                    cause=row["cause"],
                    code=row["code"],
                )
                for row in connection.execute(asked).mappings()
            )


@dataclass(frozen=True, slots=True)
class StoreFormsDone:
    """The forms that were acted on in one database."""

    database: Database

    def done(self, key: str, /) -> str | None:
        """Tell what a form brought about, or nothing if it never arrived."""
        asked = select(_FORMS.c.result).where(_FORMS.c.key == key)
        with self.database.reader.connect() as connection:
            result: str | None = connection.execute(asked).scalar()
        return result
