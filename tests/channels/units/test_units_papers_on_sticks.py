"""Papers by hand: after the text, as many as there is room for, and the hub's word comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.units.carrying import Imported, export, take_in
from channels.units.paper_stick import (
    LEFT_FREE,
    PAPER,
    WORD,
    PapersOut,
    export_papers,
    take_papers,
    take_words,
)
from channels.units.stick import write_whole
from config.exchanging import unit_side_of
from config.house import House
from config.papers import papers_arriving_of, papers_home_of
from config.unit_keys import hub_pair, kept_pair, made_pair
from tests.channels.units.exchanges import BOAT
from tests.channels.units.paper_lines import Boat, launch, launched
from tests.handed_papers import a_pdf
from tests.houses import TODAY

ROOM = 2**30


@pytest.fixture(scope="module")
def harbour(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    launch(founded_house, folder)
    return folder


@pytest.fixture
def boat(harbour: Path, tmp_path: Path) -> Iterator[Boat]:
    with launched(harbour, tmp_path) as boat:
        yield boat


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def exported(boat: Boat, stick: Path, free: int = ROOM) -> PapersOut:
    return export_papers(papers_home_of(boat.line.unit), stick, lambda _: free)


def text(boat: Boat, stick: Path) -> None:
    """Carry the text that announces papers."""
    place, hub = boat.line.unit.place, boat.line.hub
    assert place is not None
    export(boat.line.unit_side, stick, recipient=place.hub_recipient, on=TODAY)
    list(take_in(boat.line.hub_side, stick, identity=hub_pair(hub.keys).identity))


def at_the_hub(boat: Boat, stick: Path) -> list[Imported]:
    return list(take_papers(boat.line.hub_side, papers_arriving_of(boat.line.hub), stick))


def at_the_unit(unit: House, stick: Path) -> list[Imported]:
    identity = kept_pair(unit.settings.var_folder).identity
    return list(take_words(unit_side_of(unit), papers_home_of(unit), stick, identity=identity))


def test_papers_are_carried_home_and_the_hubs_word_back(boat: Boat, stick: Path) -> None:
    papers = boat.take(a_pdf(), a_pdf(more=bytes(9000)))
    assert exported(boat, stick) == PapersOut(on_stick=2, left=0)
    assert exported(boat, stick) == PapersOut(on_stick=2, left=0)
    assert b"%PDF" not in b"".join(path.read_bytes() for path in stick.iterdir())
    early = at_the_hub(boat, stick)
    assert [one.code for one in early] == ["paper_unknown", "paper_unknown"]
    text(boat, stick)
    for _ in range(2):
        (word,) = at_the_hub(boat, stick)
        assert (word.origin, word.code) == (BOAT, "")
    assert boat.are_equal(papers)
    assert boat.standing.at_hub == 0
    assert [one.code for one in at_the_unit(boat.line.unit, stick)] == [""]
    assert boat.standing.at_hub == 2
    assert exported(boat, stick) == PapersOut(on_stick=0, left=0)


def test_a_stick_with_little_room_takes_the_smallest(boat: Boat, stick: Path) -> None:
    small, large = sorted(boat.take(a_pdf(), a_pdf(more=bytes(9000))), key=lambda one: one.size)
    assert exported(boat, stick, LEFT_FREE + small.size) == PapersOut(on_stick=1, left=1)
    assert [path.name for path in stick.iterdir()] == [f"{BOAT}_{small.sha256}{PAPER}"]
    assert exported(boat, stick, LEFT_FREE) == PapersOut(on_stick=1, left=1)
    assert large.size > small.size


def test_what_is_spoilt_or_strange_on_a_stick_is_refused_and_the_rest_taken(
    boat: Boat, stick: Path, tmp_path: Path
) -> None:
    one, other = boat.take(a_pdf(), a_pdf(more=bytes(90)))
    exported(boat, stick)
    text(boat, stick)
    path = stick / f"{BOAT}_{one.sha256}{PAPER}"
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    for name in (
        f"van-1_{other.sha256}",
        f"nobody_{one.sha256}",
        f"{BOAT}_{'0' * 64}",
        "x",
        f"{BOAT}_",
    ):
        (stick / f"{name}{PAPER}").write_bytes(b"x")
    codes = sorted(said.code for said in at_the_hub(boat, stick) if said.code)
    expected = ["device_unknown"] * 3 + ["paper_damaged"] + ["paper_unknown"] * 2
    assert codes == expected
    assert boat.are_equal([other])
    assert not boat.are_equal([one])
    # The word is for its unit alone, and of its papers alone.
    other_identity = made_pair(tmp_path / "van").identity
    words = take_words(
        boat.line.unit_side, papers_home_of(boat.line.unit), stick, identity=other_identity
    )
    assert [said.code for said in words] == ["envelope_foreign"]
    at_the_unit(boat.line.unit, stick)
    assert boat.standing.at_hub == 1


def test_a_word_that_was_cut_or_forged_is_not_believed(boat: Boat, stick: Path) -> None:
    boat.take(a_pdf())
    exported(boat, stick)
    text(boat, stick)
    at_the_hub(boat, stick)
    (word,) = stick.glob(f"*{WORD}")
    whole = word.read_bytes()
    for spoilt in (b"", whole[:-1], whole[: len(whole) // 2], b"x" * 400):
        write_whole(word, spoilt)
        assert at_the_unit(boat.line.unit, stick)[0].code
    assert boat.standing.at_hub == 0
    write_whole(word, whole)
    at_the_unit(boat.line.unit, stick)
    assert boat.standing.at_hub == 1


def test_papers_of_a_unit_that_was_shut_out_stay_on_the_stick(boat: Boat, stick: Path) -> None:
    boat.take(a_pdf())
    exported(boat, stick)
    text(boat, stick)
    boat.line.hub.shelf.devices.revoke(BOAT, (), actor="system:test")
    assert [said.code for said in at_the_hub(boat, stick)] == ["device_revoked"]
    assert list(stick.glob(f"*{WORD}")) == []
