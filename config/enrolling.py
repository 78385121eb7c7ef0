"""A unit begins: the hub enrols it and writes its pack, its laptop founds a house with it."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from channels.units.enrolment import DeviceLine, read_pack, write_pack
from channels.units.pack import Pack
from channels.units.spoken import scope_of
from channels.units.stick import is_name
from channels.units.wire.segment import Packer
from channels.units.wire.shipped_dictionaries import read_packer
from channels.units.wire.snapshots import decode_snapshot, encode_snapshot
from config.desk import staff_of
from config.exchanging import hub_files_of, hub_shelf_of, place_in
from config.founding import EPOCH_BITS, SYSTEM
from config.house import House, build
from config.settings import Settings
from config.shipped import Shipped
from config.unit_disk import disk_of
from config.unit_files import keep_lent
from config.unit_keys import hub_pair, kept_pair
from config.unit_place import UnitPlace, place_of, sqlite_file
from core.model.device import Device
from core.model.event import instant
from core.model.user import User
from core.ports import Clock
from core.refusals import CellInvalid, CrewUnready, HubOnly, PackOther, UserUnknown
from core.store.epochs import StoreEpochs
from core.store.exchange import StoreUnitShelf
from core.store.migration import migrate

MARK_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """What the hub agrees to with a unit."""

    name: str
    line: DeviceLine
    codes: Sequence[str]
    districts: frozenset[str]
    crew: Sequence[str]
    days: int
    url: str


def enrol(house: House, unit: NewUnit) -> bytes:
    """Enrol a unit and write its pack: keys, and all that stands in its districts."""
    if house.place is not None:
        raise HubOnly
    if not is_name(unit.name):
        raise CellInvalid(column="unit", problem="malformed")
    users = _crew(house, unit.crew)
    device = _device(house, unit, users)
    house.shelf.devices.enrol(device, actor=SYSTEM)
    return _pack(house, device, users)


def change_scope(house: House, name: str, *, add: frozenset[str], drop: frozenset[str]) -> Device:
    """Give a unit other districts; loads that were built for it tell of the past, and are dropped.

    It may have forgotten what it wrote since: an old load would leave that out.
    """
    device = house.shelf.devices.scope(name, add=add, drop=drop, actor=SYSTEM)
    hub_files_of(house).clear(name)
    return device


def _device(house: House, unit: NewUnit, users: Iterable[User]) -> Device:
    return Device(
        origin=unit.name,
        public_key=unit.line.public_key.hex(),
        recipient=unit.line.recipient,
        codes={secrets.randbits(EPOCH_BITS): code for code in unit.codes},
        buckets=unit.districts,
        crew=frozenset(user.id for user in users),
        url=unit.url,
        expires_on=house.clock.today() + timedelta(days=unit.days),
        enrolled_at=house.clock.now(),
    )


def _crew(house: House, names: Sequence[str]) -> tuple[User, ...]:
    """Find who travels; on board nobody gets a password or codes who has none yet."""
    users = {name: _user(house, name) for name in names}
    unready = [name for name, user in users.items() if user.must_choose or not user.has_codes]
    if unready:
        raise CrewUnready(users=", ".join(unready))
    return tuple(users.values())


def _user(house: House, name: str) -> User:
    user = staff_of(house).find(name)
    if user is None:
        raise UserUnknown(user=name)
    return user


def _pack(house: House, device: Device, users: Iterable[User]) -> bytes:
    pair, packer = hub_pair(house.keys), read_packer()
    scope = device.scope(next(iter(device.codes)))
    issues = [(user.id, user.codes_issue) for user in users if user.has_codes]
    pack = Pack(
        origin=device.origin,
        codes=device.codes,
        lent=house.keys.lend(device.origin, device.codes, issues),
        hub_key=pair.public_key,
        hub_recipient=pair.recipient,
        url=device.url,
        scope=scope_of(scope, device.expires_on),
    )
    load = hub_shelf_of(house).snapshot(scope, scope.buckets)
    segments = map(packer.pack, encode_snapshot(load))
    at = instant(house.clock.now())
    return write_pack(pack, segments, pair.secret, recipient=device.recipient, at=at)


def begin(
    settings: Settings,
    envelope: bytes,
    *,
    clock: Clock | None = None,
    shipped: Shipped | None = None,
) -> House:
    """Found a unit with its pack; a second time goes on where the first one stopped.

    Another pack is refused, and so is a folder in which the hub or another unit writes.
    """
    var = settings.var_folder
    pack, segments = read_pack(envelope, kept_pair(var).identity)
    digest, place = hashlib.sha256(envelope).hexdigest(), place_of(settings)
    if place is not None and place.pack != digest:
        raise PackOther
    if place is None:
        _check_empty(settings)
        keep_lent(var, pack.lent)
        place = UnitPlace(settings)
        place.begin(pack, digest)
    house = build(settings, clock=clock, shipped=shipped)
    if not place.is_settled:
        migrate(house.shelf.database)
        _load(house, pack, segments, read_packer())
        place.settle()
    return house


def _check_empty(settings: Settings) -> None:
    """Refuse a folder in which somebody writes already."""
    file = sqlite_file(settings)
    if file is not None and file.exists() and file.stat().st_size:
        raise HubOnly


def _load(house: House, pack: Pack, segments: Sequence[bytes], packer: Packer) -> None:
    epoch, code = next(iter(pack.codes.items()))
    StoreEpochs(house.shelf.ledger).begin(
        pack.origin,
        epoch,
        (code,),
        actor=SYSTEM,
        only_first=True,
        disk=disk_of(house.settings).value,
    )
    shelf = StoreUnitShelf(house.shelf.ledger)
    for at, segment in enumerate(segments, 1):
        snapshot = decode_snapshot(packer.unpack(segment))
        whole = at == len(segments)
        shelf.load(snapshot if whole else replace(snapshot, buckets=frozenset()))


def renew(house: House) -> int:
    """Begin the next lent epoch, as after a restore or a copy; tell which."""
    place = place_in(house)
    epoch, code = place.next_epoch()
    begin_lent(house, epoch, code)
    place.settle(epoch)
    return epoch


def begin_lent(house: House, epoch: int, code: str) -> None:
    """Begin an epoch that the hub lent, with the chance that tells two disks apart (0026)."""
    StoreEpochs(house.shelf.ledger).begin(
        place_in(house).origin,
        epoch,
        (code,),
        actor=SYSTEM,
        only_first=False,
        mark=secrets.token_hex(MARK_BYTES),
        disk=disk_of(house.settings).value,
    )
