"""Keeps how far each text came and how each line fares; every change is one short transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, case, func, or_, select, update

from core.model.carrier_line import Health, Terms
from core.model.delivery import Cause, Delivery, Receipt, State, hidden_by
from core.model.event import instant
from core.model.messages import is_by_another, message_wish, messages, text_of
from core.onward import text_onward
from core.ports.carrying import Begun, Failed, Handing, Resting, Sent
from core.ports.saying import Clock
from core.store.carrier_lines import lend_line, note_failure, note_success, read_line, write_line
from core.store.database import Database
from core.store.outbox_rows import to_job, to_row
from core.store.tables import DeliveryRow, OutboxRow, StrayReceiptRow
from core.store.upserts import insert_new, table, upsert

_DELIVERIES, _STRAYS = table(DeliveryRow), table(StrayReceiptRow)
_OUTBOX = table(OutboxRow)
_D, _S = _DELIVERIES.c, _STRAYS.c
# Whoever asked and heard nothing for so long is dead: nobody knows whether the text left.
_ASKED_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StoreDeliveries:
    """The texts of one database on their way."""

    database: Database
    clock: Clock

    def begin(self, handing: Handing, terms: Terms, /) -> Begun | Resting | Delivery:
        """Note, before it is done, that a text is handed over; tell of one that was before."""
        now = self.clock.now()
        with self.database.writer.begin() as connection:
            before = self._found(connection, handing.key)
            if before is not None and not _may_be_handed_over(before):
                return _delivery(before, now)
            health = lend_line(connection, terms, now)
            if health.is_resting(now) and health.open_until is not None:
                return Resting(health.open_until)
            health, wait = health.taken(terms, handing.parts, now)
            if wait > terms.patience:
                return Resting(now + timedelta(seconds=wait))
            write_line(connection, terms.name, health)
            upsert(connection, _DELIVERIES, [_row(handing, terms, instant(now))])
            return Begun(wait)

    def settle(self, key: str, terms: Terms, outcome: Sent | Failed, /, *, is_final: bool) -> None:
        """Note what the carrier said; what did not fail finally may be handed over again."""
        now = self.clock.now()
        said = _said(outcome, is_final=is_final)
        moved = _moved(said.pop("state")) if "state" in said else {}
        change = {**said, **moved, "changed_at": instant(now), "asked_at": None}
        with self.database.writer.begin() as connection:
            connection.execute(update(_DELIVERIES).where(_D.key == key).values(**change))
            if isinstance(outcome, Sent):
                note_success(connection, terms.name)
            elif outcome.is_of_the_carrier:
                note_failure(connection, terms, now)

    def replied(self, handing: Handing, line: str, /) -> None:
        """Note a reply that a carrier took in the answer to the text itself, once."""
        now = self.clock.now()
        row = _row(handing, Terms(name=line), instant(now))
        taken = {"state": State.ACCEPTED.value, "asked_at": None}
        with self.database.writer.begin() as connection:
            insert_new(connection, _DELIVERIES, {**row, **taken})

    def receive(self, receipt: Receipt, /) -> bool:
        """Note a receipt, whichever comes first; tell whether we know the text."""
        told = {"state": receipt.state.value, "cause": receipt.cause, "code": receipt.code}
        newer = and_(_D.key == receipt.key, _D.state.in_(hidden_by(receipt.state)))
        now = instant(self.clock.now())
        with self.database.writer.begin() as connection:
            change = update(_DELIVERIES).where(newer).values(**told, changed_at=now)
            is_news = connection.execute(change).rowcount == 1
            found = self._found(connection, receipt.key)
            if is_news and receipt.goes_on and found is not None:
                self._go_on(connection, found["wish"])
            return found is not None

    def count_stray(self, door: str, /) -> None:
        """Count a receipt for a text that we do not know."""
        same = {"door": door, "day": self.clock.today().isoformat()}
        counted = and_(_S.door == same["door"], _S.day == same["day"])
        with self.database.writer.begin() as connection:
            insert_new(connection, _STRAYS, {**same, "count": 0})
            connection.execute(update(_STRAYS).where(counted).values(count=_S.count + 1))

    def strays(self) -> int:
        """Count all receipts for texts that we do not know."""
        with self.database.reader.connect() as connection:
            summed = select(func.coalesce(func.sum(_S.count), 0))
            return int(connection.execute(summed).scalar_one())

    def of_wish(self, wish: str, /) -> Delivery | None:
        """Read how far the text of a wish came."""
        with self.database.reader.connect() as connection:
            asked = select(_DELIVERIES).where(_D.wish == wish)
            row = connection.execute(asked).mappings().first()
        return None if row is None else _delivery(row, self.clock.now())

    def messages_of(self, wish: str, /) -> tuple[Delivery, ...]:
        """Read how far each message of a text came, on its first and on its second journey."""
        found: list[Delivery] = []
        with self.database.reader.connect() as connection:
            # Nearly every text is one message: the second is asked for to learn of more.
            for first, last in ((1, 2), *((place, place + 9) for place in range(3, 1000, 10))):
                asked = select(_DELIVERIES).where(_D.wish.in_(messages(wish, first, last)))
                rows = connection.execute(asked).mappings().all()
                found += [_delivery(row, self.clock.now()) for row in rows]
                if message_wish(wish, last) not in {row["wish"] for row in rows}:
                    break
        return tuple(found)

    def health(self, name: str, /) -> Health | None:
        """Read how a line fares, if it was ever used."""
        with self.database.reader.connect() as connection:
            return read_line(connection, name)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Count the texts of each line in each state."""
        counted = select(_D.carrier, _D.state, func.count()).group_by(_D.carrier, _D.state)
        found: dict[str, dict[str, int]] = {}
        with self.database.reader.connect() as connection:
            for carrier, state, count in connection.execute(counted.order_by(_D.state)):
                found.setdefault(carrier, {})[state] = count
        return found

    def _go_on(self, connection: Connection, message: str) -> None:
        """Wish that a message goes on; replies have no wish of their own, and no one goes twice."""
        if is_by_another(message):
            return
        wished = select(_OUTBOX).where(_OUTBOX.c.unique_key == text_of(message))
        row, now = connection.execute(wished).mappings().first(), self.clock.now()
        if row is not None:
            onward = text_onward(to_job(row).intent, message, at=now)
            insert_new(connection, _OUTBOX, to_row(onward, now))

    def _found(self, connection: Connection, key: str) -> RowMapping | None:
        return connection.execute(select(_DELIVERIES).where(_D.key == key)).mappings().first()


def _may_be_handed_over(row: RowMapping) -> bool:
    return row["state"] == State.QUEUED and row["asked_at"] is None


def _row(handing: Handing, terms: Terms, now: str) -> dict[str, Any]:
    return {
        "key": handing.key,
        "wish": handing.wish,
        "carrier": terms.name,
        "state": State.QUEUED.value,
        "cause": None,
        "code": "",
        "provider_id": "",
        "parts": handing.parts,
        "cost_cents": 0,
        "at": now,
        "changed_at": now,
        "asked_at": now,
    }


def _said(outcome: Sent | Failed, *, is_final: bool) -> dict[str, Any]:
    if isinstance(outcome, Sent):
        taken = {"parts": outcome.parts, "cost_cents": outcome.cost_cents}
        return {"state": State.ACCEPTED, "provider_id": outcome.provider_id, **taken}
    why = {"cause": outcome.cause.value, "code": outcome.code}
    if outcome.in_doubt:
        return {"state": State.DOUBTED, **why}
    return {"state": State.REJECTED, **why} if is_final else why


def _moved(state: State) -> dict[str, Any]:
    """Move a state forward only: a receipt may have come before the carrier's own answer."""
    behind = or_(*(_D.state == earlier.value for earlier in hidden_by(state)))
    return {"state": case((behind, state.value), else_=_D.state)}


def _delivery(row: RowMapping, now: datetime) -> Delivery:
    told = dict(row)
    asked = told.pop("asked_at")
    is_lost = asked is not None and now - datetime.fromisoformat(asked) > _ASKED_FOR
    state, cause = State(told["state"]), told["cause"]
    if state is State.QUEUED and is_lost:
        state, cause = State.DOUBTED, Cause.NO_ANSWER
    moments = {name: datetime.fromisoformat(told[name]) for name in ("at", "changed_at")}
    known = None if cause is None else Cause(cause)
    return Delivery(**{**told, **moments, "state": state, "cause": known})
