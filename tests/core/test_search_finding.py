"""What is offered of what was found: own institution first, no other place's, never abroad."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import pytest

from config.shipped import country_pack, read_gazetteer
from core.finding import Finding
from core.library import Books, Library
from core.model.answers import ProcedureAnswer
from core.model.choices import AHEAD, SURE, Choice, ChoicesAnswer
from core.model.document import Document
from core.model.place import Gazetteer
from core.ports import Hit
from core.refusals import ChoiceUnknown, InstitutionUnknown, ProcedureNotUnderstood
from tests.core.both_catalogues import both
from tests.every_answer import procedures

OF = {"PE/calca": "PE/muni-calca", "PE/pisac": "PE/muni-pisac", "PE/registro": "PE/reniec"}


@dataclass(frozen=True)
class Found:
    """Finds the same for any text, in any country."""

    hits: tuple[Hit, ...]

    def by_words(self, _text: str, _country: str, /) -> tuple[Hit, ...]:
        return self.hits

    by_keys = by_words


@dataclass(frozen=True)
class Shelf:
    """A library's documents that are never read: its books are given."""

    def head(self) -> int:
        return 1

    def every(self) -> tuple[Document, ...]:
        return ()

    def version(self, _kind: str, _key: str, _version: int, /) -> Document | None:
        return None


class Given(Library):
    """A library with these books."""

    def __init__(self, books: Books) -> None:
        super().__init__(Shelf())
        self._given = books

    def books(self) -> Books:
        return self._given


@cache
def gazetteer() -> Gazetteer:
    return read_gazetteer(country_pack("PE"))


def told(key: str) -> ProcedureAnswer:
    return replace(next(procedures()), code=key)


def finding(hits: Mapping[str, int], books: Books | None = None) -> Finding:
    """Open the finding over procedures of offices in several places, and one of none."""
    like = both().procedures["PE/domicilio"]
    entries = {key: replace(like, key=key, institution=OF.get(key)) for key in hits}
    return Finding(
        finder=Found(tuple(Hit(key, score) for key, score in hits.items())),
        library=Given(books or replace(both(), procedures=entries)),
        gazetteer=gazetteer(),
        country="PE",
        procedure=told,
    )


EQUAL = {"PE/calca": 80, "PE/libre": 80, "PE/pisac": 80, "PE/registro": 80}


def keys(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.key for choice in choices]


def test_three_are_offered_at_most_and_equals_by_their_code() -> None:
    assert keys(finding(EQUAL).choices("x")) == ["PE/calca", "PE/libre", "PE/pisac"]


def test_the_own_institution_comes_first_and_another_place_s_office_is_left_out() -> None:
    found = finding(EQUAL).choices("x", institution="PE/muni-pisac")
    assert keys(found) == ["PE/pisac", "PE/libre", "PE/registro"]


def test_a_likelier_procedure_of_all_comes_before_ones_own() -> None:
    found = finding({"PE/libre": 81, "PE/pisac": 80}).choices("x", institution="PE/muni-pisac")
    assert keys(found) == ["PE/libre", "PE/pisac"]


def test_an_institution_that_is_not_named_after_a_place_is_everyone_s() -> None:
    found = finding({"PE/registro": 80, "PE/calca": 90}).choices("x", institution="PE/muni-pisac")
    assert keys(found) == ["PE/registro"]


def test_nobody_asks_for_an_institution_that_is_not_there() -> None:
    with pytest.raises(InstitutionUnknown):
        finding(EQUAL).choices("x", institution="PE/nada")


def test_what_was_withdrawn_meanwhile_is_not_offered() -> None:
    assert finding({"PE/libre": 80}, replace(both(), procedures={})).choices("x") == ()


def test_what_is_not_understood_is_refused() -> None:
    with pytest.raises(ProcedureNotUnderstood):
        finding({}).answer("x")
    with pytest.raises(ProcedureNotUnderstood):
        finding({}).by_letters("364")


@pytest.mark.parametrize(
    ("first", "second", "is_clear"),
    [
        (SURE, SURE - AHEAD, True),
        (SURE, SURE - AHEAD + 1, False),
        (SURE - 1, 10, False),
        (100, 100, False),
    ],
)
def test_one_is_answered_at_once_where_no_doubt_is_left(
    first: int, second: int, *, is_clear: bool
) -> None:
    answer = finding({"PE/a": first, "PE/b": second}).answer("x")
    assert isinstance(answer, ProcedureAnswer) == is_clear


def test_the_only_one_is_answered_if_it_is_sure_and_offered_if_not() -> None:
    assert finding({"PE/a": SURE}).answer("x") == told("PE/a")
    assert isinstance(finding({"PE/a": SURE - 1}).answer("x"), ChoicesAnswer)


def test_one_is_chosen_by_its_place() -> None:
    among = finding(EQUAL)
    assert among.chosen(("PE/calca", "PE/libre"), "2").code == "PE/libre"
    assert among.chosen_by_letters("364", "3").code == "PE/pisac"


@pytest.mark.parametrize("place", ["0", "3", "9", "", "-1", "1 ", "uno", "1\n"])
def test_a_place_that_was_not_offered_is_refused(place: str) -> None:
    with pytest.raises(ChoiceUnknown) as refused:
        finding(EQUAL).chosen(("PE/calca", "PE/libre"), place)
    assert refused.value.facts == {"last": 2}


@pytest.mark.parametrize(
    ("phone", "country"),
    [("+59171234567", "BO"), ("+51984123456", None), ("+12025550123", None), ("anonymous", None)],
)
def test_a_phone_tells_another_country_whose_procedures_are_published(
    phone: str, country: str | None
) -> None:
    pack = finding({}, both()).abroad(phone)
    assert (None if pack is None else pack.code) == country


def test_a_country_of_which_only_the_pack_is_published_is_not_answered_for() -> None:
    assert finding(EQUAL).abroad("+59171234567") is None
