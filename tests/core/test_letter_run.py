"""At its cut-off what waits becomes a run, in the order of the post, and nothing changes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from threading import Barrier, Thread

import pytest

from config.house import House
from core.letter_run import order_of
from core.mailing import Wanted
from core.model.citizen import Address
from core.model.letter import Letter, LetterKind, LetterState, LetterStep
from core.model.letter_id import LetterId
from core.model.place import Ubigeo, UbigeoSystem
from core.model.print_run import NO_ROUTE, PrintRun, RunState
from core.people import ContactDetails, NewCitizen
from core.post_ways import province_route
from core.refusals import Refusal, RunClosed, RunEmpty, RunMoved, RunUnknown
from core.run_order import Bound
from core.visiting import NewVisit
from tests.core.mail import CLERK, HOUSE, STRANGER, a_letter, an_addressee, events_of, stands
from tests.core.stories import PISAC, a_case, a_citizen
from tests.houses import TODAY, StoodClock, act

# Lima is five hours behind: its cut-off of 17:30.
CUT_OFF = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
SATURDAY = date(2026, 11, 21)


def at(house: House, moment: datetime, day: date = TODAY) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.day, clock.moment = day, moment


def test_a_run_is_closed_at_its_hour_once_and_takes_all_that_waits(either_house: House) -> None:
    house = either_house
    first, runs = a_letter(house), house.post.runs
    at(house, CUT_OFF - timedelta(seconds=1))
    assert runs.close_due(HOUSE) == ()
    at(house, CUT_OFF)
    (run,) = runs.close_due(HOUSE)
    late = a_letter(house)
    assert runs.close_due(HOUSE) == ()
    assert (run.institution, run.letters, run.cut_off) == (PISAC, 1, CUT_OFF)
    assert (stands(house, first).state, stands(house, first).run) == (LetterState.IN_RUN, run.id)
    assert stands(house, late).state is LetterState.QUEUED
    assert house.shelf.runs.get(run.id) == run
    assert events_of(house, "letters_run_closed") == [
        {"letters": 1, "order_sha256": order_of(house.shelf.runs.places(run.id))}
    ]


def test_no_run_is_closed_on_a_day_off(house: House) -> None:
    a_letter(house)
    at(house, CUT_OFF + timedelta(days=1), SATURDAY)
    assert house.post.runs.close_due(HOUSE) == ()
    at(house, CUT_OFF + timedelta(days=3), date(2026, 11, 23))
    assert len(house.post.runs.close_due(HOUSE)) == 1


def test_what_needs_approval_waits_outside_the_run(house: House) -> None:
    draft = a_letter(house, kind=LetterKind.OBSERVATION)
    with pytest.raises(RunEmpty):
        house.post.runs.close(PISAC, CLERK)
    assert stands(house, draft).state is LetterState.DRAFT


def test_nobody_closes_reads_or_prints_the_run_of_another_institution(house: House) -> None:
    a_letter(house)
    with pytest.raises(RunUnknown):
        house.post.runs.close(PISAC, STRANGER)
    run = house.post.runs.close(PISAC, CLERK)
    with pytest.raises(RunUnknown):
        house.post.runs.get(run.id, STRANGER)
    with pytest.raises(RunUnknown):
        house.post.runs.get("0000000", CLERK)
    with pytest.raises(RunMoved):
        house.post.runs.printed(run.id, CLERK)
    assert house.post.runs.get(run.id.lower(), CLERK) == run


def someone(house: House, name: str, district: str, locality: str) -> str:
    home = Ubigeo(UbigeoSystem.INEI, district)
    address = Address(recipient=name, district=home, lines=("Mz. B Lt. 14",), locality=locality)
    new = NewCitizen(name=name, district=district, institution=PISAC, address=address)
    return house.people.register(new, act())


def queued(house: House, person: str, wish: str) -> Letter:
    wanted = Wanted(kind=LetterKind.REQUIREMENTS, wish=wish, person=person, subject="PE/domicilio")
    return house.post.mailing.queue(wanted, CLERK)


def test_letters_lie_by_route_district_locality_and_name(either_house: House) -> None:
    house = either_house
    people = [
        ("Zoila Ñahui", "080405", "Amaru"),
        ("Álvaro Quispe", "080405", "Cuyo Grande"),
        ("Ángel Quispe", "080405", "Amaru"),
        ("Beto Ccori", "080401", "Calca"),
        ("Ana Huaman", "080101", "Cusco"),
    ]
    letters = [queued(house, someone(house, *one), f"w{place}") for place, one in enumerate(people)]
    run = house.post.runs.close(PISAC, CLERK)
    places = house.shelf.runs.places(run.id)
    assert [place.letter for place in places] == [letters[at].id for at in (4, 3, 2, 0, 1)]
    assert [place.route for place in places] == ["0801-cusco", *["0804-calca"] * 4]
    assert [place.position for place in places] == [1, 2, 3, 4, 5]
    assert {place.address for place in places} == {1}


def test_a_unit_carries_its_letters_in_a_bag_of_their_own(house: House) -> None:
    nowhere = a_citizen(house, "Juan Quispe")
    stop = NewVisit(id="a" * 32, district="080405", on=TODAY, place="Amaru", short_place="Amaru")
    house.visiting.plan(stop, act())
    number = a_case(house, applicant=nowhere).digits
    by_boat, by_post = a_letter(house, number=number, unit_visit=stop.id), a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    routes = {place.letter: place.route for place in house.shelf.runs.places(run.id)}
    assert routes == {by_boat.id: "visita-aaaaaaaa", by_post.id: "0804-calca"}
    assert house.shelf.letters.of_visit(stop.id, PISAC)[0].id == by_boat.id
    assert house.shelf.letters.of_visit(stop.id, "PE/muni-calca") == ()


def test_a_district_that_nobody_knows_has_no_route(house: House) -> None:
    assert province_route(house.gazetteer, "999999") == NO_ROUTE
    assert province_route(house.gazetteer, "080405") == "0804-calca"


def test_an_address_that_was_corrected_after_the_closing_moves_no_letter(house: House) -> None:
    rosa = an_addressee(house)
    letter = a_letter(house, number=a_case(house, applicant=rosa).digits)
    run = house.post.runs.close(PISAC, CLERK)
    before = house.shelf.runs.places(run.id)
    home = Address(recipient="Rosa", district=Ubigeo(UbigeoSystem.INEI, "080101"), lines=("Sol 1",))
    house.people.correct(rosa, ContactDetails(address=home), act())
    assert house.shelf.runs.places(run.id) == before
    assert house.shelf.runs.place_of(letter.id) == before[0]


def test_of_calling_back_and_closing_at_once_one_wins_and_both_agree(
    either_house: House, counts: Callable[[int, int], int]
) -> None:
    house = either_house
    rosa = an_addressee(house)
    for _ in range(counts(4, 60)):
        letters = [a_letter(house, number=a_case(house, applicant=rosa).digits) for _ in range(6)]
        run = raced(house, letters)
        inside = {place.letter for place in house.shelf.runs.places(run.id)} if run else set()
        for letter in letters:
            now = stands(house, letter)
            assert now.state in {LetterState.IN_RUN, LetterState.CANCELLED}
            assert (now.state is LetterState.IN_RUN) is (letter.id in inside)


def raced(house: House, letters: list[Letter]) -> PrintRun | None:
    """Close a run while somebody calls back half of its letters; tell the run."""
    made: list[PrintRun] = []
    start = Barrier(2)

    def close() -> None:
        start.wait()
        made.append(house.post.runs.close(PISAC, CLERK))

    def call_back() -> None:
        start.wait()
        for letter in letters[::2]:
            try:
                house.post.mailing.cancel(letter.id.code, CLERK)
            except RunClosed:
                continue

    threads = [Thread(target=work) for work in (close, call_back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made[0] if made else None


def test_thousands_of_letters_lie_in_the_one_order_however_they_came(
    house: House, counts: Callable[[int, int], int]
) -> None:
    many = counts(600, 10_000)
    dice = Random(6)  # noqa: S311 - the same people each time
    people = [
        someone(house, f"Persona {dice.choice('ABCÑÁ')}{place % 37}", district, f"L{place % 5}")
        for place, district in enumerate(["080405", "080401", "080101", "150101"] * 10)
    ]
    wishes = list(range(many))
    dice.shuffle(wishes)
    for wish in wishes:
        queued(house, people[wish % len(people)], f"w{wish}")
    run = house.post.runs.close(PISAC, CLERK)
    places = house.shelf.runs.places(run.id)
    assert len({place.letter for place in places}) == len(places) == many == run.letters
    waiting = house.shelf.letters.listed(PISAC, (LetterState.IN_RUN,), limit=many + 1)
    expected = house.post.runs.order.sorted(waiting)
    assert [place.letter for place in places] == [bound.letter for bound in expected]
    assert [bound.order for bound in expected] == sorted(bound.order for bound in expected)
    assert run.order_sha256 == order_of(places)


def test_the_order_is_the_same_whatever_order_letters_come_in() -> None:
    bound = [
        Bound(letter=LetterId(f"{place}"), route=route, district=district, name=name)
        for place, (route, district, name) in enumerate(
            [("b", "2", "z"), ("b", "1", "a"), ("a", "9", "m"), (NO_ROUTE, "", ""), ("b", "1", "")]
        )
    ]
    expected = ["2", "4", "1", "0", "3"]
    for seed in range(20):
        Random(seed).shuffle(bound)  # noqa: S311 - any order will do
        assert [one.letter.code for one in sorted(bound, key=lambda one: one.order)] == expected


def test_a_run_that_is_on_paper_moves_all_its_letters_at_once(either_house: House) -> None:
    house = either_house
    one, other = a_letter(house), a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    house.post.mailing.scan(one.id.code, LetterStep.PRINT, CLERK)
    ready = house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="f" * 64)
    assert house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="0") == ready
    assert house.post.runs.printed(run.id, CLERK) == 1
    assert {stands(house, each).state for each in (one, other)} == {LetterState.PRINTED}
    steps = [step.step for step in house.shelf.letters.steps(other.id)]
    assert steps == [LetterStep.BATCH, LetterStep.PRINT]
    assert house.shelf.letters.counts(PISAC) == {LetterState.PRINTED: 2}
    assert house.shelf.letters.kinds(PISAC, LetterState.PRINTED) == {LetterKind.STATUS: 2}


@pytest.mark.parametrize("state", RunState)
def test_a_run_goes_one_state_at_a_time(house: House, state: RunState) -> None:
    a_letter(house)
    run = replace(house.post.runs.close(PISAC, CLERK), state=state)
    for wanted in RunState:
        follows = list(RunState).index(wanted) == list(RunState).index(state) + 1
        try:
            moved = run.moved(wanted, house.clock.now())
        except Refusal:
            assert not follows
        else:
            assert follows
            assert moved.state is wanted
