"""Assembles the house: every floor gets what it needs here, and nowhere else."""

import secrets
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from channels.porch.recordings import Recordings
from config.calling import calling_back_of, calling_in_of, spending_of
from config.clock import SystemClock
from config.free_disk import room_of
from config.post import Post, post_of
from config.secrets_on_disk import database_key_of, handset_token_of, keys_of, twilio_token_of
from config.settings import Settings
from config.shelf import Shelf, stock
from config.shipped import Shipped, read_shipped
from config.threads import conversing_of, texting_of, thread_reading_of
from config.trips import TripDesk, trips_of
from config.unit_place import UnitPlace, at_place, place_of
from config.use_cases import Ground
from core.calling_back import CallingBack
from core.calling_in import CallingIn
from core.casework import Casework
from core.conversing import Conversing
from core.correspondence import Correspondence
from core.finding import Finding
from core.importing import Importing
from core.inquiry import Inquiry
from core.intake import Intake
from core.letterbox import Letterbox
from core.model.country import CountryPack
from core.model.keys import Keys
from core.model.locks import Policy
from core.model.phone import Numbering
from core.model.place import Gazetteer
from core.moving import CaseMoving
from core.opening import CaseOpening
from core.people import People
from core.person_line import PersonLine
from core.ports import Clock, Wording
from core.publishing import Publishing
from core.refusals import SettingInvalid
from core.resolving import Resolving
from core.spending import Spending
from core.store.chest import FileChest
from core.store.database import open_database
from core.texting import Texting
from core.thread_reading import ThreadReading
from core.visiting import Visiting


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything that a process of the house may use."""

    settings: Settings
    clock: Clock
    keys: Keys
    twilio_token: str
    handset_token: str
    country: CountryPack
    numbering: Numbering
    gazetteer: Gazetteer
    shelf: Shelf
    wording: Wording
    recordings: Recordings
    inquiry: Inquiry
    finding: Finding
    opening: CaseOpening
    moving: CaseMoving
    people: People
    publishing: Publishing
    importing: Importing
    trips: TripDesk
    correspondence: Correspondence
    casework: Casework
    intake: Intake
    person_line: PersonLine
    spending: Spending
    calling_back: CallingBack
    calling_in: CallingIn
    letterbox: Letterbox
    thread_reading: ThreadReading
    conversing: Conversing
    post: Post

    @property
    def place(self) -> UnitPlace | None:
        """Tell what a unit knows of itself; the hub has no place."""
        return place_of(self.settings)

    @property
    def texting(self) -> Texting:
        """Keep what is texted, in both directions."""
        return self.thread_reading.texting

    @property
    def resolving(self) -> Resolving:
        """Settle contradictions."""
        shelf = self.shelf
        return Resolving(
            ledger=shelf.ledger, library=shelf.library, clock=self.clock, log=shelf.case_log
        )

    @property
    def visiting(self) -> Visiting:
        """Plan single stops of units."""
        return self.trips.visiting

    def blind_phone(self, e164: str) -> str:
        """Make a phone into what the look-up knows it by."""
        return self.keys.blind("phone", e164)

    def blind_caller(self, phone: str) -> str:
        """Blind what a carrier says is the caller's phone, or refuse what is none."""
        abroad = self._abroad(phone)
        numbering = self.numbering if abroad is None else Numbering.of(abroad)
        return self.blind_phone(numbering.trusted(phone).e164)

    def country_of(self, phone: str) -> str:
        """Tell the other country that a phone is of, or nothing if it is of none we answer for."""
        abroad = self._abroad(phone)
        return "" if abroad is None else abroad.code

    def _abroad(self, phone: str) -> CountryPack | None:
        # Our own phones cost one look at their first figures: every turn of every call pays for it.
        is_foreign = phone.startswith("+") and not phone.startswith(f"+{self.country.phone_prefix}")
        return self.finding.abroad(phone) if is_foreign else None

    def close(self) -> None:
        """Let go of the database."""
        self.shelf.database.close()


def build(
    settings: Settings, *, clock: Clock | None = None, shipped: Shipped | None = None
) -> House:
    """Assemble the house; nothing is opened before the first question."""
    ground = _lay(settings, shipped := shipped or read_shipped(settings), clock)
    shelf, now = ground.shelf, ground.clock
    people, opening, inquiry = ground.people(), ground.opening(), ground.inquiry()
    spending, reading = spending_of(ground), thread_reading_of(ground, texting_of(ground))
    return House(
        settings=ground.settings,
        clock=now,
        keys=ground.keys,
        twilio_token=twilio_token_of(settings),
        handset_token=handset_token_of(settings),
        country=shipped.country,
        numbering=Numbering.of(shipped.country),
        gazetteer=shipped.gazetteer,
        shelf=shelf,
        wording=shipped.wording,
        recordings=shipped.recordings,
        inquiry=inquiry,
        finding=ground.finding(inquiry),
        opening=opening,
        moving=ground.moving(),
        people=people,
        publishing=ground.publishing(),
        importing=ground.importing(),
        trips=trips_of(ground),
        correspondence=ground.correspondence(),
        casework=ground.casework(),
        intake=ground.intake(people, opening),
        letterbox=ground.letterbox(),
        person_line=ground.person_line(spending.may_spend),
        spending=spending,
        calling_back=calling_back_of(ground, spending),
        calling_in=calling_in_of(ground),
        thread_reading=reading,
        conversing=conversing_of(ground, reading),
        post=post_of(ground),
    )


def _lay(settings: Settings, shipped: Shipped, clock: Clock | None) -> Ground:
    _make_var(settings)
    place = place_of(settings)
    if place is not None:
        settings = at_place(settings, place)
    now = clock or SystemClock(ZoneInfo(shipped.country.time_zone))
    keys = keys_of(settings) if place is None else place.keys(keys_of(settings).master)
    database = open_database(settings.database, database_key_of(settings))
    return Ground(
        settings=settings,
        clock=now,
        keys=keys,
        country=shipped.country,
        gazetteer=shipped.gazetteer,
        shelf=stock(database, place, clock=now, keys=keys, policy=Policy()),
        chest=FileChest(
            folder=settings.var_folder / "messages",
            key=keys.messages(),
            random=secrets.token_bytes,
            room=room_of(settings),
        ),
    )


def _make_var(settings: Settings) -> None:
    try:
        settings.var_folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SettingInvalid(setting="VAR_FOLDER", problem="not_a_folder") from fault
