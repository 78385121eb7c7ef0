"""Lets a unit that was lost back in, with other keys and epochs, and tells it as an event."""

from dataclasses import dataclass, replace

from sqlalchemy import update

from core.model.device import Device
from core.model.event import Draft, day
from core.model.readmission import Readmission
from core.refusals import DeviceActive, DeviceKeyOld, DeviceUnknown
from core.store import numbers
from core.store.devices import StoreDevices, written_codes
from core.store.tables import DeviceRow
from core.store.upserts import table
from core.store.work import StoreWork

_DEVICES = table(DeviceRow)


@dataclass(frozen=True, slots=True)
class StoreReadmitting:
    """The units of one database that were shut out."""

    devices: StoreDevices

    def readmit(self, origin: str, new: Readmission, /, *, actor: str) -> Device:
        """Believe a unit again, in its new epochs alone unless more is said; the old ones end."""
        with self.devices.ledger.writing() as work:
            connection = work.connection
            # Nobody writes beside us, so what is read without the lock is current.
            device = self.devices.get(origin)
            if device is None:
                raise DeviceUnknown(unit=origin)
            if not device.is_revoked:
                raise DeviceActive(unit=origin)
            if new.public_key == device.public_key:
                raise DeviceKeyOld(unit=origin)
            after = _readmitted(device, new)
            for epoch in device.codes:
                numbers.revoke(connection, origin, epoch)
            for epoch, code in new.codes.items():
                numbers.assign_codes(connection, (code,), origin=origin, epoch=epoch)
            changed = {
                "public_key": after.public_key,
                "recipient": after.recipient,
                "codes": written_codes(after.codes, after.shut),
                "expires_on": day(after.expires_on),
                "is_revoked": False,
            }
            mine = _DEVICES.c.origin == origin
            connection.execute(update(_DEVICES).where(mine).values(changed))
            self._tell(work, origin, new, actor)
        return after

    def _tell(self, work: StoreWork, origin: str, new: Readmission, actor: str) -> None:
        work.append(
            Draft(
                kind="unit_readmitted",
                subject=f"origin:{origin}",
                institution="",
                actor=actor,
                via="cli",
                happened_at=self.devices.ledger.clock.now(),
                data={
                    "codes": {str(epoch): code for epoch, code in new.codes.items()},
                    "public_key": new.public_key,
                    "expires_on": day(new.expires_on),
                    "believed": new.believes,
                },
            )
        )


def _readmitted(device: Device, new: Readmission) -> Device:
    return replace(
        device,
        public_key=new.public_key,
        recipient=new.recipient,
        codes={**device.codes, **new.codes},
        shut=device.shut if new.believes else device.shut | device.codes.keys(),
        expires_on=new.expires_on,
        is_revoked=False,
    )
