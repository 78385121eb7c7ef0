"""What is left at a unit of own events that were purged: a place and a hash, for the chain."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, RowMapping, bindparam, select

from core.model.keys import Keys
from core.store import bases
from core.store.prepared import ONE, Driver, Prepared, driver_of
from core.store.tables import PurgedEventRow
from core.store.upserts import table

_PURGED = table(PurgedEventRow)
_P = _PURGED.c
_CHAIN = (_P.origin == bindparam("asked_origin"), _P.epoch == bindparam("asked_epoch"))
_NEWEST = Prepared(
    select(_P.seq, _P.hash).where(*_CHAIN).order_by(_P.seq.desc()).limit(ONE),
)
_HASH = Prepared(select(_P.hash).where(*_CHAIN, _P.seq == bindparam("asked_seq")))
_KEPT, _KIND = ("origin", "epoch", "seq", "hash"), "purged"
A_PAGE = 500
# The hashes of one chain by their places.
Hashes = Mapping[int, str]


def keep(connection: Connection, keys: Keys, events: Iterable[RowMapping]) -> None:
    """Keep the place and the hash of events before they go."""
    rows = [
        {name: row[name] for name in _KEPT} | {"about": keys.blind(_KIND, row["subject"])}
        for row in events
    ]
    if rows:
        connection.execute(_PURGED.insert(), rows)


def are_back(connection: Connection, keys: Keys, subjects: Collection[str]) -> bool:
    """Say whether something came of a subject of which own events were purged, and no picture.

    The hub never sends a unit what it wrote itself: such a subject must be loaded anew.
    """
    if connection.execute(select(_P.seq).limit(1)).first() is None:
        return False
    known = bases.read(connection, subjects)
    unknown = [one for one in subjects if one not in known]
    blinded = [keys.blind(_KIND, one) for one in unknown]
    pages = (blinded[at : at + A_PAGE] for at in range(0, len(blinded), A_PAGE))
    asked = (select(_P.seq).where(_P.about.in_(page)).limit(1) for page in pages)
    return any(connection.execute(one).first() is not None for one in asked)


def newest(connection: Connection, origin: str, epoch: int) -> tuple[int, str] | None:
    """Tell the last event of a chain that was purged."""
    asked = {"asked_origin": origin, "asked_epoch": epoch}
    row = _NEWEST.first(driver_of(connection), asked)
    return None if row is None else (row["seq"], row["hash"])


def hash_at(driver: Driver, origin: str, epoch: int, seq: int) -> str | None:
    """Tell the hash of an event that was purged."""
    asked = {"asked_origin": origin, "asked_epoch": epoch, "asked_seq": seq}
    found: str | None = _HASH.value(driver, asked)
    return found


def chains(connection: Connection) -> Mapping[tuple[str, int], Hashes]:
    """Read all of it, chain by chain."""
    found: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for row in connection.execute(select(_PURGED)):
        found[row.origin, row.epoch][row.seq] = row.hash
    return found
