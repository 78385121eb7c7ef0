"""Tells how every enrolled unit stands, in a few readings for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from core.model.device import Device
from core.model.unit_glance import UnitGlance
from core.store.database import Database
from core.store.devices import StoreDevices
from core.store.tables import EventRow, ExchangeSessionRow, HeldRunRow, QuarantinedRow
from core.store.upserts import table

_SESSIONS, _HELD = table(ExchangeSessionRow), table(HeldRunRow)
_S, _H, _Q, _E = _SESSIONS.c, _HELD.c, table(QuarantinedRow).c, table(EventRow).c
# What its carrier brought was heard too; only a line compares two clocks.
_HEARD = select(_S.origin, func.max(_S.at).label("at")).group_by(_S.origin)
_BY_LINE = (
    select(func.max(_S.turn)).where(_S.code == "", _S.transport == "http").group_by(_S.origin)
)
_DRIFT = select(_S.origin, _S.drift_seconds).where(_S.turn.in_(_BY_LINE))
_GAPS = select(_H.origin, func.count().label("runs"), func.min(_H.since).label("since"))
_GAPS = _GAPS.group_by(_H.origin)
_ASIDE = select(_Q.origin, func.count().label("steps")).group_by(_Q.origin)
Rows = Mapping[str, RowMapping]


@dataclass(frozen=True, slots=True)
class StoreUnitGlances:
    """The units of one hub."""

    database: Database
    devices: StoreDevices

    def all(self) -> tuple[UnitGlance, ...]:
        """List them by name."""
        devices = self.devices.all()
        with self.database.reader.connect() as connection:
            heard, drift, gaps, aside = (
                _by_unit(connection, asked) for asked in (_HEARD, _DRIFT, _GAPS, _ASIDE)
            )
            begun = {one.origin: _begun(connection, one) for one in devices}
        return tuple(
            UnitGlance(
                device=one,
                heard_at=_latest(one, heard),
                begun=begun[one.origin],
                held=_told(gaps, one, "runs", 0),
                held_since=_moment(_told(gaps, one, "since", None)),
                aside=_told(aside, one, "steps", 0),
                drift_seconds=_told(drift, one, "drift_seconds", None),
            )
            for one in devices
        )


def _by_unit(connection: Connection, asked: Select[Any]) -> Rows:
    return {row["origin"]: row for row in connection.execute(asked).mappings()}


def _latest(device: Device, heard: Rows) -> datetime | None:
    told = (device.seen_at, _moment(_told(heard, device, "at", None)))
    return max((at for at in told if at is not None), default=None)


def _told(rows: Rows, device: Device, name: str, otherwise: Any) -> Any:  # noqa: ANN401 # a column
    row = rows.get(device.origin)
    return otherwise if row is None else row[name]


def _begun(connection: Connection, device: Device) -> int:
    """Count the epochs up to the last one in which the unit wrote."""
    asked = select(_E.epoch).where(_E.origin == device.origin).distinct()
    written = set(connection.execute(asked).scalars())
    return max((at for at, epoch in enumerate(device.codes, 1) if epoch in written), default=0)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
