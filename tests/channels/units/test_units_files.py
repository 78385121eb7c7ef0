"""Files of units: under their own hash, in pieces, for nobody else, never the last room."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from os import utime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from channels.units.file_lane import FileLane
from channels.units.file_token import FileToken, token
from channels.units.wire.signing import new_signing_key
from config.clock import SystemClock
from config.exchanging import unit_side_of
from config.free_disk import FolderDisk
from config.house import House
from config.web import create_app
from core.disk_room import LEAST_FREE, DiskRoom
from core.refusals import BundleDamaged, BundleForeign, DiskLow
from tests.channels.units.exchanges import BOAT, Between, a_unit
from tests.fakes import PretendDisk

CONTENT = bytes(range(256)) * 40
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def line(house: House, tmp_path: Path) -> Iterator[Between]:
    unit = a_unit(house, tmp_path / "boat")
    yield Between(house, unit)
    unit.close()


@pytest.fixture
def lane(tmp_path: Path) -> FileLane:
    room = DiskRoom(FolderDisk(tmp_path))
    return FileLane(folder=tmp_path / "files", clock=SystemClock(ZoneInfo("UTC")), room=room)


class Asking:
    """A unit that asks for files within one session."""

    def __init__(self, line: Between) -> None:
        self.client: FlaskClient = create_app(line.hub).test_client()
        self.side = unit_side_of(line.unit)
        request = self.side.request(room=2**20, most_bytes=2**20)
        line.answered(request.bundle)
        self.who = (BOAT, self.side.place.epoch, request.session)

    def ask(
        self, method: str, query: str = "", *, data: bytes = b"", **headers: str
    ) -> TestResponse:
        path = f"/unidades/v1/archivos/{NAME}{query}"
        signed = token(self.side.secret, self.who, method, path)
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        said["Authorization"] = signed
        # Read at once, or the test would keep the file open.
        return self.client.open(path, method=method, data=data, headers=said, buffered=True)


def test_a_file_is_fetched_from_where_the_last_try_ended(line: Between) -> None:
    asking = Asking(line)
    assert asking.ask("GET").status_code == 404
    assert line.hub_side.files.keep(BOAT, CONTENT) == NAME
    whole = asking.ask("GET")
    assert (whole.status_code, whole.data) == (200, CONTENT)
    assert whole.content_length == len(CONTENT)
    rest = asking.ask("GET", Range="bytes=10000-", If_Range=f'"{NAME}"')
    assert (rest.status_code, rest.data) == (206, CONTENT[10_000:])
    changed = asking.ask("GET", Range="bytes=10000-", If_Range='"other"')
    assert (changed.status_code, changed.data) == (200, CONTENT)


def test_a_file_is_sent_piece_by_piece_and_counts_when_it_has_its_name(line: Between) -> None:
    asking, files = Asking(line), line.hub_side.files
    assert asking.ask("HEAD").headers["Upload-Offset"] == "0"
    assert asking.ask("POST", "?offset=0", data=CONTENT[:5000]).text == "5000\n"
    assert asking.ask("POST", "?offset=0", data=CONTENT[:5000]).text == "5000\n"
    assert asking.ask("POST", "?offset=6000", data=CONTENT[6000:]).text == "5000\n"
    assert asking.ask("HEAD").headers["Upload-Offset"] == "5000"
    assert files.find(BOAT, NAME) is None
    asking.ask("POST", "?offset=5000&last=1", data=CONTENT[5000:])
    found = files.find(BOAT, NAME)
    assert found is not None
    assert found.read_bytes() == CONTENT
    assert asking.ask("HEAD").headers["Upload-Offset"] == str(len(CONTENT))


def test_nobody_else_is_given_a_file(line: Between, tmp_path: Path) -> None:
    other = a_unit(line.hub, tmp_path / "van", "van-1", ("230",))
    line.hub_side.files.keep("van-1", CONTENT)
    asking = Asking(line)
    assert asking.ask("GET").status_code == 404
    path = f"/unidades/v1/archivos/{NAME}"
    secret, who = asking.side.secret, asking.who
    for header in (
        "",
        "Bearer x",
        "Unidad a b c d",
        token(new_signing_key(), who, "GET", path),
        token(secret, who, "POST", path),
        token(secret, who, "GET", f"{path}?offset=0"),
        token(secret, ("van-1", *who[1:]), "GET", path),
        token(secret, (BOAT, who[1], who[2] + 1), "GET", path),
    ):
        answer = asking.client.get(path, headers={"Authorization": header})
        assert answer.status_code in {400, 403, 409}, header
    line.hub.shelf.devices.revoke(BOAT, (), actor="system:test")
    assert asking.ask("GET").status_code == 403
    other.close()


def test_the_last_room_of_a_disk_is_kept_for_text(lane: FileLane) -> None:
    full = replace(lane, room=DiskRoom(PretendDisk(LEAST_FREE + 10)))
    assert full.add(BOAT, NAME, offset=0, piece=bytes(10)) == 10
    with pytest.raises(DiskLow):
        full.add(BOAT, NAME, offset=10, piece=bytes(11))
    assert full.reached(BOAT, NAME) == 10


def test_a_file_of_other_bytes_than_its_name_says_is_dropped(lane: FileLane) -> None:
    lane.add(BOAT, NAME, offset=0, piece=b"other")
    assert lane.unfinished(BOAT) == NAME
    with pytest.raises(BundleDamaged):
        lane.finish(BOAT, NAME)
    assert (lane.reached(BOAT, NAME), lane.unfinished(BOAT)) == (0, "")


def test_what_nobody_asked_for_in_a_month_is_forgotten(lane: FileLane) -> None:
    name = lane.keep(BOAT, b"old")
    path = lane.find(BOAT, name)
    assert path is not None
    old = path.stat().st_mtime - 31 * 24 * 60 * 60
    utime(path, (old, old))
    lane.keep(BOAT, CONTENT)
    assert lane.find(BOAT, name) is None
    assert lane.find(BOAT, NAME) is not None


@pytest.mark.parametrize("name", ["", "..", "../x", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_a_name_that_is_no_hash_names_no_file(lane: FileLane, name: str) -> None:
    assert lane.find(BOAT, name) is None
    with pytest.raises(BundleDamaged):
        lane.add(BOAT, name, offset=0, piece=b"x")


@pytest.mark.parametrize("header", ["", "Unidad", "Unidad a 1 1 ñ", "Unidad a x 1 AA==", "x " * 4])
def test_a_token_that_is_none_is_refused(header: str) -> None:
    with pytest.raises(BundleForeign):
        FileToken.parse(header)
