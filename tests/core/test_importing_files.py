"""Whole files: rows that repeat, dry runs, crashes, progress, memory."""

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from config.house import House
from config.sample import rows
from core.model.asserted import AssertedRow, RowError
from core.model.state import State
from core.pace import Pace
from core.ports import Ledger, Work
from core.refusals import FileUnreadable
from tests.core.asserted_rows import a_row
from tests.core.imports import FILE, LATER, case_of, counts_of, head, kinds, take


def test_a_row_that_comes_twice_counts_once(house: House) -> None:
    report = take(house, a_row(), a_row(row=8), a_row(row=9))
    assert counts_of(report) == (3, 1, 0, 0, 2, 0, 0)


def test_two_rows_of_one_day_that_differ_contradict_each_other(house: House) -> None:
    told = (a_row(), a_row(row=8, state=State.EN_TRAMITE))
    for opened, unchanged in ((1, 0), (0, 1)):
        report = take(house, *told)
        assert counts_of(report) == (2, opened, 0, unchanged, 0, 0, 1)
        (error,) = report.errors
        assert (error.row, error.column, error.problem) == (8, "N°", "contradicts_earlier_row")
    assert case_of(house).state is State.REQUERIDO


@pytest.mark.parametrize("latest_first", [True, False])
def test_a_file_with_a_row_for_every_movement_ends_at_the_latest(
    house: House, *, latest_first: bool
) -> None:
    told = [a_row(), a_row(row=8, state=State.EN_TRAMITE, as_of=LATER)]
    if latest_first:
        told.reverse()
    take(house, *told)
    before = head(house)
    assert case_of(house).state is State.EN_TRAMITE
    again = take(house, *told)
    assert (again.unchanged, again.outdated) == (1, 1)
    assert head(house) == before


def test_errors_of_the_reader_are_told_and_a_row_with_two_is_refused_once(house: House) -> None:
    wrong = RowError(row=3, column="Estado", problem="missing")
    kept = RowError(row=7, column="Celular", problem="phone_invalid", kept=True)
    report = take(house, wrong, replace(wrong, column="Fecha"), kept, a_row())
    assert (report.read, report.opened, report.refused, report.error_count) == (2, 1, 1, 3)


def test_a_file_of_nothing_but_errors_keeps_a_bounded_list_of_them(house: House) -> None:
    wrong = (RowError(row=place, column="", problem="missing") for place in range(1, 3001))
    report = house.importing.run(wrong, FILE)
    assert (report.refused, report.error_count, len(report.errors)) == (3000, 3000, 1000)


def test_an_empty_file_does_nothing(house: House) -> None:
    assert counts_of(take(house)) == (0,) * 7


def messy() -> list[AssertedRow | RowError]:
    """Tell a file with a bit of everything."""
    told: list[AssertedRow | RowError] = list(rows(cases=40))
    told += [a_row(), a_row(row=8), a_row(row=9, state=State.EN_TRAMITE)]
    told += [a_row(row=10, state=State.EN_TRAMITE, as_of=LATER)]
    told += [a_row(row=11, alias="2", applicant_name="Percy Olarte")]
    told += [a_row(row=12, station="x", alias="3"), RowError(row=13, column="", problem="missing")]
    return told


def test_a_dry_run_writes_nothing_and_counts_the_same(either_house: House) -> None:
    before = head(either_house)
    tried = either_house.importing.run(messy(), FILE, dry_run=True)
    assert head(either_house) == before
    assert tried.dry_run
    done = either_house.importing.run(messy(), FILE)
    assert counts_of(tried) == counts_of(done)
    assert tried.errors == done.errors
    assert done.refused == 4


class Crash(Exception):
    """The machine stops."""


@dataclass
class CrashingLedger:
    """Fails at the end of a transaction, after everything in it was done."""

    ledger: Ledger
    left: int

    @contextmanager
    def writing(self) -> Iterator[Work]:
        with self.ledger.writing() as work:
            yield work
            self.left -= 1
            if self.left < 0:
                raise Crash


@pytest.mark.parametrize("transactions", [0, 1, 3])
def test_after_a_crash_the_same_file_completes_without_doubling(
    either_house: House, transactions: int
) -> None:
    sample = list(rows(cases=100))
    ledger = CrashingLedger(either_house.shelf.ledger, transactions)
    crashing = replace(either_house.importing, ledger=ledger)
    with pytest.raises(Crash):
        crashing.run(sample, FILE, pace=Pace(either_house.clock, events=50))
    report = either_house.importing.run(sample, FILE)
    assert report.opened + report.unchanged == 100
    assert (report.unchanged > 0) == (transactions > 0)
    assert kinds(either_house).count("asserted") == 100
    people = {row.applicant_document or row.alias for row in sample}
    assert kinds(either_house).count("citizen_registered") == len(people)


def breaking_off(told: Iterable[AssertedRow]) -> Iterator[AssertedRow]:
    yield from told
    raise FileUnreadable(problem="damaged")


def test_the_rows_before_a_break_in_the_file_still_go_in(house: House) -> None:
    with pytest.raises(FileUnreadable):
        house.importing.run(breaking_off([a_row()]), FILE)
    assert case_of(house).state is State.REQUERIDO


def test_no_transaction_is_larger_than_its_limit_and_progress_is_told(house: House) -> None:
    heard: list[int] = []
    report = house.importing.run(rows(cases=400), FILE, on_progress=heard.append)
    # The clock of tests stands still, so only the count of events ends a transaction.
    assert report.transactions >= kinds(house).count("asserted") * 2 / 500
    assert heard == sorted(heard)
    assert heard[-1] == 400


@pytest.mark.timeout(1800)
def test_memory_grows_by_a_few_bytes_a_file_number_and_no_more(
    house: House, counts: Callable[[int, int], int]
) -> None:
    take(house, a_row())
    many = counts(600, 20_000)
    tracemalloc.start()
    report = house.importing.run(rows(cases=many), FILE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.read == many
    assert peak < 3_000_000 + many * 600
