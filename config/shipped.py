"""Reads what a release ships besides its documents: country, districts and words."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from channels.porch.recordings import Recordings, read_recordings
from config.documents_on_disk import read_document
from config.settings import Settings
from core.model.country import CountryPack
from core.model.place import Gazetteer
from core.ports import Wording
from core.refusals import SettingInvalid
from core.wording.catalogue import load


@dataclass(frozen=True, slots=True)
class Shipped:
    """What every house of one country has in common; the wording knows the recordings' words."""

    country: CountryPack
    gazetteer: Gazetteer
    wording: Wording
    recordings: Recordings


def read_shipped(settings: Settings) -> Shipped:
    """Read what the house ships with, once in a process: a release does not change under it."""
    return _read(settings.country, is_production=settings.environment == "production")


@cache
def _read(code: str, *, is_production: bool) -> Shipped:
    country = country_pack(code)
    wording = read_wording(production=is_production)
    return Shipped(country, read_gazetteer(country), wording, shipped_recordings())


def country_pack(code: str) -> CountryPack:
    """Read the country pack that the house ships with."""
    folder = files("config") / "documents" / "country"
    if not (folder / f"{code}.yaml").is_file():
        raise SettingInvalid(setting="COUNTRY", problem="unknown_country")
    return CountryPack.parse(read_document(folder / f"{code}.yaml"))


def read_wording(*, production: bool = False) -> Wording:
    """Read the catalogues that the house ships with."""
    sound_of = shipped_recordings().mark
    return load(files("core.wording"), production=production, sound_of=sound_of)


def shipped_recordings() -> Recordings:
    """Read what speakers recorded for this release."""
    return read_recordings(files("ivr_flows") / "audio")


def read_gazetteer(country: CountryPack) -> Gazetteer:
    """Read the districts of a country from the data that the house ships with, if it has any."""
    if country.places_key is None:
        return Gazetteer(())
    path = files("config") / "documents" / "places" / f"{country.places_key}.csv"
    with path.open(encoding="utf-8") as lines:
        return Gazetteer.from_csv_lines(lines)
