"""Houses for tests: real stores, a clock that stands still, and documents as they ship."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from config.founding import found
from config.house import House, build
from config.settings import Settings
from config.shipped import Shipped, read_shipped
from core.acts import Act
from core.store.sealing import seal_file

TODAY = date(2026, 11, 20)
MASTER_KEY = "11" * 32
DATABASE_KEY = "5a" * 32
TWILIO_TOKEN = "a token made for tests"
PUBLIC_URL = "https://convergencia.example"
# For a test of `either_house` that an encrypted file is to pass as well.
SEALED_TOO = pytest.mark.parametrize(
    "either_house", ["sqlite", "postgresql", "sealed"], indirect=True
)


@dataclass
class StoodClock:
    """A clock that a test sets; noon in Lima is 17:00 UTC."""

    day: date = TODAY
    moment: datetime | None = None

    def now(self) -> datetime:
        return self.moment or datetime(self.day.year, self.day.month, self.day.day, 17, tzinfo=UTC)

    def today(self) -> date:
        return self.day


def settings(var: Path, url: str = "") -> Settings:
    return Settings(
        var_folder=var,
        database_url=url,
        master_key=MASTER_KEY,
        twilio_auth_token=TWILIO_TOKEN,
        public_url=PUBLIC_URL,
    )


@cache
def shipped() -> Shipped:
    """Read what a release ships once for the whole run: it takes longer than most tests."""
    return read_shipped(settings(Path()))


def opened(var: Path, url: str = "") -> House:
    return build(settings(var, url), clock=StoodClock(), shipped=shipped())


def founded(var: Path, url: str = "") -> House:
    house = opened(var, url)
    found(house)
    return house


def copy_of(template: Path, var: Path) -> House:
    """Open a copy of a founded SQLite house: founding one takes longer than most tests."""
    var.mkdir(exist_ok=True)
    shutil.copy(template / "convergencia.sqlite", var / "convergencia.sqlite")
    return opened(var)


def sealed_from(template: Path, var: Path) -> Path:
    """Seal a copy of a founded SQLite house, with its key beside it."""
    (var / "keys").mkdir(parents=True)
    (var / "keys" / "database_key").write_text(DATABASE_KEY)
    file = var / "convergencia.sqlite"
    shutil.copy(template / "convergencia.sqlite", file)
    seal_file(file, bytes.fromhex(DATABASE_KEY)).unlink()
    return var


def act(on: date = TODAY, **more: str) -> Act:
    return Act(actor=more.get("actor", "user:clerk"), via=more.get("via", "cli"), on=on)
