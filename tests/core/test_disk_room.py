"""On a disk that is nearly full a unit still writes down what people tell; files wait."""

from pathlib import Path
from secrets import token_bytes

import pytest

from core.disk_room import A_MEGABYTE, LEAST_FREE, DiskRoom
from core.refusals import DiskLow
from core.store.chest import FileChest
from tests.fakes import PretendDisk

NAME = "0" * 32


def test_a_file_is_refused_that_would_leave_too_little() -> None:
    room = DiskRoom(PretendDisk(LEAST_FREE + 10))
    room.admit(10)
    with pytest.raises(DiskLow) as refused:
        room.admit(11)
    assert refused.value.facts == {"free_mb": 50}


def test_the_chest_of_a_unit_keeps_no_file_then_and_takes_it_when_there_is_room(
    tmp_path: Path,
) -> None:
    disk = PretendDisk(7 * A_MEGABYTE)
    folder = tmp_path / "chest"
    chest = FileChest(folder=folder, key=bytes(32), random=token_bytes, room=DiskRoom(disk))
    with pytest.raises(DiskLow):
        chest.put(NAME, b"a scan")
    assert not folder.exists()
    # What is only read or written as text is none of its business.
    assert chest.open_text(NAME, chest.seal_text(NAME, "un aviso")) == "un aviso"
    disk.left = LEAST_FREE + A_MEGABYTE
    chest.put(NAME, b"a scan")
    assert chest.open(NAME) == b"a scan"
