"""Makes the sample of an exchange: what offices and a unit wrote at the same time, as parcels.

Invented people and the real use cases. Dictionaries are trained on it and the bench measures it,
each with seeds of its own.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from config.founding import begin_epoch, found
from config.house import House, build
from config.sample import rows
from config.sample_offices import DESKS
from config.sample_people import seeded
from config.settings import Settings
from config.shipped import Shipped
from config.unit_deeds import OFFICE, UNIT, Deed, Staff, WalkingClock, new_actors
from config.unit_first_load import first_load
from core.importing import Source
from core.model.case_number import CaseNumber
from core.model.event import Event, canonical
from core.model.exchange import MOST_EVENTS_A_SEGMENT, Parcel, Snapshot, VaultValue
from core.model.sealing import SECRET_BYTES, commitment

BEGUN = datetime(2026, 11, 23, 13, 4, tzinfo=UTC)
HUB, BOAT, BOAT_CODES = "hub", "unidad-01", ("300", "301")
_DATABASE = "convergencia.sqlite"
_MASTER = "33" * 32
Numbered = tuple[int, Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSample:
    """One session: what goes up and what comes down, a parcel for each segment; the first load."""

    load: Snapshot
    up: tuple[Parcel, ...]
    down: tuple[Parcel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Who writes under which name, how many they are and what they do."""

    origin: str
    via: str
    people: int
    deeds: Mapping[Deed, int]


OFFICES = Workplace(origin=HUB, via="desk", people=9, deeds=OFFICE)
CREW = Workplace(origin=BOAT, via="unit", people=3, deeds=UNIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMaker:
    """Fills one hub with cases, and lets people work from there on."""

    folder: Path
    shipped: Shipped
    random: Random
    seed: int

    @classmethod
    def of(cls, folder: Path, shipped: Shipped, seed: int) -> "SampleMaker":
        """Begin with a seed."""
        return cls(folder=folder, shipped=shipped, random=seeded(f"{seed} exchange"), seed=seed)

    def exchange(self, *, cases: int, events: int) -> ExchangeSample:
        """Import cases, let offices and a unit work on them, and tell what each wrote."""
        load = self._filled(cases)
        boat = self.folder / BOAT
        boat.mkdir(parents=True)
        shutil.copy(self.folder / HUB / _DATABASE, boat / _DATABASE)
        return ExchangeSample(
            load=load,
            down=tuple(_downward(parcel) for parcel in self._written(OFFICES, events)),
            up=tuple(_upward(parcel) for parcel in self._written(CREW, events)),
        )

    def _filled(self, cases: int) -> Snapshot:
        with self._opened(OFFICES) as (house, _):
            found(house)
            file = f"{self.random.getrandbits(256):064x}"
            house.importing.run(rows(self.seed, cases), Source(sha256=file))
            return first_load(house, _cases(house), self.random)

    def _written(self, place: Workplace, count: int) -> list[Parcel]:
        with self._opened(place) as (house, clock):
            before = house.shelf.journal.count()
            if place.origin != HUB:
                begin_epoch(house, BOAT_CODES)
                before += 1
            staff = Staff(
                house=house,
                clock=clock,
                random=self.random,
                via=place.via,
                desks=DESKS,
                cases=_cases(house),
                actors=new_actors(self.random, place.people),
            )
            enough = before + count
            staff.work(place.deeds, until=lambda: house.shelf.journal.count() >= enough)
            written = list(house.shelf.journal.events(before))[:count]
            return [
                self._packed(house, written[at : at + MOST_EVENTS_A_SEGMENT])
                for at in range(0, len(written), MOST_EVENTS_A_SEGMENT)
            ]

    def _packed(self, house: House, numbered: Sequence[Numbered]) -> Parcel:
        """Gather the values that events sealed, under secrets made here: the real ones stay."""
        beside = _Beside(house, self.random)
        events = tuple(beside.sealed_again(event) for _, event in numbered)
        return Parcel(
            events=events,
            order=tuple(hub_seq for hub_seq, _ in numbered),
            values=tuple(beside.values),
            secrets=beside.secrets,
        )

    @contextmanager
    def _opened(self, place: Workplace) -> Iterator[tuple[House, WalkingClock]]:
        clock = WalkingClock(BEGUN, ZoneInfo(self.shipped.country.time_zone), self.random)
        settings = Settings(
            var_folder=self.folder / place.origin, origin=place.origin, master_key=_MASTER
        )
        house = build(settings, clock=clock, shipped=self.shipped)
        try:
            yield house, clock
        finally:
            house.close()


@dataclass(slots=True)
class _Beside:
    """What lies beside the events of a parcel."""

    house: House
    random: Random
    values: list[VaultValue] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)

    def sealed_again(self, event: Event) -> Event:
        """Commit to the values of an event under another secret."""
        data = json.loads(canonical(dict(event.draft.data)))
        person = data.get("person", event.draft.subject.partition(":")[2])
        for name, said in data.get("sealed", {}).items():
            said["commitment"] = self._commitment(person, name, said["version"])
        return replace(event, draft=replace(event.draft, data=data))

    def _commitment(self, person: str, name: str, version: int) -> str:
        value = self.house.shelf.citizens.open_value(person, name)
        if value is None:
            raise LookupError(name)
        made = self.random.randbytes(SECRET_BYTES).hex()
        secret = self.secrets.setdefault(person, made)
        self.values.append(VaultValue(person, name, version, value))
        return commitment(bytes.fromhex(secret), name, version, value)


def _cases(house: House) -> list[CaseNumber]:
    subjects = (event.draft.subject for _, event in house.shelf.journal.events())
    keys = (subject.partition(":") for subject in subjects)
    return [CaseNumber(key) for key in dict.fromkeys(k for sort, _, k in keys if sort == "case")]


def _downward(parcel: Parcel) -> Parcel:
    """Tell a parcel as the hub sends it: in the hub's order, without the hashes between."""
    return replace(parcel, events=tuple(replace(one, prev_hash="") for one in parcel.events))


def _upward(parcel: Parcel) -> Parcel:
    """Tell a parcel as a unit sends it: a run of its chain, whose order the hub will say."""
    linked: list[Event] = []
    for event in parcel.events:
        before = linked[-1].hash() if linked else event.prev_hash
        linked.append(replace(event, prev_hash=before))
    return replace(parcel, events=tuple(linked), order=())
