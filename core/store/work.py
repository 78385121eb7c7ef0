"""One transaction under the one lock: the only way that the journal grows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen
from core.model.document import Document
from core.model.event import GENESIS, MOST_EVENTS_A_TRANSACTION, Draft, Event, EventId, instant
from core.model.keys import Keys
from core.model.user import User, as_typed
from core.ports import Clock, Intent, Sealed
from core.refusals import Erased, TooManyEvents
from core.store import document_rows, event_rows, numbers, outbox_rows
from core.store.database import Database
from core.store.letter_work import StoreLetterWork
from core.store.name_index import index_name
from core.store.projections import Projections, Reckon
from core.store.tables import ArrivalRow, DocumentRow, EventRow, FormDoneRow, OutboxRow
from core.store.upserts import insert_new, table
from core.store.vault import Random, Vault

_EVENTS, _ARRIVALS, _DOCUMENTS = table(EventRow), table(ArrivalRow), table(DocumentRow)
_OUTBOX, _FORMS = table(OutboxRow), table(FormDoneRow)
_HUB_HEAD = select(func.coalesce(func.max(_ARRIVALS.c.hub_seq), 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLedger:
    """Opens transactions; everything a transaction needs is given here once."""

    database: Database
    clock: Clock
    random: Random
    keys: Keys
    reckon: Callable[[], Reckon]

    @contextmanager
    def writing(self) -> Iterator["StoreWork"]:
        """Begin a transaction under the lock; an exception undoes all of it."""
        with self.database.locked() as connection:
            work = StoreWork(connection, self)
            yield work
            work.flush()


class StoreWork:
    """What a use case may read and change while it holds the lock."""

    def __init__(self, connection: Connection, ledger: StoreLedger) -> None:
        self._connection = connection
        self.letters = StoreLetterWork(connection)
        self._clock = ledger.clock
        self._keys = ledger.keys
        self._vault = Vault(connection, ledger.random)
        self._projections = Projections(connection, ledger.reckon())
        self._events: list[dict[str, Any]] = []
        self._arrivals: list[dict[str, Any]] = []
        self._here = numbers.here(connection)
        self._head = _head(connection, *self._here)
        self._hub_seq: int = connection.execute(_HUB_HEAD).scalar_one()

    def case(self, number: CaseNumber, /) -> Case | None:
        """Read a case as it stands under the lock."""
        return self._projections.case(number)

    def case_by_alias(self, institution: str, alias: str, /) -> Case | None:
        """Read the case that an institution knows under its own file number."""
        return self._projections.case_by_alias(institution, alias)

    def citizen(self, citizen: str, /) -> Citizen | None:
        """Read a citizen as it stands under the lock."""
        return self._projections.citizen(citizen)

    def citizen_of_document(self, blinded: str, /) -> Citizen | None:
        """Find the citizen with this blinded identity document."""
        person = self._vault.person_of("document", blinded)
        return None if person is None else self._projections.citizen(person)

    def user(self, name: str, /) -> str | None:
        """Find the id of a user."""
        return self._vault.person_of("user", self._keys.blind("user", as_typed(name)))

    def member(self, user: str, /) -> User | None:
        """Read a member of staff as it stands under the lock."""
        return self._projections.user(user)

    def seal(self, person: str, values: Mapping[str, str], /) -> tuple[Sealed, ...]:
        """Put personal values into the vault and tell what the event may say of them."""
        known = self._projections.citizen(person)
        if known is not None and known.erased:
            raise Erased
        if "name" in values:
            index_name(self._connection, self._keys, person, values["name"])
        return self._vault.seal(person, values)

    def erase(self, person: str, /) -> None:
        """Delete a person's values and secret: their commitments prove nothing any more."""
        self._vault.erase(person)

    def blind(self, citizen: str, kind: str, blinded: str, /, *, field: str) -> None:
        """Make a citizen findable by a blinded phone or document."""
        self._vault.blind(kind, blinded, person=citizen, field=field)

    def next_number(self) -> CaseNumber:
        """Draw the next case number of this origin and epoch."""
        return numbers.draw(self._connection, self._here, self._keys)

    def issuer(self) -> tuple[str, int]:
        """Tell the origin and epoch that make claves here."""
        return self._here

    def append(self, draft: Draft, /) -> Event:
        """Give a draft its place in the chain and fold it into what is read."""
        if len(self._events) == MOST_EVENTS_A_TRANSACTION:
            raise TooManyEvents
        seq, prev_hash = self._head
        now = self._clock.now()
        event = Event(
            id=EventId(*self._here, seq + 1), draft=draft, recorded_at=now, prev_hash=prev_hash
        )
        row = event_rows.to_row(event)
        self._projections.fold(event)
        self._events.append(row)
        self._hub_seq += 1
        self._arrivals.append(_arrival(self._hub_seq, event.id, now))
        self._head = (seq + 1, row["hash"])
        return event

    def publish(self, document: Document, /) -> None:
        """Keep a version of a document."""
        self._connection.execute(_DOCUMENTS.insert(), document_rows.to_row(document))

    def intend(self, intent: Intent, /) -> None:
        """Record something to do in the world, once for each unique key."""
        row = outbox_rows.to_row(intent, self._clock.now())
        insert_new(self._connection, _OUTBOX, row)

    def remembered(self, key: str, /) -> str | None:
        """Tell what a form brought about, if it arrived before."""
        asked = select(_FORMS.c.result).where(_FORMS.c.key == key)
        result: str | None = self._connection.execute(asked).scalar()
        return result

    def remember(self, key: str, result: str, /) -> None:
        """Keep what a form brought about, so that it does nothing twice."""
        row = {"key": key, "result": result, "at": instant(self._clock.now())}
        self._connection.execute(_FORMS.insert(), row)

    def flush(self) -> None:
        """Write what was appended and what it changed."""
        if self._events:
            self._connection.execute(_EVENTS.insert(), self._events)
            self._connection.execute(_ARRIVALS.insert(), self._arrivals)
        self._projections.flush()


def _head(connection: Connection, origin: str, epoch: int) -> tuple[int, str]:
    mine = (_EVENTS.c.origin == origin) & (_EVENTS.c.epoch == epoch)
    newest = select(_EVENTS.c.seq, _EVENTS.c.hash).where(mine).order_by(_EVENTS.c.seq.desc())
    row = connection.execute(newest.limit(1)).first()
    return (0, GENESIS) if row is None else (row.seq, row.hash)


def _arrival(hub_seq: int, event: EventId, at: datetime) -> dict[str, Any]:
    return {
        "hub_seq": hub_seq,
        "origin": event.origin,
        "epoch": event.epoch,
        "seq": event.seq,
        "transport": "local",
        "arrived_at": instant(at),
    }
