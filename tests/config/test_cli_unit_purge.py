"""`unit purge`, `unit renew` and who may travel, as a person types it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config.cli import cli
from config.enrolling import enrol
from config.exchanging import hub_files_of, unit_files_of
from config.house import House
from config.hub_authorities import authorities_of
from config.readiness import checks_of, laptop_of, worded
from config.settings import Settings
from config.unit_keys import made_pair
from core.model.user import Role
from core.people import NewCitizen
from core.refusals import (
    CrewUnready,
    DateOutOfOrder,
    DeviceRevoked,
    DeviceUnknown,
    SettingInvalid,
    UnitOnly,
)
from tests.channels.units.crews import SAILOR, a_manned_unit, chooses
from tests.channels.units.exchanges import BOAT, a_new_unit, a_unit
from tests.channels.units.lines import hub_at
from tests.clerks import swift_staffing
from tests.core.rows import rows
from tests.core.stories import PISAC, a_case, on_day
from tests.core.trips import TRIP, three
from tests.houses import MASTER_KEY, TODAY, act, copy_of
from tests.store.purges import CALCA

Machine = dict[str, str]


def typed(machine: Machine, *words: str) -> Result:
    return CliRunner(env=machine).invoke(cli, ["unit", *words])


def said(machine: Machine, *words: str) -> dict[str, object]:
    result = typed(machine, *words, "--json")
    assert result.exit_code == 0, (words, result.output, result.exception)
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


@pytest.fixture
def office(founded_house: Path, tmp_path: Path) -> Machine:
    """Open an office with a case in each of two districts."""
    house = copy_of(founded_house, tmp_path / "hub")
    for name, district in (("Rosa de Pisac", "080405"), ("Juana de Calca", CALCA)):
        citizen = NewCitizen(name=name, district=district, institution=PISAC)
        a_case(house, applicant=house.people.register(citizen, act()))
    house.close()
    return {"VAR_FOLDER": str(tmp_path / "hub"), "MASTER_KEY": MASTER_KEY}


@pytest.fixture
def laptop(office: Machine, tmp_path: Path) -> Machine:
    machine, pack = {"VAR_FOLDER": str(tmp_path / "boat"), "MASTER_KEY": ""}, tmp_path / "pack"
    line = str(said(machine, "keygen")["line"])
    said(
        office, "enrol", BOAT, "--key", line, "--codes", "210,211", "--district", "Pisac",
        "--district", "Calca", "--url", "http://127.0.0.1:1", "--out", str(pack),
    )  # fmt: skip
    said(machine, "init", str(pack))
    return machine


def test_a_district_that_left_the_route_is_told_and_then_forgotten(
    office: Machine, laptop: Machine
) -> None:
    said(office, "scope", BOAT, "--drop", "Calca")
    with hub_at(Path(office["VAR_FOLDER"])) as port:
        told = said(laptop, "sync", "--url", f"http://127.0.0.1:{port}")
    assert told["off_route_cases"] == 1
    expected = {"districts": ["Calca"], "cases": 1, "people": 1, "events": 0, "values": 1}
    told = said(laptop, "purge", "--dry-run")
    assert {name: told[name] for name in expected} == expected
    assert "Se borró: 1 expedientes, 1 personas" in typed(laptop, "purge").output
    assert "Todo lo que hay aquí es de la ruta." in typed(laptop, "purge").output
    file = next(Path(laptop["VAR_FOLDER"]).glob("*.sqlite"))
    assert b"Juana de Calca" not in file.read_bytes()
    assert isinstance(typed(office, "purge").exception, UnitOnly)


def test_a_unit_gets_another_last_day_unless_it_is_over_or_shut_out(
    office: Machine, house: House, tmp_path: Path
) -> None:
    past = typed(office, "renew", BOAT, "--until", "2020-01-01")
    assert isinstance(past.exception, DateOutOfOrder)
    stranger = typed(office, "renew", BOAT, "--until", "2031-12-31")
    assert isinstance(stranger.exception, DeviceUnknown)
    a_unit(house, tmp_path / "boat").close()
    devices, until = house.shelf.devices, date(2031, 12, 31)
    for _ in range(2):
        assert devices.renew(BOAT, until=until, actor="system:test").expires_on == until
    told = [r for r in rows(house, "event") if r["kind"] == "unit_renewed"]
    assert [row["data"] for row in told] == ['{"expires_on":"2031-12-31"}']
    devices.revoke(BOAT, (), actor="system:test")
    with pytest.raises(DeviceRevoked):
        devices.renew(BOAT, until=until, actor="system:test")


def test_nobody_travels_who_could_not_sign_in_on_board(house: House, tmp_path: Path) -> None:
    issued = swift_staffing(house).add(SAILOR, institution=PISAC, role=Role.UNIT, act=act())
    unit = replace(a_new_unit(made_pair(tmp_path).line), crew=(SAILOR,))
    with pytest.raises(CrewUnready) as refused:
        enrol(house, unit)
    assert refused.value.facts == {"users": SAILOR}
    assert house.shelf.devices.all() == ()
    chooses(house, issued.user)
    assert enrol(house, unit)


def found(house: House, *names: str) -> dict[str, str]:
    lines = worded(house, checks_of(house, TRIP))
    return {line["check"]: line["found"] for line in lines if line["check"] in names}


def test_the_list_before_departure_knows_the_laptop_at_the_hub_and_on_board(
    house: House, tmp_path: Path
) -> None:
    a_case(house)
    house.trips.planning.take_in(three(), act(), trip=TRIP, unit=BOAT)
    assert found(house, "keys_unknown", "link_unknown")
    line = a_manned_unit(house, tmp_path / "boat")
    at_hub, on_board = laptop_of(house, TRIP), laptop_of(line.unit, TRIP)
    assert list(at_hub.expiries) == list(on_board.expiries)
    assert [one.name for one in on_board.expiries] == [f"laptop {BOAT}", "código 210", "código 211"]
    assert at_hub.offline_days == on_board.offline_days == 61
    told = found(line.unit, "cases_here", "keys", "link")
    assert told["cases_here"] == "Esta laptop puede atender 1 expediente"
    assert told["keys"].startswith("3 llaves vencen el ")
    assert told["keys"].endswith("Días que faltan: 60")
    house.shelf.devices.revoke(BOAT, (), actor="system:test")
    assert "Ya no vale desde el" in found(house, "keys_over")["keys_over"]
    on_day(line.unit, TODAY + timedelta(days=61))
    assert laptop_of(line.unit, TRIP).offline_days == 0
    line.unit.close()


def test_loads_of_the_past_are_dropped_with_the_route(house: House, tmp_path: Path) -> None:
    unit = a_unit(house, tmp_path / "boat")
    files = hub_files_of(house)
    name = files.offer(BOAT, "a wish", b"a load of before")
    assert files.offered(BOAT, "a wish") == name
    files.withdraw(BOAT)
    assert (files.offered(BOAT, "a wish"), files.find(BOAT, name) is None) == ("", False)
    files.clear(BOAT)
    assert files.find(BOAT, name) is None
    assert unit_files_of(unit).unfinished(BOAT) == ""
    unit.close()


def test_a_private_authority_is_believed_by_name_alone(tmp_path: Path) -> None:
    assert authorities_of(Settings(var_folder=tmp_path)) is True
    wrong = tmp_path / "ca.pem"
    for content, problem in ((None, "not_a_file"), (b"no certificate", "not_certificates")):
        if content is not None:
            wrong.write_bytes(content)
        with pytest.raises(SettingInvalid) as refused:
            authorities_of(Settings(var_folder=tmp_path, hub_ca_file=str(wrong)))
        assert refused.value.facts == {"setting": "HUB_CA_FILE", "problem": problem}
