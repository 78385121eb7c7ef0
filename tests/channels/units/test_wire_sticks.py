from datetime import date
from pathlib import Path

import pytest

from channels.units.wire.envelope import MOST_ENVELOPE_BYTES
from channels.units.wire.stick import carried_by, find, put, take
from core.refusals import BundleDamaged, EnvelopeTooLarge

DAY = date(2026, 11, 20)


def test_an_envelope_is_put_on_a_stick_and_found_by_its_name(tmp_path: Path) -> None:
    file = put(tmp_path, b"sealed", place="unidad-01", on=DAY, count=412)
    assert file.name.startswith("unidad-01_2026-11-20_412_")
    ((carried, found),) = find(tmp_path)
    assert (carried.place, carried.on, carried.count) == ("unidad-01", DAY, 412)
    assert take(found) == b"sealed"
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_two_envelopes_of_a_day_lie_side_by_side_and_the_same_one_once(tmp_path: Path) -> None:
    for envelope in (b"one", b"two", b"one"):
        put(tmp_path, envelope, place="unidad-01", on=DAY, count=1)
    put(tmp_path, b"old", place="unidad-02", on=date(2026, 11, 1), count=1)
    found = [take(file) for _, file in find(tmp_path)]
    assert found[0] == b"old"
    assert sorted(found[1:]) == [b"one", b"two"]


def test_what_else_lies_on_a_stick_is_left_alone(tmp_path: Path) -> None:
    names = ("photo.jpg", "unidad-01_2026-11-20_1_aaaaaaaa.part", "a_2026-13-01_1_aaaaaaaa.age")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b_2026-11-20_1_aaaaaaaa.age").mkdir()
    assert find(tmp_path) == ()
    assert all(carried_by(name) is None for name in names)


def test_a_file_that_a_stick_spoilt_is_refused(tmp_path: Path) -> None:
    file = put(tmp_path, b"sealed", place="hub", on=DAY, count=1)
    for spoilt in (b"", b"seale", b"sealeD", b"sealed!"):
        file.write_bytes(spoilt)
        with pytest.raises(BundleDamaged):
            take(file)


def test_a_file_beyond_all_bounds_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "hub_2026-11-20_1_aaaaaaaa.age"
    with file.open("wb") as sparse:
        sparse.truncate(MOST_ENVELOPE_BYTES * 50)
    with pytest.raises(EnvelopeTooLarge):
        take(file)


@pytest.mark.parametrize("place", ["", "../up", "a/b", "Unidad", "a_b", "x" * 41])
def test_a_name_that_is_none_is_not_written(tmp_path: Path, place: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        put(tmp_path, b"sealed", place=place, on=DAY, count=1)
    assert not list(tmp_path.iterdir())
