"""One transaction under the one lock: the only way that the journal grows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen
from core.model.document import Document
from core.model.event import GENESIS, MOST_EVENTS_A_TRANSACTION, Draft, Event, EventId, instant
from core.model.keys import Keys
from core.model.user import User, as_typed
from core.model.visit import Visit
from core.ports import Clock, Intent, Sealed
from core.refusals import Erased, TooManyEvents
from core.store import document_rows, event_rows, numbers, outbox_rows, purged
from core.store.arriving import Arriving, Districts
from core.store.database import Database
from core.store.letter_work import StoreLetterWork
from core.store.name_index import index_name
from core.store.projections import Projections, Reckon
from core.store.tables import DocumentRow, EventRow, FormDoneRow, OutboxRow
from core.store.upserts import insert_new, table
from core.store.vault import Random, Vault

_EVENTS, _DOCUMENTS = table(EventRow), table(DocumentRow)
_OUTBOX, _FORMS = table(OutboxRow), table(FormDoneRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLedger:
    """Opens transactions; everything a transaction needs is given here once.

    A unit has a lane, its first number code, in which it draws versions of personal values; and
    it may keep only the wishes that it performs itself, since the hub makes the others again.
    """

    database: Database
    clock: Clock
    random: Random
    keys: Keys
    reckon: Callable[[], Reckon]
    lane: int | None = None
    performs: frozenset[str] | None = None
    # Asked of a unit alone: whether its clock is far from the hub's, and whether it may write.
    clock_is_suspect: Callable[[Connection], bool] | None = None
    may_write: Callable[[], None] | None = None

    @property
    def is_unit(self) -> bool:
        """Say whether what is written here waits for the hub to give it its place."""
        return self.lane is not None

    @contextmanager
    def writing(self) -> Iterator["StoreWork"]:
        """Begin a transaction under the lock; an exception undoes all of it."""
        if self.may_write is not None:
            self.may_write()
        with self.database.locked() as connection:
            work = StoreWork(connection, self)
            yield work
            work.flush()


class StoreWork:
    """What a use case may read and change while it holds the lock."""

    def __init__(self, connection: Connection, ledger: StoreLedger) -> None:
        self.connection = connection
        self.letters = StoreLetterWork(connection)
        self.clock = ledger.clock
        self.keys = ledger.keys
        self._performs = ledger.performs
        self.projections = Projections(connection, ledger.reckon())
        self.arriving = Arriving(connection, is_unit=ledger.is_unit)
        self.districts = Districts(connection, self.projections)
        doubts = ledger.clock_is_suspect
        self._clock_is_suspect = doubts is not None and doubts(connection)
        self._here = numbers.here(connection)
        # Of the epoch, not of the unit: a disk from a backup has not seen what it drew since.
        lane = numbers.lane(connection, self._here) if ledger.is_unit else None
        self._vault = Vault(connection, ledger.random, lane)
        self._head = head_of(connection, *self._here)

    def case(self, number: CaseNumber, /) -> Case | None:
        """Read a case as it stands under the lock."""
        return self.projections.case(number)

    def case_by_alias(self, institution: str, alias: str, /) -> Case | None:
        """Read the case that an institution knows under its own file number."""
        return self.projections.case_by_alias(institution, alias)

    def citizen(self, citizen: str, /) -> Citizen | None:
        """Read a citizen as it stands under the lock."""
        return self.projections.citizen(citizen)

    def citizen_of_document(self, blinded: str, /) -> Citizen | None:
        """Find the citizen with this blinded identity document."""
        person = self._vault.person_of("document", blinded)
        return None if person is None else self.projections.citizen(person)

    def user(self, name: str, /) -> str | None:
        """Find the id of a user."""
        return self._vault.person_of("user", self.keys.blind("user", as_typed(name)))

    def member(self, user: str, /) -> User | None:
        """Read a member of staff as it stands under the lock."""
        return self.projections.user(user)

    def visit(self, visit: str, /) -> Visit | None:
        """Read a stop of a unit as it stands under the lock."""
        return self.projections.visit(visit)

    def trip(self, trip: str, /) -> tuple[Visit, ...]:
        """Read the stops of a trip in their order, as they stand under the lock."""
        return self.projections.trip(trip)

    def seal(self, person: str, values: Mapping[str, str], /) -> tuple[Sealed, ...]:
        """Put personal values into the vault and tell what the event may say of them."""
        known = self.projections.citizen(person)
        if known is not None and known.erased:
            raise Erased
        if "name" in values:
            index_name(self.connection, self.keys, person, values["name"])
        return self._vault.seal(person, values)

    def erase(self, person: str, /) -> None:
        """Delete a person's values and secret: their commitments prove nothing any more."""
        self._vault.erase(person)

    def blind(self, citizen: str, kind: str, blinded: str, /, *, field: str) -> None:
        """Make a citizen findable by a blinded phone or document."""
        self._vault.blind(kind, blinded, person=citizen, field=field)

    def next_number(self) -> CaseNumber:
        """Draw the next case number of this origin and epoch."""
        return numbers.draw(self.connection, self._here, self.keys)

    def issuer(self) -> tuple[str, int]:
        """Tell the origin and epoch that make claves here."""
        return self._here

    def append(self, draft: Draft, /) -> Event:
        """Give a draft its place in the chain and fold it into what is read."""
        if self.arriving.count == MOST_EVENTS_A_TRANSACTION:
            raise TooManyEvents
        seq, prev_hash = self._head
        now = self.clock.now()
        if self._clock_is_suspect:
            draft = replace(draft, clock_suspect=True)
        event = Event(
            id=EventId(*self._here, seq + 1), draft=draft, recorded_at=now, prev_hash=prev_hash
        )
        row = event_rows.to_row(event)
        self.projections.fold(event)
        self.arriving.append(row, now, self.districts.of(draft))
        self._head = (seq + 1, row["hash"])
        return event

    def publish(self, document: Document, /) -> None:
        """Keep a version of a document."""
        self.connection.execute(_DOCUMENTS.insert(), document_rows.to_row(document))

    def intend(self, intent: Intent, /) -> None:
        """Record something to do in the world, once for each unique key."""
        if self._performs is not None and intent.kind not in self._performs:
            return
        row = outbox_rows.to_row(intent, self.clock.now())
        insert_new(self.connection, _OUTBOX, row)

    def remembered(self, key: str, /) -> str | None:
        """Tell what a form brought about, if it arrived before."""
        asked = select(_FORMS.c.result).where(_FORMS.c.key == key)
        result: str | None = self.connection.execute(asked).scalar()
        return result

    def remember(self, key: str, result: str, /) -> None:
        """Keep what a form brought about, so that it does nothing twice."""
        row = {"key": key, "result": result, "at": instant(self.clock.now())}
        self.connection.execute(_FORMS.insert(), row)

    def flush(self) -> None:
        """Write what was appended and what it changed."""
        self.arriving.flush()
        self.projections.flush()


def head_of(connection: Connection, origin: str, epoch: int) -> tuple[int, str]:
    """Tell the last seq of a chain and its hash, those of the beginning if nothing is here.

    At a unit the last one may have been purged.
    """
    mine = (_EVENTS.c.origin == origin) & (_EVENTS.c.epoch == epoch)
    newest = select(_EVENTS.c.seq, _EVENTS.c.hash).where(mine).order_by(_EVENTS.c.seq.desc())
    row = connection.execute(newest.limit(1)).first()
    here = (0, GENESIS) if row is None else (row.seq, row.hash)
    return max(here, purged.newest(connection, origin, epoch) or here)
