"""Checks the journal against itself, against the hub's acceptance and against the vault."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, and_, func, select

from core.model.calling import CALLER
from core.model.citizen_story import ERASURE
from core.model.event import GENESIS, EventId
from core.model.sealing import commitment
from core.refusals import ChainBroken
from core.store.event_rows import to_event, to_row
from core.store.tables import ArrivalRow, EventRow, PersonSecretRow, VaultRow
from core.store.upserts import table
from core.store.vault import read_sealed

_EVENTS, _ARRIVALS = table(EventRow), table(ArrivalRow)
_VALUES, _SECRETS = table(VaultRow), table(PersonSecretRow)
_E, _A = _EVENTS.c, _ARRIVALS.c
_CHAINS = select(_EVENTS).order_by(_E.origin, _E.epoch, _E.seq)
_TURN = func.row_number().over(partition_by=(_A.origin, _A.epoch), order_by=_A.hub_seq)
_IN_TURN = select(_A.hub_seq, _A.seq, _TURN.label("turn")).subquery()
A_PAGE = 500


@dataclass(frozen=True, slots=True)
class Verified:
    """What an audit has seen: how many events, in how many chains, with which newest ones."""

    events: int
    heads: tuple[tuple[EventId, str], ...]


class _Place(NamedTuple):
    seq: int
    digest: str


def verify(connection: Connection, progress: Callable[[int], None]) -> Verified:
    """Walk every chain and compare every sealed value; refuse at the first thing amiss."""
    heads: dict[tuple[str, int], _Place] = {}
    seen = 0
    vault = _VaultCheck(connection)
    with connection.execution_options(yield_per=A_PAGE).execute(_CHAINS) as walked:
        for page in walked.mappings().partitions(A_PAGE):
            for row in page:
                chain = (row["origin"], row["epoch"])
                heads[chain] = _check(row, heads.get(chain, _Place(0, GENESIS)))
            vault.note(page)
            seen += len(page)
            progress(len(page))
    _check_arrivals(connection, seen)
    vault.conclude()
    return Verified(
        events=seen,
        heads=tuple((EventId(*chain, at.seq), at.digest) for chain, at in sorted(heads.items())),
    )


def _check(row: RowMapping, before: _Place) -> _Place:
    name = f"{row['origin']}.{row['epoch']}.{row['seq']}"
    if row["seq"] != before.seq + 1:
        raise ChainBroken(event=name, problem="gap")
    if row["prev_hash"] != before.digest:
        raise ChainBroken(event=name, problem="prev_hash")
    digest = _digest(row)
    if digest is None:
        raise ChainBroken(event=name, problem="hash")
    return _Place(row["seq"], digest)


def _digest(row: RowMapping) -> str | None:
    """Work out the hash of a row, none if any of its bytes is not what the journal writes."""
    try:
        written = to_row(to_event(row))
    except (ValueError, TypeError, AttributeError):
        return None
    return row["hash"] if all(row[name] == value for name, value in written.items()) else None


def _check_arrivals(connection: Connection, events: int) -> None:
    """Refuse unless every event was accepted once, without a gap, each chain in its order."""
    arrived, newest = connection.execute(
        select(func.count(), func.coalesce(func.max(_A.hub_seq), 0)).select_from(_ARRIVALS)
    ).one()
    if not arrived == newest == events:
        raise ChainBroken(event=str(newest), problem="arrivals")
    same = and_(_A.origin == _E.origin, _A.epoch == _E.epoch, _A.seq == _E.seq)
    lost = select(_E.seq).outerjoin(_ARRIVALS, same).where(_A.hub_seq.is_(None)).limit(1)
    moved = select(_IN_TURN.c.hub_seq).where(_IN_TURN.c.seq != _IN_TURN.c.turn).limit(1)
    for wrong in (lost, moved):
        found = connection.execute(wrong).scalar()
        if found is not None:
            raise ChainBroken(event=str(found), problem="arrivals")


class _VaultCheck:
    """Compares what the journal committed to with what the vault holds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found = 0
        self._missing: dict[str, str] = {}
        self._erased: set[str] = set()

    def note(self, page: Iterable[RowMapping]) -> None:
        """Compare the sealed values of a page of events, and remember erasures."""
        sealing: list[tuple[str, str, Mapping[str, Any]]] = []
        for row in page:
            person, sealed = read_sealed(row["subject"], row["data"])
            if row["kind"] == ERASURE:
                self._erased.add(person)
            if sealed:
                sealing.append((f"{row['origin']}.{row['epoch']}.{row['seq']}", person, sealed))
        persons = sorted({person for _, person, _ in sealing})
        secrets, values = self._secrets(persons), self._values(persons)
        for event, person, sealed in sealing:
            for field, said in sealed.items():
                value = values.get((person, field, said["version"]))
                self._compare(event, person, secrets.get(person), (field, said, value))

    def _compare(
        self,
        event: str,
        person: str,
        secret: str | None,
        sealed: tuple[str, Mapping[str, Any], str | None],
    ) -> None:
        field, said, value = sealed
        if secret is None or value is None:
            self._missing.setdefault(person, event)
            return
        self._found += 1
        if not _proves(secret, field, said, value):
            raise ChainBroken(event=event, problem="vault")

    def conclude(self) -> None:
        """Refuse what is gone without erasure, there in spite of it, or there without an event."""
        for person, event in self._missing.items():
            if person not in self._erased:
                raise ChainBroken(event=event, problem="missing_without_erasure")
        for person in sorted(self._erased):
            if self._secrets([person]) or self._values([person]):
                raise ChainBroken(event=person, problem="present_after_erasure")
        # A caller's phone is kept for some days and no event ever told of it.
        sealed = select(func.count()).where(_VALUES.c.person.not_like(f"{CALLER}%"))
        kept = self._connection.execute(sealed).scalar_one()
        if kept != self._found:
            raise ChainBroken(event="", problem="sealed_by_no_event")

    def _secrets(self, persons: list[str]) -> dict[str, str]:
        asked = select(_SECRETS.c.person, _SECRETS.c.secret).where(_SECRETS.c.person.in_(persons))
        return {row.person: row.secret for row in self._connection.execute(asked)}

    def _values(self, persons: list[str]) -> dict[tuple[str, str, int], str]:
        asked = select(_VALUES).where(_VALUES.c.person.in_(persons))
        rows = self._connection.execute(asked).mappings()
        return {(row["person"], row["field"], row["version"]): row["value"] for row in rows}


def _proves(secret: str, field: str, said: Mapping[str, Any], value: str) -> bool:
    try:
        key = bytes.fromhex(secret)
    except ValueError:
        return False
    return commitment(key, field, said["version"], value) == str(said["commitment"])
