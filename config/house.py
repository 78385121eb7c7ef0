"""Assembles the house: every floor gets what it needs here, and nowhere else."""

import uuid
from dataclasses import dataclass
from importlib.resources import files
from zoneinfo import ZoneInfo

from config.clock import SystemClock
from config.documents_on_disk import read_document
from config.secrets_on_disk import keys_of, twilio_token_of
from config.settings import Settings
from config.shelf import Shelf, stock
from core.correspondence import Correspondence
from core.importing import Importing
from core.inquiry import Inquiry
from core.model.country import CountryPack
from core.model.keys import Keys
from core.model.locks import Policy
from core.model.phone import Numbering
from core.model.place import Gazetteer
from core.moving import CaseMoving
from core.opening import CaseOpening
from core.people import People
from core.ports import Clock, Wording
from core.publishing import Publishing
from core.refusals import SettingInvalid
from core.store.database import open_database
from core.visiting import Visiting
from core.wishes import alarm
from core.wording.catalogue import load


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything that a process of the house may use."""

    settings: Settings
    clock: Clock
    keys: Keys
    twilio_token: str
    country: CountryPack
    numbering: Numbering
    gazetteer: Gazetteer
    shelf: Shelf
    wording: Wording
    inquiry: Inquiry
    opening: CaseOpening
    moving: CaseMoving
    people: People
    publishing: Publishing
    importing: Importing
    visiting: Visiting
    correspondence: Correspondence

    def blind_phone(self, e164: str) -> str:
        """Make a phone into what the look-up knows it by."""
        return self.keys.blind("phone", e164)

    def blind_caller(self, phone: str) -> str:
        """Blind what a carrier says is the caller's phone, or refuse what is none."""
        return self.blind_phone(self.numbering.trusted(phone).e164)

    def close(self) -> None:
        """Let go of the database."""
        self.shelf.database.close()


@dataclass(frozen=True, slots=True)
class Shipped:
    """What a release ships besides its documents: the same for every house of one country."""

    country: CountryPack
    gazetteer: Gazetteer
    wording: Wording


def read_shipped(settings: Settings) -> Shipped:
    """Read what the house ships with."""
    country = country_pack(settings.country)
    wording = read_wording(production=settings.environment == "production")
    return Shipped(country, read_gazetteer(country), wording)


def build(
    settings: Settings, *, clock: Clock | None = None, shipped: Shipped | None = None
) -> House:
    """Assemble the house; nothing is opened before the first question."""
    shipped = shipped or read_shipped(settings)
    country, gazetteer = shipped.country, shipped.gazetteer
    now = clock or SystemClock(ZoneInfo(country.time_zone))
    _make_var(settings)
    keys = keys_of(settings)
    shelf = stock(open_database(settings.database), clock=now, keys=keys, policy=Policy())
    ledger, library = shelf.ledger, shelf.library
    return House(
        settings=settings,
        clock=now,
        keys=keys,
        twilio_token=twilio_token_of(settings),
        country=country,
        numbering=Numbering.of(country),
        gazetteer=gazetteer,
        shelf=shelf,
        wording=shipped.wording,
        inquiry=_inquiry(settings, shelf, gazetteer, clock=now, keys=keys),
        opening=CaseOpening(ledger=ledger, library=library, clock=now, keys=keys),
        moving=CaseMoving(ledger=ledger, library=library, clock=now),
        people=People(ledger=ledger, clock=now, keys=keys, new_id=new_id),
        publishing=Publishing(ledger=ledger, documents=shelf.documents, clock=now),
        importing=_importing(shelf, clock=now, keys=keys),
        visiting=Visiting(ledger=ledger, clock=now),
        correspondence=Correspondence(
            cases=shelf.cases,
            citizens=shelf.citizens,
            library=library,
            clock=now,
            first_language=country.languages[0],
        ),
    )


def _make_var(settings: Settings) -> None:
    try:
        settings.var_folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SettingInvalid(setting="VAR_FOLDER", problem="not_a_folder") from fault


def _inquiry(
    settings: Settings, shelf: Shelf, gazetteer: Gazetteer, *, clock: Clock, keys: Keys
) -> Inquiry:
    return Inquiry(
        cases=shelf.cases,
        guesses=shelf.guesses,
        visits=shelf.visits,
        library=shelf.library,
        gazetteer=gazetteer,
        clock=clock,
        keys=keys,
        policy=shelf.guesses.policy,
        country=settings.country,
        alarm=lambda name: raise_alarm(shelf, clock, name),
    )


def _importing(shelf: Shelf, *, clock: Clock, keys: Keys) -> Importing:
    return Importing(
        ledger=shelf.ledger,
        library=shelf.library,
        clock=clock,
        citizens=shelf.citizens,
        blind=keys.blind,
        new_id=new_id,
    )


def new_id() -> str:
    """Make an id that says nothing about whom it names."""
    return uuid.uuid4().hex


def raise_alarm(shelf: Shelf, clock: Clock, name: str) -> None:
    """Wish that staff are told of something amiss."""
    with shelf.ledger.writing() as work:
        work.intend(alarm(name, at=clock.now()))


def country_pack(code: str) -> CountryPack:
    """Read the country pack that the house ships with."""
    folder = files("config") / "documents" / "country"
    if not (folder / f"{code}.yaml").is_file():
        raise SettingInvalid(setting="COUNTRY", problem="unknown_country")
    return CountryPack.parse(read_document(folder / f"{code}.yaml"))


def read_wording(*, production: bool = False) -> Wording:
    """Read the catalogues that the house ships with."""
    return load(files("core.wording"), production=production)


def read_gazetteer(country: CountryPack) -> Gazetteer:
    """Read the districts of a country from the data that the house ships with."""
    path = files("config") / "documents" / "places" / f"{country.places_key}.csv"
    with path.open(encoding="utf-8") as lines:
        return Gazetteer.from_csv_lines(lines)
