"""What tells a house that it is a unit: the file that `unit init` wrote, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from channels.units.pack import Pack
from channels.units.spoken import ScopeTold
from channels.units.wire.json_value import Json
from config.settings import Settings
from config.unit_files import kept_lent, write_owned
from core.model.keys import Keys
from core.refusals import SettingInvalid, SparesSpent, UnitCopied
from core.wishes import ALARM, RECOUNT

# What a unit does in the world by itself; all else the hub does, once it has the event.
PERFORMS = frozenset({ALARM, RECOUNT})
_MACHINE, _SQLITE = Path("/etc/machine-id"), "sqlite:///"


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """What one unit knows of itself, read anew whenever it is asked."""

    settings: Settings

    @property
    def path(self) -> Path:
        """Tell where it is written."""
        return self.settings.var_folder / "unit" / "place.json"

    @property
    def origin(self) -> str:
        """Tell the name of the unit."""
        return str(self._said["origin"])

    @property
    def epoch(self) -> int:
        """Tell the epoch in which it writes."""
        return int(self._said["epoch"])

    @property
    def codes(self) -> Mapping[int, str]:
        """Tell the number code of each epoch that was lent, in the order of use."""
        return {int(epoch): str(code) for epoch, code in self._said["codes"]}

    @property
    def lane(self) -> int:
        """Tell in which lane versions of personal values are drawn: that of the first code."""
        return int(next(iter(self.codes.values())))

    @property
    def scope(self) -> ScopeTold:
        """Tell what it may have."""
        return ScopeTold.read(self._said["scope"])

    @property
    def hub_key(self) -> bytes:
        """Tell what the hub's signatures are verified with."""
        return bytes.fromhex(self._said["hub_key"])

    @property
    def hub_recipient(self) -> str:
        """Tell for whom envelopes to the hub are closed."""
        return str(self._said["hub_recipient"])

    @property
    def url(self) -> str:
        """Tell the hub's address."""
        return str(self._said["url"])

    @property
    def pack(self) -> str:
        """Tell the hash of the pack that it began with."""
        return str(self._said["pack"])

    @property
    def lost(self) -> Mapping[int, int]:
        """Tell in which epochs the hub lost what it had acknowledged, and after which event."""
        return {int(epoch): int(seq) for epoch, seq in self._said.get("lost", {}).items()}

    def miss(self, lost: Mapping[int, int], /) -> None:
        """Keep what the hub lost, until it has it again."""
        self._write({**self._said, "lost": {str(epoch): seq for epoch, seq in lost.items()}})

    def learn(self, scope: ScopeTold, /) -> None:
        """Keep what it may have from now on."""
        self._write({**self._said, "scope": scope.words()})

    def begin(self, pack: Pack, digest: str) -> None:
        """Write what a pack tells, before the unit has a database."""
        self._write(
            {
                "origin": pack.origin,
                "epoch": next(iter(pack.codes)),
                "codes": list(pack.codes.items()),
                "scope": pack.scope.words(),
                "hub_key": pack.hub_key.hex(),
                "hub_recipient": pack.hub_recipient,
                "url": pack.url,
                "pack": digest,
                "fingerprint": "",
            }
        )

    def come_back(self, pack: Pack, digest: str) -> None:
        """Take what the hub agrees to after a loss: spares that lay on the lost disk are gone."""
        codes = list(self.codes.items())
        at = [epoch for epoch, _ in codes].index(self.epoch) + 1
        told = {"scope": pack.scope.words(), "url": pack.url, "pack": digest}
        self._write({**self._said, **told, "codes": [*codes[:at], *pack.codes.items()]})

    def next_epoch(self) -> tuple[int, str]:
        """Tell the epoch that follows, with its code, or refuse when all are used."""
        codes = list(self.codes.items())
        at = [epoch for epoch, _ in codes].index(self.epoch) + 1
        if at == len(codes):
            raise SparesSpent
        return codes[at]

    def settle(self, epoch: int | None = None) -> None:
        """Take machine and database as they are now for the unit's own, in this epoch."""
        moved = {} if epoch is None else {"epoch": epoch}
        self._write({**self._said, **moved, "fingerprint": self.fingerprint()})

    def fingerprint(self) -> str:
        """Name this machine and this file: a copy has another file, a cloned disk is elsewhere."""
        return _fingerprint(sqlite_file(self.settings))

    def follow(self, former: Path) -> None:
        """Take the database for the unit's own where the unit's own lies beside it as `former`."""
        if self.is_settled and self._said["fingerprint"] == _fingerprint(former):
            self.settle()

    @property
    def is_settled(self) -> bool:
        """Say whether the unit has begun, with everything that its pack brought."""
        return bool(self._said["fingerprint"])

    def may_write(self) -> None:
        """Refuse to write into a copy."""
        kept = str(self._said["fingerprint"])
        if kept and kept != self.fingerprint():
            raise UnitCopied

    def keys(self, master: bytes) -> Keys:
        """Tell the keys of the unit: its own, and those that the hub lent."""
        return Keys(master, kept_lent(self.settings.var_folder))

    @property
    def _said(self) -> dict[str, Json]:
        said = json.loads(self.path.read_text())
        if not isinstance(said, dict):
            raise SettingInvalid(setting="VAR_FOLDER", problem="place")
        return said

    def _write(self, said: Mapping[str, Json]) -> None:
        write_owned(self.path, json.dumps(said), again=True)


def _fingerprint(file: Path | None) -> str:
    machine = _MACHINE.read_text().strip() if _MACHINE.exists() else ""
    if file is None or not file.exists():
        return machine
    # Not the number of the device: that of a disk may be another after a restart.
    return f"{machine}:{file.stat().st_ino}"


def sqlite_file(settings: Settings) -> Path | None:
    """Tell the file of the database, if it is one."""
    url = settings.database
    return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None


def place_of(settings: Settings) -> UnitPlace | None:
    """Find out whether the house of these settings is a unit."""
    place = UnitPlace(settings)
    return place if place.path.exists() else None


def at_place(settings: Settings, place: UnitPlace) -> Settings:
    """Tell the settings of a unit: name and codes are what the hub agreed to."""
    codes = place.codes[place.epoch]
    return settings.model_copy(update={"origin": place.origin, "number_codes": codes})
