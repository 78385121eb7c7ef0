"""The same bundles by hand: both ways, in any order, and nothing from a stick pulled out early."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.units.carrying import Exported, Imported, export, take_answers, take_in
from channels.units.stick import DOWN, UP, is_name, write_whole
from config.exchanging import unit_side_of
from config.house import House
from config.unit_keys import hub_pair, kept_pair
from config.unit_receipt import print_receipt, receipt_of
from core.refusals import AnswerAhead, EnvelopeForeign, EnvelopeTooLarge, StorageFull
from tests.channels.units.exchanges import BOAT, Between, a_unit
from tests.core.rows import written
from tests.core.stories import a_case
from tests.houses import TODAY


@pytest.fixture
def line(house: House, tmp_path: Path) -> Iterator[Between]:
    a_case(house)
    unit = a_unit(house, tmp_path / "boat")
    yield Between(house, unit)
    unit.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def exported(line: Between, stick: Path) -> Exported:
    place = line.unit.place
    assert place is not None
    return export(unit_side_of(line.unit), stick, recipient=place.hub_recipient, on=TODAY)


def at_the_hub(line: Between, stick: Path) -> list[Imported]:
    identity = hub_pair(line.hub.keys).identity
    return list(take_in(line.hub_side, stick, identity=identity))


def at_the_unit(unit: House, stick: Path) -> list[Imported]:
    identity = kept_pair(unit.settings.var_folder).identity
    return list(take_answers(unit_side_of(unit), stick, identity=identity))


def test_a_stick_carries_both_ways_and_brings_the_acknowledgement_back(
    line: Between, stick: Path
) -> None:
    here, there = a_case(line.unit), a_case(line.hub)
    one = exported(line, stick)
    assert one.written.path.name == f"{BOAT}_2026-11-20_000001_3{UP}"
    assert one.events == 3
    (taken,) = at_the_hub(line, stick)
    assert (taken.origin, taken.events, taken.code) == (BOAT, 3, "")
    assert line.unit.shelf.exchange_log.standing(BOAT).received == 0
    (answer,) = at_the_unit(line.unit, stick)
    assert (answer.events, answer.code) == (2, "")
    assert line.unit.shelf.exchange_log.standing(BOAT).applied == 3
    assert line.hub.shelf.cases.find(here, None) is not None
    assert line.unit.shelf.cases.find(there, None) is not None


def test_files_count_in_any_order_and_as_often_as_they_come(line: Between, stick: Path) -> None:
    files = []
    for _ in range(3):
        a_case(line.unit)
        files.append(exported(line, stick).written.path)
    for turn, path in enumerate(reversed(files)):
        path.rename(path.with_name(f"{turn}{UP}"))
    at_the_hub(line, stick)
    before = written(line.hub, "event", "case_file", "citizen")
    assert [one.code for one in at_the_hub(line, stick)] == [""] * 3
    assert written(line.hub, "event", "case_file", "citizen") == before
    at_the_unit(line.unit, stick)
    assert line.unit.shelf.exchange_log.standing(BOAT).is_up_to_date
    line.unit.shelf.journal.verify(lambda _: None)


def test_what_another_unit_carries_is_told_apart(
    line: Between, stick: Path, tmp_path: Path
) -> None:
    other = a_unit(line.hub, tmp_path / "van", "van-1", ("230",))
    both = (line, Between(line.hub, other))
    for one in both:
        a_case(one.unit)
    exported(line, stick)
    place = other.place
    assert place is not None
    export(unit_side_of(other), stick, recipient=place.hub_recipient, on=TODAY)
    assert {one.origin for one in at_the_hub(line, stick)} == {BOAT, "van-1"}
    for one in both:
        codes = {answer.code for answer in at_the_unit(one.unit, stick)}
        assert codes == {"", EnvelopeForeign.code}
    assert other.shelf.exchange_log.standing("van-1").is_up_to_date
    other.close()


def test_an_answer_that_follows_a_missing_one_waits_for_it(
    line: Between, stick: Path, tmp_path: Path
) -> None:
    later, spare = tmp_path / "later", tmp_path / "spare"
    for folder in (later, spare):
        folder.mkdir()
    exported(line, stick)
    a_case(line.hub)
    at_the_hub(line, stick)
    backup = line.unit.settings.var_folder / "convergencia.sqlite"
    line.unit.shelf.database.close()
    kept = backup.read_bytes()
    at_the_unit(line.unit, stick)
    exported(line, later)
    a_case(line.hub)
    at_the_hub(line, later)
    line.unit.shelf.database.close()
    backup.write_bytes(kept)
    for left in backup.parent.glob("convergencia.sqlite-*"):
        left.unlink()
    assert [one.code for one in at_the_unit(line.unit, later)] == [AnswerAhead.code]
    for path in stick.glob(f"*{DOWN}"):
        (later / f"z{path.name}").write_bytes(path.read_bytes())
    assert sorted(one.code for one in at_the_unit(line.unit, later)) == ["", ""]
    assert len(line.unit.shelf.exchange_log.last()) > 1


def test_a_damaged_file_is_told_and_the_next_one_counts(line: Between, stick: Path) -> None:
    a_case(line.unit)
    whole = exported(line, stick).written.path
    envelope = whole.read_bytes()
    for name, content in {
        "a": b"",
        "b": b"nothing of ours",
        "c": envelope[:-9],
        "d": envelope[:300] + bytes([envelope[300] ^ 1]) + envelope[301:],
    }.items():
        (stick / f"{name}{UP}").write_bytes(content)
    codes = [one.code for one in at_the_hub(line, stick)]
    assert sorted(codes) == ["", *[EnvelopeForeign.code] * 4]


def test_what_was_never_finished_is_not_taken_for_a_file(line: Between, stick: Path) -> None:
    path = exported(line, stick).written.path
    path.rename(path.with_name(path.name + ".part"))
    assert at_the_hub(line, stick) == []


def test_a_stick_that_is_full_or_gone_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StorageFull):
        write_whole(tmp_path / "gone" / "a.cvu", b"x")
    (tmp_path / "b.cvu").mkdir()
    with pytest.raises(StorageFull):
        write_whole(tmp_path / "b.cvu", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["b.cvu"]


def test_a_file_that_is_larger_than_any_of_ours_is_not_read(line: Between, stick: Path) -> None:
    with (stick / f"a{UP}").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    exported(line, stick)
    assert [one.code for one in at_the_hub(line, stick)] == [EnvelopeTooLarge.code, ""]


def test_nobody_reads_a_name_on_a_stick(line: Between, stick: Path) -> None:
    a_case(line.unit)
    content = exported(line, stick).written.path.read_bytes()
    assert b"Rosa" not in content
    assert BOAT.encode() not in content


def test_the_carrier_gets_a_paper_with_count_and_hash(
    line: Between, stick: Path, tmp_path: Path
) -> None:
    one = exported(line, stick)
    picture = print_receipt(one, tmp_path / "receipts")
    assert picture.read_text().startswith("<?xml")
    assert one.written.sha256 in picture.with_suffix(".txt").read_text()
    assert receipt_of(one).split(":")[3:] == ["1", one.written.sha256]


@pytest.mark.parametrize("name", ["", "Boat", "a/b", "../x", ".a", "a:b", "a" * 62, "ñ", "a\n"])
def test_a_name_that_is_no_file_is_no_name_of_a_unit(name: str) -> None:
    assert not is_name(name)
    assert is_name("tambo.1-b")
