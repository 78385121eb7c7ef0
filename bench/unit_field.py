"""A hub full of invented cases and units far away, with people at work on both sides."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from config.enrolling import NewUnit, begin, enrol
from config.founding import found
from config.house import House, build
from config.sample import rows
from config.sample_offices import DESKS
from config.sample_people import seeded
from config.settings import Settings
from config.shipped import Shipped, read_shipped
from config.unit_deeds import OFFICE, UNIT, Deed, Staff, WalkingClock, new_actors
from config.unit_keys import made_pair
from core.importing import Source
from core.model.case_number import CaseNumber

MASTER_KEY = "44" * 32
TOKEN = "a token of the bench"  # noqa: S105 - signs nothing but the bench's own requests
# Where none of the sample's people live.
NOWHERE = "150101"
WORKED_SINCE = timedelta(days=20)


@dataclass(slots=True, kw_only=True)
class Field:
    """The hub's house and everything that units are begun with."""

    folder: Path
    shipped: Shipped
    hub: House
    random: Random
    districts: frozenset[str]
    cases: list[CaseNumber]
    codes: Iterator[int] = field(default_factory=lambda: iter(range(300, 400)))

    def unit(self, name: str, districts: frozenset[str]) -> tuple[House, int]:
        """Begin a unit with a pack of some districts; tell how many bytes the pack has."""
        var = self.folder / name
        new = NewUnit(
            name=name,
            line=made_pair(var).line,
            codes=(str(next(self.codes)), str(next(self.codes))),
            districts=districts,
            crew=(),
            days=60,
            url="https://sede.example",
        )
        pack = enrol(self.hub, new)
        return begin(_settings(var), pack, clock=self.hub.clock, shipped=self.shipped), len(pack)

    def widen(self, unit: House) -> None:
        """Give a unit every district."""
        self.hub.shelf.devices.scope(
            unit.settings.origin, add=self.districts, drop=frozenset(), actor="system:bench"
        )

    def work(self, house: House, count: int) -> int:
        """Let people at one place write so many events; tell how many bear personal values."""
        is_hub = house is self.hub
        deeds: Mapping[Deed, int] = OFFICE if is_hub else UNIT
        clock = WalkingClock(self.hub.clock.now() - WORKED_SINCE, self._zone, self.random)
        settings = house.settings if is_hub else _settings(house.settings.var_folder)
        at_work = build(settings, clock=clock, shipped=self.shipped)
        try:
            journal = at_work.shelf.journal
            before = journal.count()
            staff = Staff(
                house=at_work,
                clock=clock,
                random=self.random,
                via="desk" if is_hub else "unit",
                desks=DESKS,
                cases=list(self.cases),
                actors=new_actors(self.random, 9 if is_hub else 3),
            )
            staff.work(deeds, until=lambda: journal.count() >= before + count)
            return sum(bool(event.draft.data.get("sealed")) for _, event in journal.events(before))
        finally:
            at_work.close()

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.shipped.country.time_zone)


@contextmanager
def a_field(folder: Path, *, cases: int, seed: int) -> Iterator[Field]:
    """Fill a hub with the cases of the sample command."""
    shipped = read_shipped(Settings(var_folder=folder))
    var = folder / "hub"
    var.mkdir(parents=True)
    hub = build(_settings(var), shipped=shipped)
    try:
        found(hub)
        made = list(rows(seed, cases))
        hub.importing.run(iter(made), Source(sha256=f"{seed:064x}"))
        yield Field(
            folder=folder,
            shipped=shipped,
            hub=hub,
            random=seeded(f"{seed} line"),
            districts=frozenset(row.district for row in made if row.district),
            cases=_cases(hub),
        )
    finally:
        hub.close()


def environment(house: House) -> Mapping[str, str]:
    """Tell the web process of the hub its settings."""
    return {
        "VAR_FOLDER": str(house.settings.var_folder),
        "MASTER_KEY": MASTER_KEY,
        "TWILIO_AUTH_TOKEN": TOKEN,
    }


def _settings(var: Path) -> Settings:
    """Tell the settings of a place; a unit that has begun knows its name and codes itself."""
    key = MASTER_KEY if var.name == "hub" else ""
    return Settings(var_folder=var, master_key=key, twilio_auth_token=TOKEN)


def _cases(house: House) -> list[CaseNumber]:
    subjects = (event.draft.subject for _, event in house.shelf.journal.events())
    keys = (subject.partition(":") for subject in subjects)
    return [CaseNumber(key) for key in dict.fromkeys(k for sort, _, k in keys if sort == "case")]
