"""Whatever point a hub or a unit is killed at, or fails to write at, nothing promised is lost."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from core.model.event import EventId
from core.model.exchange import Cursors, Parcel
from core.model.parcel_cutting import cut
from core.refusals import Refusal
from tests.core.rows import rows, written
from tests.exchange.crash_places import FAILED, SIDES
from tests.exchange.crashes import (
    KILL,
    NO_DISK,
    NO_SPACE,
    Crashed,
    Players,
    calls,
    fresh,
    is_sound,
    points,
    spread,
)
from tests.exchange.deeds import CONTACTS, note, open_case
from tests.exchange.lines import Line
from tests.exchange.machine import KEPT
from tests.exchange.worlds import Template

A_RUN, A_PAGE = 5, 6
# How a player may end: killed, or with a fault told, or unharmed where the fault hit no promise.
LAWFUL = {KILL: {-9}, NO_SPACE: {0, FAILED}, NO_DISK: {0, FAILED}}
Counts = Callable[[int, int], int]
Sort = tuple[str, str]


@pytest.fixture(scope="module")
def begun(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write down runs for a hub that has none of them, and parcels for a unit that has none."""
    folder = tmp_path_factory.mktemp("crashes") / "begun"
    with template.world() as world:
        sender, reader, line = world.units[0], world.units[1], Line(world)
        for unit in (sender, reader):
            line.all(unit)
        for at in range(8):
            with suppress(Refusal):
                open_case(sender.house, at)
                note(sender.house, at)
                CONTACTS["address"](sender.house, at)
        world.hub.house.close()
        reader.house.close()
        fresh(world.folder / "hub", folder / "hub")
        fresh(world.folder / "tambo-2", folder / "tambo-2")
        (parcel,) = line.unit_side(sender).shelf.pending(limit=200)
        (folder / "runs").write_bytes(pickle.dumps(list(_parts(parcel))))
        line.all(sender)
        pages = list(_pages(line, reader.name))
        (folder / "parcels").write_bytes(pickle.dumps(pages))
    return folder


def _parts(parcel: Parcel) -> Iterator[Parcel]:
    while len(parcel.events) > A_RUN:
        first, parcel = cut(parcel, A_RUN)
        yield first
    yield parcel


def _pages(line: Line, name: str) -> Iterator[tuple[Parcel, Cursors]]:
    unit = next(one for one in line.world.units if one.name == name)
    scope = line.world.hub.house.shelf.devices.get(name)
    assert scope is not None
    cursors = line.unit_side(unit).shelf.cursors()
    shelf = line.hub_side.exchanging.shelf
    while True:
        parcel, cursors = shelf.since(scope.scope(unit.place.epoch), cursors, limit=A_PAGE)
        if not parcel.events:
            return
        yield parcel, cursors


@pytest.fixture(scope="module")
def players() -> Iterator[Players]:
    """Keep a warm process."""
    with Players() as warm:
        yield warm


def state_of(side: str, folder: Path, *, play: bool) -> tuple[bytes, set[EventId]]:
    """Open what is there; do everything that was to be done, if told; tell what is there then."""
    house, steps = SIDES[side](folder)
    try:
        for step in steps if play else ():
            step()
        house.shelf.journal.verify(lambda _: None)
        here = {EventId(row["origin"], row["epoch"], row["seq"]) for row in rows(house, "event")}
        return written(house, *KEPT), here
    finally:
        house.close()


def check(side: str, crashed: Crashed, whole: bytes) -> None:
    """Nothing promised is missing, the file is sound, and a restart ends as if nothing had been."""
    assert is_sound(crashed.folder / {"hub": "hub", "unit": "tambo-2"}[side])
    kept = {"hub": "runs", "unit": "parcels"}[side]
    steps = pickle.loads((crashed.folder / kept).read_bytes())  # noqa: S301 - our own
    parcels = [one if isinstance(one, Parcel) else one[0] for one in steps]
    promised = {event.id for at in crashed.promised for event in parcels[at].events}
    _, here = state_of(side, crashed.folder, play=False)
    assert promised <= here
    again, _ = state_of(side, crashed.folder, play=True)
    assert again == whole


@pytest.mark.parametrize("side", ["hub", "unit"])
def test_at_every_point_what_was_promised_is_there_and_the_restart_ends_alike(
    side: str, begun: Path, players: Players, tmp_path: Path, counts: Counts
) -> None:
    whole, _ = state_of(side, fresh(begun, tmp_path / "whole"), play=True)
    undisturbed = players.play(side, fresh(begun, tmp_path / "undisturbed"))
    assert undisturbed.code == 0
    assert state_of(side, undisturbed.folder, play=False)[0] == whole
    every = points(calls(undisturbed.folder))
    assert len(every) >= 70
    ends: dict[Sort, list[int]] = {}
    for point in spread(every, counts(6, 160)):
        crashed = players.play(side, fresh(begun, tmp_path / "crashed"), point.injected)
        ends.setdefault((point.call, point.what), []).append(crashed.code)
        check(side, crashed, whole)
    for (_, what), codes in ends.items():
        assert set(codes) <= LAWFUL[what]
