"""Reads what a unit leaves at the hub: its chains, and the people whose data it had with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from core.model.device import Device
from core.model.loss import Disk, Left, LostChain, OnBoard
from core.model.moves import OPENING
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.database import Database
from core.store.tables import CaseRow, EventRow, QuarantinedRow, VaultRow
from core.store.upserts import table

_EVENTS, _CASES = table(EventRow), table(CaseRow)
_E, _A, _C, _Q, _V = _EVENTS.c, ARRIVALS.c, _CASES.c, table(QuarantinedRow).c, table(VaultRow).c
EPOCH_BEGUN = "epoch_begun"


@dataclass(frozen=True, slots=True)
class StoreLosses:
    """The journal of a hub as a lost laptop makes one read it."""

    database: Database

    def left_by(self, device: Device, /) -> Left:
        """Read what is safe of a unit, and what lay on its disk."""
        with self.database.snapshot() as connection:
            people = select(_C.applicant).where(_C.district.in_(device.buckets)).distinct()
            reached = or_(_V.field == "address", _V.field.like("phone%"))
            contact = select(func.count(_V.person.distinct())).where(_V.person.in_(people), reached)
            counted = select(func.count()).select_from(people.subquery())
            mine = select(func.count()).where(_C.issue_origin == device.origin)
            disk, told_at = _disk(connection, device.origin)
            return Left(
                chains=tuple(_chain(connection, device.origin, *one) for one in _lent(device)),
                on_board=_on_board(connection, device),
                people=connection.execute(counted).scalar_one(),
                with_contact=connection.execute(contact).scalar_one(),
                claves=connection.execute(mine).scalar_one(),
                disk=disk,
                disk_told_at=told_at,
            )


def _lent(device: Device) -> list[tuple[int, str]]:
    return list(device.codes.items())


def _chain(connection: Connection, origin: str, epoch: int, code: str) -> LostChain:
    mine = (_E.origin == origin) & (_E.epoch == epoch)
    asked = select(
        func.count().label("events"),
        func.max(_E.recorded_at).label("written"),
        func.max(_A.arrived_at).label("came"),
    )
    beside = (_Q.origin == _E.origin) & (_Q.epoch == _E.epoch) & (_Q.seq == _E.seq)
    is_aside = select(_Q.seq).where(beside).exists()
    believed = asked.select_from(_EVENTS).join(ARRIVALS, ARRIVED).where(mine, ~is_aside)
    row = connection.execute(believed).one()
    opened = select(func.count()).where(mine, _E.kind == OPENING, ~is_aside)
    late = select(func.count()).where(_Q.origin == origin, _Q.epoch == epoch)
    return LostChain(
        epoch=epoch,
        code=code,
        events=row.events,
        opened=connection.execute(opened).scalar_one(),
        aside=connection.execute(late).scalar_one(),
        last_written=_moment(row.written),
        last_came=_moment(row.came),
    )


def _on_board(connection: Connection, device: Device) -> tuple[OnBoard, ...]:
    asked = select(
        _C.district,
        func.count().label("cases"),
        func.count(_C.applicant.distinct()).label("people"),
    )
    mine = asked.where(_C.district.in_(device.buckets)).group_by(_C.district).order_by(_C.district)
    found = {row.district: row for row in connection.execute(mine)}
    return tuple(
        OnBoard(district=one, cases=found[one].cases, people=found[one].people)
        if one in found
        else OnBoard(district=one, cases=0, people=0)
        for one in sorted(device.buckets)
    )


def _disk(connection: Connection, origin: str) -> tuple[Disk, datetime | None]:
    """Tell what the unit said of its disk when it last began an epoch."""
    told = (_E.origin == origin) & (_E.kind == EPOCH_BEGUN) & (_E.subject == f"origin:{origin}")
    asked = select(_E.data, _E.recorded_at).select_from(_EVENTS).join(ARRIVALS, ARRIVED)
    row = connection.execute(asked.where(told).order_by(_A.hub_seq.desc()).limit(1)).first()
    if row is None:
        return Disk.UNKNOWN, None
    said: Mapping[str, object] = json.loads(row.data)
    disk = said.get("disk")
    if disk not in {one.value for one in Disk}:
        return Disk.UNKNOWN, None
    return Disk(str(disk)), _moment(row.recorded_at)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
