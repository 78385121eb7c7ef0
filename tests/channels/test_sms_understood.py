"""The reader is judged by texts that were written before it: it may only get better."""

from functools import cache

import pytest

from channels.sms.understanding.printed import PRINTED
from channels.sms.understanding.read import Read
from tests.channels.understood import Row, reader, rows

# What is reached; whoever reaches more writes it here.
MOST_WRONG = 1
LEAST_RIGHT = 0.97
# A wrong reading of one of these tells somebody of a case that was not asked for.
DISCLOSING = frozenset({"status", "letter", "clave"})


@cache
def read_all() -> tuple[tuple[Row, Read], ...]:
    return tuple((row, reader().read(row.text, row.before)) for row in rows())


def test_almost_every_text_is_read_as_it_was_meant() -> None:
    told = read_all()
    wrong = [
        f"{row.text!r} after {row.after!r}: {row.reading} {row.argument!r}, "
        f"read as {read.name} {read.argument!r} ({read.why})"
        for row, read in told
        if not row.is_read_by(read)
    ]
    print(*wrong, sep="\n")  # noqa: T201 - whoever works on the reader wants the list
    assert len(told) > 900
    assert 1 - len(wrong) / len(told) >= LEAST_RIGHT
    assert len(wrong) <= MOST_WRONG


def test_no_text_is_read_as_another_case_or_with_a_clave_that_is_none() -> None:
    disclosed = [
        (row.text, row.argument, read.argument)
        for row, read in read_all()
        if read.number or read.name in DISCLOSING
        if (read.number and read.number not in row.argument and row.reading != "status_bad")
        or (
            read.clave is not None
            and len(read.clave) == 6
            and read.clave not in row.argument
            and row.reading != "status_bad"
        )
    ]
    assert disclosed == []


def test_figures_that_are_no_number_never_reach_a_case() -> None:
    reached = [
        row.text
        for row, read in read_all()
        if row.reading == "status_bad" and read.name == "status"
    ]
    assert reached == []


@pytest.mark.parametrize("language", ["es", "quz", "quy", "ayr", "mixed"])
def test_no_language_is_understood_much_worse_than_the_others(language: str) -> None:
    spoken = [(row, read) for row, read in read_all() if row.language == language]
    assert sum(row.is_read_by(read) for row, read in spoken) >= 0.95 * len(spoken)


@pytest.mark.parametrize("word", PRINTED)
def test_each_printed_word_is_read_as_the_poster_says(word: str) -> None:
    assert reader().read(word).name == PRINTED[word]
    assert reader().read(f"  {word.lower()}.  ").name == PRINTED[word]
