"""The units that the hub knows: enrolled, given districts, shut out; each told as an event."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select, update

from core.model.device import Device
from core.model.event import Draft, day, instant
from core.refusals import DeviceKnown, DeviceRevoked, DeviceUnknown, SessionOld
from core.store import numbers
from core.store.tables import DeviceRow, HereRow, SessionMarkRow
from core.store.upserts import table, upsert
from core.store.work import StoreLedger, StoreWork

_DEVICES, _MARKS, _HERE = table(DeviceRow), table(SessionMarkRow), table(HereRow)
_D, _M = _DEVICES.c, _MARKS.c


@dataclass(frozen=True, slots=True)
class StoreDevices:
    """The enrolled units of one database."""

    ledger: StoreLedger

    def get(self, origin: str, /) -> Device | None:
        """Read a unit."""
        with self.ledger.database.reader.connect() as connection:
            return _read(connection, origin)

    def all(self) -> tuple[Device, ...]:
        """List the units by name."""
        with self.ledger.database.reader.connect() as connection:
            rows = connection.execute(select(_DEVICES).order_by(_D.origin)).mappings()
            return tuple(_device(row) for row in rows)

    def enrol(self, device: Device, /, *, actor: str) -> None:
        """Enrol a unit with codes that nobody used, in one transaction with its event."""
        with self.ledger.writing() as work:
            connection = work.connection
            is_here = select(_HERE.c.origin).where(_HERE.c.origin == device.origin)
            if _read(connection, device.origin) or connection.execute(is_here).first():
                raise DeviceKnown(unit=device.origin)
            for epoch, code in device.codes.items():
                numbers.assign_codes(connection, (code,), origin=device.origin, epoch=epoch)
            connection.execute(_DEVICES.insert(), _row(device))
            data = {
                "codes": {str(epoch): code for epoch, code in device.codes.items()},
                "public_key": device.public_key,
                "districts": sorted(device.buckets),
                "crew": sorted(device.crew),
                "expires_on": day(device.expires_on),
            }
            self._tell(work, "unit_enrolled", device.origin, actor=actor, data=data)

    def revoke(self, origin: str, epochs: Iterable[int], /, *, actor: str) -> int:
        """Shut a unit out and close the claves of its epochs; tell how many codes that closes."""
        with self.ledger.writing() as work:
            device = _known(work.connection, origin)
            closed = 0
            for epoch in epochs:
                count = numbers.revoke(work.connection, origin, epoch)
                closed += count
                if count:
                    said = {"epoch": epoch}
                    self._tell(work, "origin_revoked", origin, actor=actor, data=said)
            if not device.is_revoked:
                _change(work.connection, origin, {"is_revoked": True})
                self._tell(work, "unit_revoked", origin, actor=actor, data={})
        return closed

    def scope(
        self, origin: str, /, *, add: frozenset[str], drop: frozenset[str], actor: str
    ) -> Device:
        """Give a unit other districts, and tell it as it is then."""
        with self.ledger.writing() as work:
            device = _known(work.connection, origin)
            buckets = (device.buckets | add) - drop
            if buckets != device.buckets:
                _change(work.connection, origin, {"buckets": json.dumps(sorted(buckets))})
                said = {"districts": sorted(buckets)}
                self._tell(work, "unit_scope_changed", origin, actor=actor, data=said)
            return _known(work.connection, origin)

    def renew(self, origin: str, /, *, until: date, actor: str) -> Device:
        """Give a unit another last day, and tell it as it is then; who is shut out gets none."""
        with self.ledger.writing() as work:
            device = _known(work.connection, origin)
            if device.is_revoked:
                raise DeviceRevoked(unit=origin)
            if until != device.expires_on:
                _change(work.connection, origin, {"expires_on": day(until)})
                said = {"expires_on": day(until)}
                self._tell(work, "unit_renewed", origin, actor=actor, data=said)
            return _known(work.connection, origin)

    def begin_session(self, origin: str, epoch: int, number: int, digest: str, /) -> None:
        """Let a session begin once, or again with the same bytes; refuse what is older."""
        with self.ledger.database.locked() as connection:
            here = (_M.origin == origin) & (_M.epoch == epoch)
            known = connection.execute(select(_MARKS).where(here)).first()
            is_again = known is not None and (number, digest) == (known.number, known.digest)
            if known is not None and number <= known.number and not is_again:
                raise SessionOld(session=number)
            row = {"origin": origin, "epoch": epoch, "number": number, "digest": digest}
            upsert(connection, _MARKS, [row])
            _change(connection, origin, {"seen_at": instant(self.ledger.clock.now())})

    def last_session(self, origin: str, epoch: int, /) -> int:
        """Tell the number of the last session that began, none as 0."""
        asked = select(_M.number).where(_M.origin == origin, _M.epoch == epoch)
        with self.ledger.database.reader.connect() as connection:
            return connection.execute(asked).scalar() or 0

    def next_number(self, origin: str, epoch: int, /) -> int:
        """Draw the number of the next session, which no later one gets."""
        with self.ledger.database.locked() as connection:
            here = (_M.origin == origin) & (_M.epoch == epoch)
            newest = select(func.coalesce(func.max(_M.number), 0)).where(here)
            number: int = connection.execute(newest).scalar_one() + 1
            row = {"origin": origin, "epoch": epoch, "number": number, "digest": ""}
            upsert(connection, _MARKS, [row])
        return number

    def _tell(
        self, work: StoreWork, kind: str, origin: str, /, *, actor: str, data: Mapping[str, Any]
    ) -> None:
        work.append(
            Draft(
                kind=kind,
                subject=f"origin:{origin}",
                institution="",
                actor=actor,
                via="cli",
                happened_at=self.ledger.clock.now(),
                data=data,
            )
        )


def _read(connection: Connection, origin: str) -> Device | None:
    row = connection.execute(select(_DEVICES).where(_D.origin == origin)).mappings().first()
    return None if row is None else _device(row)


def _known(connection: Connection, origin: str) -> Device:
    device = _read(connection, origin)
    if device is None:
        raise DeviceUnknown(unit=origin)
    return device


def _change(connection: Connection, origin: str, changes: Mapping[str, object]) -> None:
    connection.execute(update(_DEVICES).where(_D.origin == origin).values(changes))


def _row(device: Device) -> dict[str, object]:
    return {
        "origin": device.origin,
        "public_key": device.public_key,
        "recipient": device.recipient,
        "codes": written_codes(device.codes, device.shut),
        "buckets": json.dumps(sorted(device.buckets)),
        "crew": json.dumps(sorted(device.crew)),
        "url": device.url,
        "expires_on": day(device.expires_on),
        "enrolled_at": instant(device.enrolled_at),
        "is_revoked": device.is_revoked,
        "seen_at": None,
    }


def written_codes(codes: Mapping[int, str], shut: Collection[int]) -> str:
    """Write the lent epochs in the order of their use, those that are shut with a mark."""
    return json.dumps([[*one, "shut"] if one[0] in shut else one for one in codes.items()])


def _device(row: RowMapping) -> Device:
    seen, lent = row["seen_at"], json.loads(row["codes"])
    return Device(
        origin=row["origin"],
        public_key=row["public_key"],
        recipient=row["recipient"],
        codes={epoch: code for epoch, code, *_ in lent},
        shut=frozenset(epoch for epoch, _, *marks in lent if "shut" in marks),
        buckets=frozenset(json.loads(row["buckets"])),
        crew=frozenset(json.loads(row["crew"])),
        url=row["url"],
        expires_on=date.fromisoformat(row["expires_on"]),
        enrolled_at=datetime.fromisoformat(row["enrolled_at"]),
        is_revoked=row["is_revoked"],
        seen_at=None if seen is None else datetime.fromisoformat(seen),
    )
