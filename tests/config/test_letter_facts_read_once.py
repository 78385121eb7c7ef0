"""What a letter tells is read once: its case, whom it goes to, and when a unit comes to them."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from config.house import House
from config.letter_writing import letter_facts_of
from core.model.letter_needs import LetterNeeds
from core.ports import Cases, Citizens, Visits
from core.visiting import NewVisit
from tests.config.letters_wanted import letter, of
from tests.houses import act

ASKED = ("visit_on", "visit_place", "services")


@dataclass(frozen=True, slots=True)
class Counted:
    """A port that counts what is asked of it."""

    port: object
    asked: Counter[str] = field(default_factory=Counter)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the port answers
        """Count the question, and let the port answer it."""
        self.asked[name] += 1
        return getattr(self.port, name)


def test_a_letter_reads_its_case_its_citizen_and_the_visit_once(house: House) -> None:
    day = date(2026, 12, 3)
    stop = NewVisit(id="v1", district="080405", on=day, place="Local comunal", short_place="L")
    house.visiting.plan(stop, act())
    number, books, shelf = of(house), house.shelf.library.books(), house.shelf
    cases, citizens, visits = map(Counted, (shelf.cases, shelf.citizens, shelf.visits))
    read = replace(
        house.correspondence,
        cases=cast("Cases", cases),
        citizens=cast("Citizens", citizens),
    )
    facts = replace(letter_facts_of(house), correspondence=read, visits=cast("Visits", visits))
    template = books.letter("PE", "status")
    needs = LetterNeeds(answer="visit", needs=ASKED, may=(), asks={}, may_ask={}, then_asks={})
    found = facts.gather(letter("status", number), replace(template, needs=needs), {}, books)
    assert found.facts.values["visit_on"] == day
    assert (cases.asked["find"], citizens.asked["get"]) == (1, 1)
    assert visits.asked == {"next_in": 1}
