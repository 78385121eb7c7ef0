"""Two wishes for the same letter before one cut-off make one letter, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain

from config.house import House
from core.letter_hands import Hand
from core.mailing import Wanted
from core.model.letter import Letter, LetterKind, LetterState
from core.refusals import RunEmpty
from core.visiting import NewVisit
from tests.core.mail import CLERK, HOUSE, a_letter, an_addressee, stands
from tests.core.rows import rows
from tests.core.stories import PISAC, a_case
from tests.houses import TODAY, act

ALIKE = Wanted(kind=LetterKind.STATUS, wish="first", number="")


def asked(house: House, number: str, wish: str, hand: Hand = CLERK) -> Letter:
    return house.post.mailing.queue(replace(ALIKE, wish=wish, number=number), hand)


def test_a_second_wish_joins_the_letter_that_waits(either_house: House) -> None:
    house = either_house
    first = a_letter(house)
    assert asked(house, first.number, "call:7", HOUSE) == first
    assert asked(house, first.number, "call:7", HOUSE) == first
    assert house.shelf.letters.of_case(first.number) == (first,)
    (kept,) = rows(house, "letter_wish")
    told = (kept["wish"], kept["letter"], kept["member"])
    assert told == ("call:7", first.id.code, HOUSE.by)


def test_a_wish_that_joined_makes_no_letter_after_the_run(either_house: House) -> None:
    house = either_house
    first = a_letter(house)
    asked(house, first.number, "call:7")
    run = house.post.runs.close(PISAC, CLERK)
    assert run.letters == 1
    again = asked(house, first.number, "call:7")
    assert (again.id, again.run) == (first.id, run.id)
    later = asked(house, first.number, "call:8")
    assert later.id != first.id
    assert stands(house, later).state is LetterState.QUEUED


def test_one_that_was_called_back_is_joined_by_no_later_wish(house: House) -> None:
    first = a_letter(house)
    house.post.mailing.cancel(first.id.code, CLERK)
    assert asked(house, first.number, "call:7").id != first.id


def test_what_differs_is_another_letter(house: House) -> None:
    first, told = a_letter(house), {"answer_given": "Venga el lunes."}
    plain = replace(ALIKE, number=first.number)
    stop = NewVisit(id="v1", district="080405", on=TODAY, place="Plaza", short_place="Plaza")
    house.visiting.plan(stop, act())
    others = [
        replace(plain, wish="large", is_large=True),
        replace(plain, wish="by unit", unit_visit=stop.id),
        replace(plain, wish="receipt", kind=LetterKind.RECEIPT),
        replace(plain, wish="answer", kind=LetterKind.ORAL_ANSWER, said=told),
        replace(plain, wish="other", kind=LetterKind.ORAL_ANSWER, said={"answer_given": "No."}),
        replace(plain, wish="case", number=a_case(house, applicant=first.person).digits),
    ]
    made = [house.post.mailing.queue(wanted, CLERK).id for wanted in others]
    assert len({first.id, *made}) == len(others) + 1
    same = replace(plain, wish="again", kind=LetterKind.ORAL_ANSWER, said=dict(told))
    assert house.post.mailing.queue(same, CLERK).id == made[3]


def test_what_acts_in_law_is_never_joined(house: House) -> None:
    first = a_letter(house, kind=LetterKind.OBSERVATION)
    again = a_letter(house, kind=LetterKind.OBSERVATION, number=first.number, wish="other")
    assert again.id != first.id
    assert not rows(house, "letter_wish")


def test_a_letter_that_is_written_again_is_joined_by_nobody(house: House) -> None:
    first = a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    made = house.post.runs.made(run, HOUSE, places=(), files=(), manifest_sha256="0" * 64)
    house.post.runs.printed(made.id, CLERK)
    again = house.post.reprinting.reprint(first.id.code, "se mojó", CLERK)
    assert asked(house, first.number, "call:7").id not in {first.id, again.id}


def test_wishes_at_once_make_one_letter(either_house: House) -> None:
    house, wishes = either_house, 8
    number = a_case(house, applicant=an_addressee(house)).digits
    with ThreadPoolExecutor(wishes) as pool:
        made = pool.map(lambda place: asked(house, number, f"call:{place}"), range(wishes))
        assert len({letter.id for letter in made}) == 1
    assert len(house.shelf.letters.of_case(number)) == 1
    assert len(rows(house, "letter_wish")) == wishes - 1


def test_wishes_that_cross_the_closing_lose_nothing_and_double_nothing(
    either_house: House,
) -> None:
    house = either_house
    number = a_case(house, applicant=an_addressee(house)).digits

    def close(_: int) -> tuple[str, ...]:
        try:
            return (house.post.runs.close(PISAC, CLERK).id,)
        except RunEmpty:
            return ()

    with ThreadPoolExecutor(6) as pool:
        closings = [pool.submit(close, place) for place in range(4)]
        made = list(pool.map(lambda place: asked(house, number, f"call:{place}"), range(12)))
        runs = set(chain.from_iterable(closing.result() for closing in closings))
    letters = house.shelf.letters.of_case(number)
    assert {letter.id for letter in made} == {letter.id for letter in letters}
    waiting = [letter for letter in letters if letter.state is LetterState.QUEUED]
    assert len(waiting) <= 1
    # Each run took the one letter that waited then: never two that say the same.
    assert sorted(letter.run for letter in letters if letter.run) == sorted(runs)
    for place, letter in enumerate(made):
        assert asked(house, number, f"call:{place}").id == letter.id
    assert len(house.shelf.letters.of_case(number)) == len(letters)
