"""Checks the journal against itself, against the hub's acceptance and against the vault."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, func, select

from core.model.calling import CALLER
from core.model.citizen_story import ERASURE
from core.model.event import GENESIS, EventId
from core.model.sealing import commitment
from core.refusals import ChainBroken
from core.store import bases, numbers, purged, quarantine
from core.store.arrivals_check import check_arrivals
from core.store.event_rows import to_event, to_row
from core.store.tables import EventRow, PersonSecretRow, VaultRow
from core.store.upserts import table
from core.store.vault import read_sealed

_EVENTS = table(EventRow)
_VALUES, _SECRETS = table(VaultRow), table(PersonSecretRow)
_E = _EVENTS.c
_CHAINS = select(_EVENTS).order_by(_E.origin, _E.epoch, _E.seq)
A_PAGE = 500


@dataclass(frozen=True, slots=True)
class Verified:
    """What an audit has seen: how many events, in how many chains, with which newest ones."""

    events: int
    heads: tuple[tuple[EventId, str], ...]


class _Place(NamedTuple):
    seq: int
    digest: str


def verify(
    connection: Connection, progress: Callable[[int], None], *, at_unit: bool = False
) -> Verified:
    """Walk every chain and compare every sealed value; refuse at the first thing amiss.

    A unit has its own chain whole, though of what it purged it has the hash alone; of what the hub
    sent it has neither hashes before nor all.
    """
    heads: dict[tuple[str, int], _Place] = {}
    gone = purged.chains(connection) if at_unit else {}
    seen = 0
    vault = _VaultCheck(connection, at_unit=at_unit)
    present = numbers.here(connection) if at_unit else None
    with connection.execution_options(yield_per=A_PAGE).execute(_CHAINS) as walked:
        for page in walked.mappings().partitions(A_PAGE):
            for row in page:
                chain = (row["origin"], row["epoch"])
                if at_unit and row["prev_hash"] == "" and chain != present:
                    _check_sent(row)
                    continue
                heads[chain] = _check(row, _before(heads, chain, gone))
            vault.note(page)
            seen += len(page)
            progress(len(page))
    for chain, hashes in gone.items():
        heads[chain] = _before(heads, chain, gone)
        if heads[chain].seq < max(hashes):
            raise ChainBroken(event=str(EventId(*chain, max(hashes))), problem="gap")
    check_arrivals(connection, seen, at_unit=at_unit)
    vault.conclude()
    return Verified(
        events=seen,
        heads=tuple((EventId(*chain, at.seq), at.digest) for chain, at in sorted(heads.items())),
    )


def _before(
    heads: Mapping[tuple[str, int], _Place],
    chain: tuple[str, int],
    gone: Mapping[tuple[str, int], purged.Hashes],
) -> _Place:
    """Tell how far a chain has come, over what was purged of it."""
    at, hashes = heads.get(chain, _Place(0, GENESIS)), gone.get(chain, {})
    while at.seq + 1 in hashes:
        at = _Place(at.seq + 1, hashes[at.seq + 1])
    return at


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


def _check_sent(row: RowMapping) -> None:
    """Refuse an event of the hub's whose bytes are not those that came."""
    if _digest(row) is None:
        name = f"{row['origin']}.{row['epoch']}.{row['seq']}"
        raise ChainBroken(event=name, problem="hash")


def _digest(row: RowMapping) -> str | None:
    """Work out the hash of a row, none if any of its bytes is not what the journal writes."""
    try:
        written = to_row(to_event(row))
    except (ValueError, TypeError, AttributeError):
        return None
    return row["hash"] if all(row[name] == value for name, value in written.items()) else None


class _VaultCheck:
    """Compares what the journal committed to with what the vault holds."""

    def __init__(self, connection: Connection, *, at_unit: bool) -> None:
        self._connection = connection
        self._at_unit = at_unit
        # What came under a key that nobody trusts lies aside, and its values with it.
        self._aside = quarantine.shut_out_events(connection)
        self._found = 0
        self._missing: dict[str, str] = {}
        self._erased: set[str] = set()

    def note(self, page: Iterable[RowMapping]) -> None:
        """Compare the sealed values of a page of events, and remember erasures."""
        sealing: list[tuple[str, str, Mapping[str, Any]]] = []
        for row in page:
            name = EventId(row["origin"], row["epoch"], row["seq"])
            if name in self._aside:
                continue
            person, sealed = read_sealed(row["subject"], row["data"])
            if row["kind"] == ERASURE:
                self._erased.add(person)
            if sealed:
                sealing.append((str(name), person, self._checkable(sealed)))
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

    def _checkable(self, sealed: Mapping[str, Any]) -> Mapping[str, Any]:
        """Leave out what did not travel to a unit: it has neither the value nor a commitment."""
        if not self._at_unit:
            return sealed
        return {field: said for field, said in sealed.items() if said["commitment"]}

    def conclude(self) -> None:
        """Refuse what is gone without erasure, there in spite of it, or there without an event."""
        if self._at_unit:
            self._erased |= bases.erased(self._connection)
        for person, event in self._missing.items():
            if person not in self._erased:
                raise ChainBroken(event=event, problem="missing_without_erasure")
        for person in sorted(self._erased):
            if self._secrets([person]) or self._values([person]):
                raise ChainBroken(event=person, problem="present_after_erasure")
        if self._at_unit:
            return  # a snapshot brought values whose events never came
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
