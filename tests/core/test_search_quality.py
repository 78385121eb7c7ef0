"""What the search understands, over the texts that were committed before it was written."""

from core.model.choices import MOST, Choice, ChoicesAnswer
from core.ports import Hit
from tests.core.both_catalogues import both, code_of, finder, off_topic, queries

LEAST_RIGHT, MOST_ANSWERED = 0.95, 0.03


def offered(text: str, country: str) -> tuple[Hit, ...]:
    return finder().by_words(text, country)[:MOST]


def test_the_texts_are_those_that_were_asked_for() -> None:
    assert len(queries()) >= 150
    assert len(off_topic()) >= 120
    assert {query.country for query in queries()} == {"PE", "BO"}
    known = {(entry.country, entry.code) for entry in both().procedures.values()}
    assert len(known) == 981
    assert {(q.country, code) for q in queries() for code in q.expected} <= known


def test_a_right_procedure_is_among_the_three_offered() -> None:
    missed = [
        (query.text, sorted(query.expected), found)
        for query in queries()
        if not query.expected.intersection(
            found := [code_of(hit) for hit in offered(query.text, query.country)]
        )
    ]
    assert len(missed) <= (1 - LEAST_RIGHT) * len(queries()), missed


def test_what_asks_for_no_procedure_is_not_understood() -> None:
    answered = [
        (query.text, [code_of(hit) for hit in found])
        for query in off_topic()
        if (found := offered(query.text, query.country))
    ]
    assert len(answered) <= MOST_ANSWERED * len(off_topic()), answered


def test_nobody_is_told_of_a_wrong_procedure_without_being_asked() -> None:
    wrong = [
        (query.text, clear.code)
        for query in queries()
        if (clear := clear_of(query.text, query.country)) and clear.code not in query.expected
    ]
    assert len(wrong) <= 0.01 * len(queries()), wrong


def test_what_asks_for_no_procedure_is_never_told_of_one_without_being_asked() -> None:
    assert [q.text for q in off_topic() if clear_of(q.text, q.country)] == []


def test_nobody_is_offered_a_procedure_of_another_country() -> None:
    for query in (*queries(), *off_topic()):
        for country in ("PE", "BO"):
            found = finder().by_words(query.text, country)
            assert {both().procedures[hit.key].country for hit in found} <= {country}


def clear_of(text: str, country: str) -> Choice | None:
    """Tell what would be answered at once."""
    hits = offered(text, country)
    if not hits:
        return None
    choices = (
        Choice(key=hit.key, code=code_of(hit), name="", short_name="", score=hit.score)
        for hit in hits
    )
    return ChoicesAnswer(tuple(choices)).clear
