"""A laptop that was lost comes back: the hub lends it other epochs, the laptop begins the first.

Its keys were out of hand, so it brings new ones; its claves stay closed.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from channels.units.enrolment import DeviceLine, read_pack, write_pack
from channels.units.pack import Pack
from channels.units.spoken import scope_of
from config.desk import staff_of
from config.enrolling import begin_lent
from config.exchanging import place_in
from config.founding import EPOCH_BITS, SYSTEM
from config.house import House
from config.unit_files import keep_lent, kept_lent
from config.unit_keys import hub_pair, kept_pair
from config.unit_lock import alone
from core.model.device import Device
from core.model.event import instant
from core.model.readmission import Readmission
from core.refusals import HubOnly, PackOther
from core.store import numbers
from core.store.readmitting import StoreReadmitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the hub agrees to with a laptop that is found."""

    name: str
    line: DeviceLine
    codes: Sequence[str]
    days: int
    believes: bool = False


def let_in(house: House, found: Found) -> bytes:
    """Let a laptop back in, and write the pack with which it begins anew what it goes on with."""
    if house.place is not None:
        raise HubOnly
    lent = {secrets.randbits(EPOCH_BITS): code for code in found.codes}
    new = Readmission(
        public_key=found.line.public_key.hex(),
        recipient=found.line.recipient,
        codes=lent,
        expires_on=house.clock.today() + timedelta(days=found.days),
        believes=found.believes,
    )
    device = StoreReadmitting(house.shelf.devices).readmit(found.name, new, actor=SYSTEM)
    return _pack(house, device, new)


def _pack(house: House, device: Device, new: Readmission) -> bytes:
    pair, known = hub_pair(house.keys), staff_of(house)
    users = (known.get(user) for user in sorted(device.crew))
    issues = [(user.id, user.codes_issue) for user in users if user and user.has_codes]
    pack = Pack(
        origin=device.origin,
        codes=new.codes,
        lent=house.keys.lend(device.origin, new.codes, issues),
        hub_key=pair.public_key,
        hub_recipient=pair.recipient,
        url=device.url,
        scope=scope_of(device.scope(next(iter(new.codes))), device.expires_on),
    )
    # What stands in its districts it has, as far as its cursors: the next exchange brings the rest.
    at = instant(house.clock.now())
    return write_pack(pack, (), pair.secret, recipient=device.recipient, at=at)


def rejoin(house: House, envelope: bytes) -> int:
    """Go on at the laptop in the first epoch of such a pack; tell which. A cut one goes on."""
    place, var = place_in(house), house.settings.var_folder
    pack, _ = read_pack(envelope, kept_pair(var).identity)
    if pack.origin != place.origin or pack.hub_key != place.hub_key:
        raise PackOther
    epoch, code = next(iter(pack.codes.items()))
    with alone(var):
        keep_lent(var, {**kept_lent(var), **pack.lent})
        digest = hashlib.sha256(envelope).hexdigest()
        if place.pack != digest:
            place.come_back(pack, digest)
        with house.shelf.database.reader.connect() as connection:
            _, writes_in = numbers.here(connection)
        if writes_in not in pack.codes:
            begin_lent(house, epoch, code)
            writes_in = epoch
        place.settle(writes_in)
    return writes_in
