"""A whole route is moved on in one press: each letter once, and what cannot follow is counted."""

import pytest

from config.house import House
from core.model.letter import Letter, LetterState, LetterStep, ReturnReason
from core.model.print_run import PrintRun
from core.refusals import LetterMoved, RunUnknown
from core.route_steps import A_BUNDLE, RouteMoved, RouteSteps
from tests.core.mail import CLERK, STRANGER, a_letter, an_addressee, stands
from tests.core.stories import PISAC, a_case

ROUTE = "0804-calca"


def steps_of(house: House) -> RouteSteps:
    return RouteSteps(house.shelf.ledger, house.shelf.runs, house.clock)


def on_paper(house: House, count: int) -> tuple[PrintRun, list[Letter]]:
    """Put letters of one route on paper."""
    number = a_case(house, applicant=an_addressee(house)).digits
    said = [{"answer": f"Respuesta {each}"} for each in range(count)]
    letters = [a_letter(house, number=number, wish=one["answer"], said=one) for one in said]
    run = house.post.runs.close(PISAC, CLERK)
    house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="0" * 64)
    house.post.runs.printed(run.id, CLERK)
    return house.post.runs.get(run.id, CLERK), letters


def test_a_route_moves_on_and_the_same_press_again_moves_nothing(either_house: House) -> None:
    house = either_house
    run, letters = on_paper(house, A_BUNDLE + 3)
    take = steps_of(house).take
    assert take(run, ROUTE, LetterStep.ENVELOPE, CLERK) == RouteMoved(moved=len(letters))
    assert take(run, ROUTE, LetterStep.ENVELOPE, CLERK) == RouteMoved(already=len(letters))
    assert {stands(house, one).state for one in letters} == {LetterState.ENVELOPED}
    taken = [one.step for one in house.shelf.letters.steps(letters[-1].id)]
    assert taken == [LetterStep.BATCH, LetterStep.PRINT, LetterStep.ENVELOPE]


def test_a_letter_that_went_its_own_way_is_left_there(house: House) -> None:
    run, letters = on_paper(house, 3)
    house.post.mailing.scan(letters[0].id.code, LetterStep.POST, CLERK)
    house.post.returns.take_back(letters[1].id.code, ReturnReason.ABSENT, CLERK)
    moved = steps_of(house).take(run, ROUTE, LetterStep.POST, CLERK)
    assert moved == RouteMoved(moved=1, already=1, stuck=1)
    assert stands(house, letters[1]).state is LetterState.RETURNED


def test_what_is_not_on_paper_yet_stays_where_it_is(house: House) -> None:
    letter = a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    assert steps_of(house).take(run, ROUTE, LetterStep.ENVELOPE, CLERK) == RouteMoved(stuck=1)
    assert stands(house, letter).state is LetterState.IN_RUN


@pytest.mark.parametrize("step", [LetterStep.RETURN, LetterStep.DELIVER, LetterStep.CANCEL])
def test_a_route_takes_no_step_that_needs_more_than_a_scan(house: House, step: LetterStep) -> None:
    run, letters = on_paper(house, 1)
    with pytest.raises(LetterMoved):
        steps_of(house).take(run, ROUTE, step, CLERK)
    assert stands(house, letters[0]).state is LetterState.PRINTED


def test_no_route_of_another_run_or_institution_is_moved(house: House) -> None:
    run, letters = on_paper(house, 1)
    for route, hand in (("0801-cusco", CLERK), ("", CLERK), (ROUTE, STRANGER)):
        with pytest.raises(RunUnknown):
            steps_of(house).take(run, route, LetterStep.ENVELOPE, hand)
    assert stands(house, letters[0]).state is LetterState.PRINTED
