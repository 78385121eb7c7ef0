"""Papers at a counter: sealed before they are told of, counted truly, gone with their person."""

import hashlib
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from config.house import House
from config.papers import box_of, paper_sweep_of, papers_arriving_of, papers_of
from core.model.case_number import CaseNumber
from core.model.event import Draft, Event, EventId
from core.model.paper import PAPER_TAKEN, Answering, Media, answered_by, person_of
from core.model.paper import papers_of as papers_in
from core.paper_lane import digest_of
from core.papers import MOST_FILES, PaperTally
from core.refusals import (
    CaseNotFound,
    DateOutOfOrder,
    Erased,
    PaperDamaged,
    PaperEmpty,
    PaperGone,
    PapersMissing,
    PapersTooMany,
    PaperUnknown,
    Refusal,
)
from tests.core.stories import MONDAY, PISAC, a_case, case_of
from tests.fakes import NOON_IN_LIMA
from tests.handed_papers import a_pdf, a_photo
from tests.houses import TODAY, act

PHOTO = a_photo()


@pytest.fixture
def number(house: House) -> CaseNumber:
    return a_case(house)


def handed_in(house: House, number: CaseNumber, *files: bytes) -> Event:
    papers_of(house).hand_in(number, PISAC, files, act=act())
    return house.shelf.case_log.events(number)[-1]


def lying(house: House) -> list[Path]:
    return sorted((house.settings.var_folder / "papers").glob("*.sealed"))


def erased(house: House, number: CaseNumber) -> None:
    with house.shelf.ledger.writing() as work:
        work.erase(case_of(house, number).applicant)


def test_papers_lie_sealed_and_their_event_tells_nothing_that_they_show(
    house: House, number: CaseNumber
) -> None:
    before, state = case_of(house, number).events, case_of(house, number).state
    event = handed_in(house, number, PHOTO, a_pdf(3))
    photo, document = papers_in(event)
    assert (photo.media, photo.pages) == (Media.PHOTO, 1)
    assert (document.media, document.pages) == (Media.DOCUMENT, 3)
    assert event.draft.kind == PAPER_TAKEN
    assert (event.draft.presented_on, event.draft.received_on) == (TODAY, TODAY)
    assert event.draft.data.keys() == {"person", "answers", "papers"}
    assert (case_of(house, number).events, case_of(house, number).state) == (before + 1, state)
    assert [file.name.partition(".")[0] for file in lying(house)] == sorted(
        (photo.sha256, document.sha256)
    )
    for file in lying(house):
        assert b"JFIF" not in file.read_bytes()
        assert b"%PDF" not in file.read_bytes()
    papers = papers_of(house)
    found, content = papers.open([event], document.sha256)
    assert (found, content) == (document, a_pdf(3))
    assert papers.open([event], photo.sha256)[1].startswith(b"\xff\xd8\xff")


def test_the_name_of_a_paper_is_the_hash_of_what_travels_and_says_nothing_of_it(
    house: House, number: CaseNumber
) -> None:
    one, other = papers_in(handed_in(house, number, a_pdf(), a_pdf()))
    sealed = box_of(house).get(one.sha256)
    assert sealed is not None
    assert hashlib.sha256(sealed).hexdigest() == one.sha256
    assert len(sealed) == one.size
    # The same paper twice has two names: nobody learns from them that it is the same.
    assert one.sha256 != other.sha256


def test_what_papers_answer_is_told(house: House, number: CaseNumber) -> None:
    papers = papers_of(house)
    for answering in Answering:
        papers.hand_in(number, PISAC, (a_pdf(),), answering=answering, act=act())
        assert answered_by(house.shelf.case_log.events(number)[-1]) is answering


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ((), PapersMissing),
        ((a_pdf(),) * (MOST_FILES + 1), PapersTooMany),
        ((a_pdf(), b""), PaperEmpty),
    ],
)
def test_a_hand_over_is_taken_whole_or_not_at_all(
    house: House, number: CaseNumber, files: tuple[bytes, ...], refused: type[Refusal]
) -> None:
    before = house.shelf.case_log.events(number)
    with pytest.raises(refused):
        papers_of(house).hand_in(number, PISAC, files, act=act())
    assert house.shelf.case_log.events(number) == before
    assert lying(house) == []


def test_a_case_of_others_takes_no_papers_nor_one_of_tomorrow(
    house: House, number: CaseNumber
) -> None:
    papers = papers_of(house)
    with pytest.raises(CaseNotFound):
        papers.hand_in(number, "PE/muni-calca", (a_pdf(),), act=act())
    with pytest.raises(CaseNotFound):
        papers.hand_in(CaseNumber.compose("999", 1), PISAC, (a_pdf(),), act=act())
    with pytest.raises(DateOutOfOrder):
        papers.hand_in(number, PISAC, (a_pdf(),), act=act(TODAY + timedelta(days=1)))
    with pytest.raises(DateOutOfOrder):
        papers.hand_in(number, PISAC, (a_pdf(),), act=act(MONDAY - timedelta(days=9)))
    assert lying(house) == []


def test_one_form_hands_papers_in_once(house: House, number: CaseNumber) -> None:
    for _ in range(2):
        papers_of(house).hand_in(number, PISAC, (a_pdf(),), act=replace(act(), key="a" * 32))
    events = house.shelf.case_log.events(number)
    assert [event.draft.kind for event in events].count(PAPER_TAKEN) == 1
    assert len(lying(house)) == 1


def test_a_case_tells_two_of_three_while_one_is_not_here(house: House, number: CaseNumber) -> None:
    event = handed_in(house, number, a_pdf(), a_pdf(), PHOTO)
    papers, events = papers_of(house), house.shelf.case_log.events(number)
    assert papers.tally(events) == PaperTally(told=3, here=3, own=3)
    gone = papers_in(event)[1].sha256
    box_of(house).remove(gone)
    assert papers.tally(events) == PaperTally(told=3, here=2, own=3)
    with pytest.raises(PaperGone):
        papers.open(events, gone)
    with pytest.raises(PaperUnknown):
        papers.open(events, "0" * 64)


def test_a_paper_that_was_changed_on_the_disk_opens_no_more(
    house: House, number: CaseNumber
) -> None:
    event = handed_in(house, number, a_pdf())
    (file,) = lying(house)
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    with pytest.raises(PaperGone):
        papers_of(house).open([event], papers_in(event)[0].sha256)


def test_erasure_takes_the_key_along_and_the_sweep_the_bytes(
    house: House, number: CaseNumber
) -> None:
    other = a_case(house)
    event, kept = handed_in(house, number, a_pdf(), PHOTO), handed_in(house, other, a_pdf())
    papers, box = papers_of(house), box_of(house)
    name = papers_in(event)[0].sha256
    person = case_of(house, number).applicant
    sealed = box.get(name)
    assert sealed is not None
    erased(house, number)
    with pytest.raises(PaperGone):
        papers.open([event], name)
    assert box.unseal(person, sealed) is None
    assert papers.tally([event]).is_erased
    assert not papers.tally([kept]).is_erased
    with pytest.raises(Erased):
        papers.hand_in(number, PISAC, (a_pdf(),), act=act())
    with pytest.raises(Erased):
        box.seal(person, b"x")
    assert papers.sweep() == 0
    for file in lying(house):
        os.utime(file, (0, 0))
    assert papers.sweep() == 2
    assert [file.name.partition(".")[0] for file in lying(house)] == [papers_in(kept)[0].sha256]


def test_what_no_event_tells_of_is_swept_after_a_day(house: House, number: CaseNumber) -> None:
    handed_in(house, number, a_pdf())
    box_of(house).put("c" * 64, b"begun before the power failed")
    assert papers_of(house).sweep() == 0
    for file in lying(house):
        os.utime(file, (0, 0))
    part = house.settings.var_folder / "papers" / "arriving" / "boat-1" / f"{'d' * 64}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x")
    os.utime(part, (0, 0))
    paper_sweep_of(house)()
    assert len(lying(house)) == 1
    assert not part.exists()


def test_the_hub_takes_what_was_announced_and_nothing_else(
    house: House, number: CaseNumber
) -> None:
    paper = papers_in(handed_in(house, number, a_pdf()))[0]
    arriving, box = papers_arriving_of(house), box_of(house)
    sealed = box.get(paper.sha256)
    assert sealed is not None
    box.remove(paper.sha256)
    with pytest.raises(PaperUnknown):
        arriving.expected("boat-1", paper.sha256)
    expected = arriving.expected("hub", paper.sha256)
    with pytest.raises(PaperDamaged):
        arriving.take(expected, sealed[:-1])
    assert not arriving.is_here(expected)
    arriving.take(expected, sealed)
    arriving.take(expected, sealed)
    assert arriving.digest("hub") == digest_of([paper.sha256]) != arriving.digest("boat-1")
    erased(house, number)
    with pytest.raises(PaperGone):
        arriving.expected("hub", paper.sha256)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"papers": "x"},
        {"papers": [1, "x", [], ["a" * 64], ["a" * 64, "image/jpeg", 1, -1]]},
        {"papers": [["A" * 64, "image/jpeg", 1, 9], ["a" * 64, "text/html", 1, 9]]},
        {"papers": [["a" * 64, "image/jpeg", True, 9], [["a"], {}, 1, 9]], "answers": ["x"]},
    ],
)
def test_what_a_strange_unit_writes_of_papers_names_none(said: dict[str, object]) -> None:
    draft = Draft(
        kind=PAPER_TAKEN,
        subject="case:1",
        institution=PISAC,
        actor="x",
        via="unit",
        happened_at=NOON_IN_LIMA,
        data={"person": 7, **said},
    )
    event = Event(
        id=EventId("boat-9", 1, 1), draft=draft, recorded_at=NOON_IN_LIMA, prev_hash="0" * 64
    )
    assert papers_in(event) == ()
    assert (answered_by(event), person_of(event)) == (Answering.NOTHING, "")
