"""Lists of letters and runs a page at a time: each row once, whatever comes or goes meanwhile."""

from collections.abc import Iterator
from datetime import timedelta

from config.house import House
from core.mailing import Wanted
from core.model.event import instant
from core.model.letter import Letter, LetterKind, LetterState
from core.model.print_run import PrintRun
from core.ports import Mark
from tests.core.mail import CLERK, STRANGER, a_letter, an_addressee
from tests.core.stories import PISAC, a_case
from tests.houses import StoodClock

SIZE = 3


def later(house: House) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(seconds=1)


def queued(house: House, count: int) -> list[Letter]:
    """Queue letters of two kinds, three in each moment, so that moments alone tell nothing."""
    found = []
    for place in range(count):
        if place % SIZE == 0:
            later(house)
        person = an_addressee(house, f"Persona {place}")
        wanted = Wanted(
            kind=LetterKind.REQUIREMENTS, wish=f"w{place}", person=person, subject="PE/domicilio"
        )
        found.append(house.post.mailing.queue(wanted, CLERK))
    return found


def pages(house: House, state: LetterState, *, newest: bool) -> Iterator[tuple[Letter, ...]]:
    after = None
    while found := house.shelf.letters.page(
        PISAC, state, after=after, limit=2, is_newest_first=newest
    ):
        yield found
        after = mark_of(found[-1])


def mark_of(letter: Letter) -> Mark:
    return Mark(at=instant(letter.since), name=letter.id.code)


def test_every_letter_stands_on_one_page_though_moments_are_shared(either_house: House) -> None:
    letters = queued(either_house, 10)
    for newest in (False, True):
        expected = sorted(letters, key=lambda one: (one.since, one.id.code), reverse=newest)
        found = list(pages(either_house, LetterState.QUEUED, newest=newest))
        assert [one.id for page in found for one in page] == [one.id for one in expected]
        assert list(pages(either_house, LetterState.DRAFT, newest=newest)) == []


def test_a_letter_that_leaves_between_two_pages_hides_no_other(house: House) -> None:
    letters = sorted(queued(house, 6), key=lambda one: (one.since, one.id.code))
    reading = pages(house, LetterState.QUEUED, newest=False)
    first = next(reading)
    for one in first:
        house.post.mailing.cancel(one.id.code, CLERK)
    rest = [one.id for page in reading for one in page]
    assert rest == [one.id for one in letters[2:]]


def test_no_page_shows_a_letter_of_another_institution(house: House) -> None:
    queued(house, 2)
    page = house.shelf.letters.page(
        STRANGER.institution, LetterState.QUEUED, after=None, limit=9, is_newest_first=False
    )
    assert page == ()
    assert house.shelf.letters.first_of_kinds(STRANGER.institution, LetterState.QUEUED) == ()


def test_the_first_of_each_kind_is_the_one_that_waits_longest(either_house: House) -> None:
    house = either_house
    status = a_letter(house)
    sheets = queued(house, 4)
    later(house)
    a_letter(house, number=a_case(house, applicant=an_addressee(house, "Ana Ccori")).digits)
    first = house.shelf.letters.first_of_kinds(PISAC, LetterState.QUEUED)
    oldest = min(sheets, key=lambda one: (one.since, one.id.code))
    assert {one.kind: one.id for one in first} == {
        LetterKind.STATUS: status.id,
        LetterKind.REQUIREMENTS: oldest.id,
    }
    assert len(first) == 2


def test_only_the_states_that_are_asked_for_are_counted(house: House) -> None:
    queued(house, 3)
    letters = house.shelf.letters
    assert letters.counts(PISAC, among=(LetterState.QUEUED,)) == {LetterState.QUEUED: 3}
    assert letters.counts(PISAC, among=(LetterState.DRAFT,)) == {}
    assert letters.counts(PISAC) == {LetterState.QUEUED: 3}


def test_every_run_stands_on_one_page_the_newest_first(either_house: House) -> None:
    runs = [a_run(either_house, place) for place in range(5)]
    expected = sorted(runs, key=lambda one: (one.closed_at, one.id), reverse=True)
    found: list[PrintRun] = []
    after = None
    while page := either_house.shelf.runs.listed(PISAC, limit=2, after=after):
        found += page
        after = Mark(at=instant(page[-1].closed_at), name=page[-1].id)
    assert [one.id for one in found] == [one.id for one in expected]


def a_run(house: House, place: int) -> PrintRun:
    """Close a run, two in each moment."""
    if place % 2 == 0:
        later(house)
    a_letter(house)
    return house.post.runs.close(PISAC, CLERK)


def test_the_letters_of_a_run_are_read_on_from_a_place(either_house: House) -> None:
    house = either_house
    queued(house, 5)
    run = house.post.runs.close(PISAC, CLERK)
    places = house.shelf.runs.places(run.id)
    read = house.shelf.runs.places_after
    assert read(run.id, 0, limit=2) == places[:2]
    assert read(run.id, 2, limit=9) == places[2:]
    assert read(run.id, 5, limit=9) == ()
    assert read(run.id, 0, limit=9, only_aside=True) == ()
