"""Papers on their way home: after the text, from where they were cut, known by their hash."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import requests

from channels.units.bundle_http import MOST_PAPER_PIECE
from channels.units.client import Limits
from channels.units.file_token import token
from channels.units.wire.signing import new_signing_key
from config.exchanging import unit_client_of
from config.house import House
from config.papers import box_of, paper_sender_of
from config.web import create_app
from core.disk_room import LEAST_FREE
from core.papers import PaperTally
from core.refusals import LinkDown
from tests.browsers import Served
from tests.channels.units.exchanges import BOAT, Between, a_unit
from tests.channels.units.lines import Wire
from tests.channels.units.paper_lines import QUICK, Boat, Mast, a_boat, door_of, launch, launched
from tests.clerks import a_clerk, case_page, words
from tests.core.stories import a_case, case_of
from tests.handed_papers import a_pdf, a_photo

LARGE = a_pdf(more=bytes(20_000))


@pytest.fixture(scope="module")
def harbour(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    launch(founded_house, folder)
    return folder


@pytest.fixture
def boat(harbour: Path, tmp_path: Path) -> Iterator[Boat]:
    with launched(harbour, tmp_path) as boat:
        yield boat


def test_papers_go_after_the_text_the_smallest_first(boat: Boat) -> None:
    large, photo, small = boat.take(LARGE, a_photo(200, 200), a_pdf())
    early = boat.send()
    # The hub knows of no paper before its text is there.
    assert (early.papers, early.bytes_sent, early.refused) == (0, 0, "paper_unknown")
    boat.line.all()
    sent = boat.send()
    assert (sent.papers, sent.cuts, sent.refused) == (3, 0, "")
    assert sent.bytes_sent == sent.bytes_taken == large.size + photo.size + small.size
    assert boat.are_equal((large, photo, small))
    assert boat.parts() == []
    again = boat.send()
    # One request finds both of one mind.
    assert (again.requests, again.papers, boat.standing.at_hub) == (1, 0, 3)


def test_both_sides_say_how_many_of_them_arrived(boat: Boat) -> None:
    papers = sorted(boat.take(a_pdf(), a_pdf(more=b"x" * 90), LARGE), key=lambda one: one.size)
    unit, hub = boat.line.unit, boat.line.hub
    assert boat.tally(unit) == PaperTally(told=3, here=3, own=3, at_hub=0)
    boat.line.all()
    assert boat.tally(hub) == PaperTally(told=3, here=0)
    # What is allowed is spent before the third is there.
    boat.send(limits=replace(QUICK, most_bytes=2 * MOST_PAPER_PIECE))
    assert boat.tally(hub) == PaperTally(told=3, here=2)
    assert boat.tally(unit) == PaperTally(told=3, here=3, own=3, at_hub=2)
    standing = boat.standing
    assert (standing.told, standing.here, standing.at_hub) == (3, 3, 2)
    clerk = a_clerk(hub, create_app(hub).test_client())
    assert "Llegaron 2 de 3 papeles." in words(clerk.get(case_page(boat.number)).text)
    room = words(clerk.get(f"{case_page(boat.number)}/papeles").text)
    assert room.count("todavía no está aquí") == 1
    boat.send()
    assert boat.tally(hub).here == 3
    assert boat.are_equal(papers)


def test_a_line_that_breaks_at_any_byte_wastes_less_than_a_piece(
    boat: Boat, counts: Callable[[int, int], int]
) -> None:
    papers = boat.take(LARGE, a_pdf())
    boat.line.all()
    whole = Mast(boat.hub)
    boat.send(whole)
    total = sum(paper.size for paper in papers)
    cuts = counts(10, 300)
    for at in range(0, whole.carried, whole.carried // cuts):
        boat.forget_at_the_hub(papers)
        mast = Mast(boat.hub, breaks_at=at)
        sent = boat.send(mast)
        assert (mast.cuts, sent.cuts, sent.papers) == (1, 1, 2), at
        assert total <= sent.bytes_sent <= total + MOST_PAPER_PIECE, at
        assert boat.are_equal(papers), at
        assert boat.parts() == [], at


def test_a_sitting_that_ended_is_gone_on_with_by_the_next(boat: Boat) -> None:
    (paper,) = boat.take(LARGE)
    boat.line.all()
    down = boat.send(Mast(boat.hub, breaks_at=14_000, stays_down=True))
    assert (down.papers, down.refused) == (0, LinkDown.code)
    (part,) = boat.parts()
    here = part.stat().st_size
    assert here == MOST_PAPER_PIECE
    boat.line.once()
    sent = boat.send()
    assert (sent.papers, sent.bytes_sent) == (1, paper.size - here)


def test_limits_of_time_and_bytes_are_kept(boat: Boat) -> None:
    boat.take(LARGE)
    boat.line.all()
    assert boat.send(limits=Limits(most_seconds=0)).requests == 0
    assert boat.send(limits=Limits(most_bytes=100)).bytes_sent == 0
    assert boat.send(limits=Limits(most_bytes=9000)).bytes_sent == MOST_PAPER_PIECE
    assert boat.standing.at_hub == 0


def test_a_byte_that_changed_on_the_way_is_noticed_and_all_of_it_sent_again(boat: Boat) -> None:
    (paper,) = boat.take(LARGE)
    boat.line.all()
    spoilt = Mast(boat.hub, spoils={2: bytes(MOST_PAPER_PIECE)})
    sent = boat.send(spoilt)
    assert (sent.papers, sent.refused) == (1, "")
    assert sent.bytes_sent == 2 * paper.size
    assert boat.are_equal([paper])


def test_a_paper_that_is_always_changed_is_given_up_and_holds_no_other_up(boat: Boat) -> None:
    small, large = sorted(boat.take(a_pdf(), LARGE), key=lambda one: one.size)
    boat.line.all()
    bad = {at: bytes(small.size) for at in (2, 4)}
    sent = boat.send(Mast(boat.hub, spoils=bad))
    assert (sent.papers, sent.refused) == (1, "paper_damaged")
    assert boat.are_equal([large])
    assert box_of(boat.line.hub).get(small.sha256) is None
    assert boat.standing.at_hub == 1


def test_a_paper_that_came_by_another_way_is_not_sent_again(boat: Boat) -> None:
    (paper,) = boat.take(LARGE)
    boat.line.all()
    sealed = box_of(boat.line.unit).get(paper.sha256)
    assert sealed is not None
    box_of(boat.line.hub).put(paper.sha256, sealed)
    sent = boat.send()
    assert (sent.papers, sent.requests, sent.bytes_sent) == (1, 1, 0)


def test_a_hub_from_an_old_backup_is_sent_again_what_it_had(boat: Boat) -> None:
    papers = boat.take(LARGE, a_pdf(), a_pdf(more=b"x"))
    boat.line.all()
    boat.send()
    for lost in papers[:2]:
        box_of(boat.line.hub).remove(lost.sha256)
    assert boat.send(Mast(boat.hub, breaks_at=0, stays_down=True)).refused == ""
    assert boat.standing.at_hub == 3
    sent = boat.send()
    assert sent.bytes_sent == papers[0].size + papers[1].size
    assert boat.are_equal(papers)
    assert boat.standing.at_hub == 3


class Asking:
    """A device that signs requests for papers by hand."""

    def __init__(self, boat: Boat, unit: House) -> None:
        self.client = boat.hub.test_client()
        self.sender = paper_sender_of(unit, unit_client_of(unit, ""))
        place = self.sender.side.place
        self.who = (place.origin, place.epoch, self.sender.session())

    def ask(
        self, name: str, query: str = "", *, data: bytes | None = None, secret: bytes = b""
    ) -> tuple[int, str]:
        method = "GET" if data is None else "POST"
        path = f"/unidades/v1/papeles/{name}{query}"
        signed = token(secret or self.sender.side.secret, self.who, method, path)
        answer = self.client.open(path, method=method, data=data, headers={"Authorization": signed})
        return answer.status_code, answer.text.strip()


def test_nobody_sends_what_is_not_theirs_or_was_not_announced(boat: Boat, tmp_path: Path) -> None:
    (paper,) = boat.take(LARGE)
    boat.line.all()
    van = a_unit(boat.line.hub, tmp_path / "van", "van-1", ("230",))
    Between(boat.line.hub, van).once()
    stranger, owner = Asking(boat, van), Asking(boat, boat.line.unit)
    unknown = hashlib.sha256(b"x").hexdigest()
    assert owner.ask(paper.sha256) == (200, "0")
    assert owner.ask(unknown) == (404, "paper_unknown")
    assert owner.ask(unknown, "?offset=0", data=b"x") == (404, "paper_unknown")
    assert stranger.ask(paper.sha256) == (404, "paper_unknown")
    assert stranger.ask(paper.sha256, "?offset=0", data=b"x") == (404, "paper_unknown")
    forged = owner.ask(paper.sha256, "?offset=0", data=b"x", secret=new_signing_key())
    assert forged == (400, "bundle_foreign")
    assert boat.parts() == []
    boat.line.hub.shelf.devices.revoke(BOAT, (), actor="system:test")
    assert owner.ask(paper.sha256, "?offset=0", data=b"x")[0] == 403
    assert boat.send().refused == "device_revoked"
    van.close()


def test_a_piece_is_taken_where_the_paper_ends_so_far_and_nowhere_else(boat: Boat) -> None:
    (paper,) = boat.take(LARGE)
    boat.line.all()
    sealed = box_of(boat.line.unit).get(paper.sha256)
    assert sealed is not None
    owner = Asking(boat, boat.line.unit)
    assert owner.ask(paper.sha256, "?offset=0", data=sealed[:5000]) == (200, "5000")
    assert owner.ask(paper.sha256, "?offset=0", data=sealed[:5000]) == (200, "5000")
    assert owner.ask(paper.sha256, "?offset=9000", data=sealed[9000:9100]) == (200, "5000")
    for query, piece in (
        ("?offset=5000", bytes(paper.size)[: MOST_PAPER_PIECE + 1]),
        ("", b"x"),
        ("?offset=-1", b"x"),
        ("?offset=x", b"x"),
        (f"?offset={paper.size}", b"x"),
    ):
        assert owner.ask(paper.sha256, query, data=piece)[0] in {400, 413}, query
    assert owner.ask(paper.sha256) == (200, "5000")


def test_the_last_room_of_the_hubs_disk_is_kept_for_text(boat: Boat) -> None:
    (paper,) = boat.take(LARGE)
    boat.line.all()
    hub = boat.line.hub
    crowded = replace(boat, hub=door_of(hub, free=LEAST_FREE))
    sent = crowded.send()
    assert (sent.papers, sent.refused) == (0, "disk_low")
    owner = Asking(crowded, boat.line.unit)
    assert owner.ask(paper.sha256, "?offset=0", data=b"x") == (507, "disk_low")
    # Text goes on, and so do papers once there is room.
    number = a_case(boat.line.unit)
    boat.line.all()
    assert case_of(hub, number).number == number
    assert boat.send().papers == 1


def test_papers_of_who_was_erased_are_no_longer_sent_nor_taken(boat: Boat) -> None:
    (paper,) = boat.take(LARGE)
    boat.line.all()
    person = case_of(boat.line.hub, boat.number).applicant
    with boat.line.hub.shelf.ledger.writing() as work:
        work.erase(person)
    assert Asking(boat, boat.line.unit).ask(paper.sha256) == (410, "paper_gone")
    assert boat.send().refused == "paper_gone"
    with boat.line.unit.shelf.ledger.writing() as work:
        work.erase(person)
    assert boat.send().requests == 0


def test_over_a_real_line_that_is_cut_everything_arrives(
    open_house: Served, tmp_path: Path
) -> None:
    unit = a_unit(open_house.house, tmp_path / "boat")
    boat = a_boat(Between(open_house.house, unit), a_case(unit))
    papers = boat.take(LARGE, a_photo(200, 200))
    boat.line.all()
    port = int(open_house.address.rpartition(":")[2])
    with Wire(port).opened() as wire:
        client = unit_client_of(unit, wire.url)
        sender = replace(paper_sender_of(unit, client), sleep=lambda _: None)
        wire.begin(up=13_000)
        sent = sender.send(QUICK, lambda _: None)
        assert wire.cuts == 1
    assert (sent.papers, sent.cuts) == (2, 1)
    assert sent.bytes_sent - sum(one.size for one in papers) <= MOST_PAPER_PIECE
    assert boat.are_equal(papers)
    unit.close()


def test_a_hub_that_speaks_of_something_else_is_not_believed(boat: Boat) -> None:
    boat.take(LARGE)
    boat.line.all()

    class Elsewhere(Mast):
        def send(self, *_: object, **__: object) -> requests.Response:
            answer = requests.Response()
            answer.status_code, answer.raw = 200, BytesIO(b"<html>firme aqui</html>")
            return answer

    sent = boat.send(Elsewhere(boat.hub))
    assert (sent.papers, sent.refused) == (0, "200")
