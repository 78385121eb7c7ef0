"""A unit guards its disk: files and scans are refused, what people tell is kept."""

import shutil
from pathlib import Path

import pytest

from config.free_disk import FolderDisk, room_of
from config.house import House
from config.letter_scanning import Scanning, scan_folder
from core.disk_room import A_MEGABYTE
from core.letter_hands import Hand
from core.refusals import DiskLow
from tests.core.stories import a_case, case_of

SCANNING = Scanning(hand=Hand(by="user:clerk", via="cli"))


@pytest.fixture
def unit(house: House) -> House:
    """Make a house a unit, as far as its disk is asked."""
    place = house.settings.var_folder / "unit" / "place.json"
    place.parent.mkdir()
    codes = '[[1, "140"]]'
    place.write_text(f'{{"origin": "hub", "epoch": 1, "codes": {codes}, "fingerprint": ""}}')
    return house


def test_the_disk_of_a_folder_is_the_one_it_lies_on(tmp_path: Path) -> None:
    assert abs(FolderDisk(tmp_path).free() - shutil.disk_usage(tmp_path).free) < 2**30


def test_a_hub_is_looked_after_by_people(house: House) -> None:
    assert room_of(house.settings) is None


def test_a_unit_whose_disk_is_nearly_full_scans_nothing_and_still_opens_cases(
    unit: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(FolderDisk, "free", lambda _self: 7 * A_MEGABYTE)
    with pytest.raises(DiskLow):
        scan_folder(unit, tmp_path, SCANNING)
    assert case_of(unit, a_case(unit)).applicant


def test_a_unit_with_room_scans(unit: House, tmp_path: Path) -> None:
    (tmp_path / "slips").mkdir()
    assert not list(scan_folder(unit, tmp_path / "slips", SCANNING))
