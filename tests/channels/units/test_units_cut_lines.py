"""A line that breaks anywhere: what was acknowledged is there, nothing is doubled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
import requests

from channels.units.client import Limits, Tally, UnitClient
from config.clock import SystemClock
from config.enrolling import begin
from config.exchanging import unit_client_of, unit_side_of
from config.house import House, build
from core.model.case_number import CaseNumber
from core.model.citizen import Address
from core.model.place import Ubigeo, UbigeoSystem
from core.people import NewCitizen
from core.refusals import LinkDown
from tests.channels.units.exchanges import a_pack, unit_settings
from tests.channels.units.lines import Wire, hub_at
from tests.core.rows import rows
from tests.core.stories import PISAC, a_case, a_citizen
from tests.houses import act, settings, shipped

CLOCK = SystemClock(ZoneInfo("America/Lima"))
CALCA, URUBAMBA = "080401", "081301"
TRIES = 5
EACH = 500
MOST_WASTED = 8 * 1024


@dataclass(frozen=True)
class Field:
    """A hub at work, a unit far away, and the line between them."""

    hub: House
    unit: House
    wire: Wire
    random: Random

    def work(self, count: int) -> tuple[list[CaseNumber], list[CaseNumber]]:
        """Let both take requests in."""
        return self._taken(self.unit, count), self._taken(self.hub, count)

    def _taken(self, house: House, count: int) -> list[CaseNumber]:
        # Chance does not compress, so that there is something to carry.
        people = [
            a_citizen(house, address=(self.random.randbytes(90).hex(),)) for _ in range(count)
        ]
        return [a_case(house, applicant=one) for one in people]

    def someone_of(self, code: str) -> str:
        district = Ubigeo(UbigeoSystem.INEI, code)
        home = Address(
            recipient="Juan Condori", district=district, lines=(self.random.randbytes(180).hex(),)
        )
        new = NewCitizen(name="Juan Condori", district=code, institution=PISAC, address=home)
        return self.hub.people.register(new, act())

    def sync(self, **limits: int) -> Tally:
        client = replace(unit_client_of(self.unit, self.wire.url), sleep=lambda _: None)
        return client.sync(Limits(tries=TRIES, **limits), lambda _: None)

    def check(self, here: list[CaseNumber], there: list[CaseNumber]) -> None:
        """See that each side has what the other wrote, once."""
        for house, numbers in ((self.hub, here), (self.unit, there)):
            assert all(house.shelf.cases.find(one, None) is not None for one in numbers)
        place = self.unit.place
        assert place is not None
        standing = self.unit.shelf.exchange_log.standing(place.origin)
        assert standing.saved == standing.applied
        own = [row for row in rows(self.unit, "event") if row["origin"] == place.origin]
        arrived = [row for row in rows(self.hub, "event") if row["origin"] == place.origin]
        assert [row["hash"] for row in own] == [row["hash"] for row in arrived]


@dataclass(frozen=True)
class WrongClock(SystemClock):
    """A laptop whose battery was empty: it thinks that it is another hour."""

    def now(self) -> datetime:
        return super().now() + timedelta(hours=3)


@pytest.fixture(scope="module")
def far(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    var = tmp_path_factory.mktemp("far")
    (var / "hub").mkdir()
    file = "convergencia.sqlite"
    (var / "hub" / file).write_bytes((founded_house / file).read_bytes())
    hub = build(settings(var / "hub"), clock=CLOCK, shipped=shipped())
    pack = a_pack(hub, var / "unit")
    unit = begin(unit_settings(var / "unit"), pack, clock=CLOCK, shipped=shipped())
    with hub_at(var / "hub") as port, Wire(port).opened() as wire:
        yield Field(hub, unit, wire, Random(7))  # noqa: S311 - the same words each time
    unit.close()
    hub.close()


def test_a_good_line_carries_all_of_it_in_one_request(far: Field) -> None:
    far.wire.begin()
    here, there = far.work(4)
    tally = far.sync()
    assert (tally.requests, tally.cuts) == (1, 0)
    far.check(here, there)
    far.wire.begin()
    far.sync()
    assert far.wire.total <= 1024 + 600  # the heads of HTTP, and what is said without events


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_line_cut_at_every_500th_byte_loses_nothing(far: Field, way: str) -> None:
    far.sync()
    far.wire.begin()
    here, there = far.work(8)
    far.sync()
    whole, total = dict(far.wire.carried), far.wire.total
    far.check(here, there)
    for at in range(1, whole[way] + EACH, EACH):
        here, there = far.work(8)
        far.wire.begin(**{way: min(at, whole[way] - 200)})
        tally = far.sync()
        assert far.wire.cuts == 1, at
        assert tally.cuts >= 1, at
        assert far.wire.total <= total * 1.1 + MOST_WASTED, at
        far.check(here, there)


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_long_session_goes_on_where_it_was_cut(far: Field, way: str) -> None:
    far.sync()
    far.wire.begin()
    here, there = far.work(45)
    far.sync()
    total = far.wire.total
    assert min(far.wire.carried.values()) > 7_000  # more than a segment each way
    here, there = far.work(45)
    far.wire.begin(**{way: far.wire.carried[way] * 3 // 4})
    far.sync()
    assert far.wire.cuts == 1
    # After a cut every piece of 6 KB has the heads of a request of its own.
    assert far.wire.total <= total * 1.2 + MOST_WASTED
    far.check(here, there)


def test_what_is_written_under_a_wrong_clock_says_so(far: Field) -> None:
    far.sync()
    late = build(
        unit_settings(far.unit.settings.var_folder),
        clock=WrongClock(CLOCK.zone),
        shipped=shipped(),
    )
    tally = replace(far, unit=late).sync()
    assert abs(tally.drift_seconds - 3 * 60 * 60) < 30
    number = a_case(late)
    far.sync()
    a_case(far.unit)
    own = [row for row in rows(late, "event") if row["origin"] == late.settings.origin]
    assert [row["clock_suspect"] for row in own[-4:]] == [True, True, False, False]
    far.sync()
    far.check([number], [])
    late.close()


def test_a_hub_that_is_not_there_is_told_and_loses_nothing(far: Field) -> None:
    a_case(far.unit)
    client = UnitClient(side=unit_side_of(far.unit), url="http://127.0.0.1:1", sleep=lambda _: None)
    with pytest.raises(LinkDown):
        client.sync(Limits(tries=3), lambda _: None)
    assert far.unit.shelf.exchange_log.last()[0].code == LinkDown.code
    far.sync()
    far.check([], [])


def test_a_budget_is_kept_and_the_rest_goes_the_next_time(far: Field) -> None:
    far.sync()
    here, there = far.work(45)
    tally = far.sync(most_bytes=5_000)
    assert 3_000 < tally.bytes < 5_000 + MOST_WASTED
    assert unit_side_of(far.unit).waits()
    far.sync()
    far.check(here, there)


def test_whoever_is_no_unit_hears_a_code_and_gets_no_cookie(far: Field) -> None:
    address = f"{far.wire.url}/unidades/v1/intercambio"
    for body in (b"", b"x", b"CVGP", b"CVGP\xff\xff\xff\xff", b"x" * 100_000):
        answer = requests.post(address, data=body, timeout=20)
        assert answer.status_code in {400, 411}, body[:20]
        assert "Set-Cookie" not in answer.headers
        assert answer.text.strip().replace("_", "").isalpha()


def made_in(folder: Path) -> set[Path]:
    """List the loads that the hub made for a unit."""
    return {path for path in folder.glob("*") if not path.suffix}


def test_a_first_load_of_a_new_district_goes_on_where_it_was_cut(far: Field) -> None:
    far.sync()
    place = far.unit.place
    assert place is not None
    devices, name = far.hub.shelf.devices, place.origin
    numbers = [a_case(far.hub, applicant=far.someone_of(CALCA)) for _ in range(70)]
    devices.scope(name, add=frozenset({CALCA}), drop=frozenset(), actor="system:test")
    folder = far.hub.settings.var_folder / "units" / name
    before = made_in(folder)
    far.wire.begin(down=12_000)
    tally = far.sync()
    assert (far.wire.cuts, tally.cuts) == (1, 1)
    # The hub made one file, and the unit took it up where it had stopped.
    (file,) = made_in(folder) - before
    assert file.stat().st_size > 12_000
    assert far.wire.carried["down"] < file.stat().st_size + MOST_WASTED
    assert all(far.unit.shelf.cases.find(one, None) is not None for one in numbers)
    assert list((place.settings.var_folder / "unit" / "files" / name).iterdir()) == []
    devices.scope(name, add=frozenset(), drop=frozenset({CALCA}), actor="system:test")
    far.sync()
    far.check([], [])


def test_a_line_that_is_always_cut_brings_one_file_to_its_end(far: Field) -> None:
    far.sync()
    place = far.unit.place
    assert place is not None
    devices, name = far.hub.shelf.devices, place.origin
    numbers = [a_case(far.hub, applicant=far.someone_of(URUBAMBA)) for _ in range(70)]
    devices.scope(name, add=frozenset({URUBAMBA}), drop=frozenset(), actor="system:test")
    folder = far.hub.settings.var_folder / "units" / name
    before = made_in(folder)
    far.wire.break_each(down=2_500)
    tally = far.sync()
    far.wire.begin()
    # More cuts than tries: whatever came of a file begins the count of tries anew.
    assert tally.cuts > TRIES
    (file,) = made_in(folder) - before
    assert tally.file_bytes == file.stat().st_size
    assert all(far.unit.shelf.cases.find(one, None) is not None for one in numbers)
    devices.scope(name, add=frozenset(), drop=frozenset({URUBAMBA}), actor="system:test")
    far.sync()
    far.check([], [])
