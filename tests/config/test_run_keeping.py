"""What a run leaves behind: a sealed book while it prints, sealed files for their years."""

from datetime import timedelta
from pathlib import Path

import pytest

from config.house import House
from config.run_book import Entry, RunBook
from config.run_folder import RunFolder
from config.run_keeping import RunKeeping
from core.model.letter import Letter, LetterState
from core.model.print_run import Place, PrintRun
from core.refusals import RunForgotten
from tests.config.pretend_press import press_of
from tests.config.runs import ROUTE, closed, folder
from tests.core.mail import CLERK, stands
from tests.core.stories import PISAC
from tests.houses import StoodClock


def test_the_book_forgets_a_line_that_was_cut_off_and_refuses_one_that_was_changed(
    house: House, tmp_path: Path
) -> None:
    run = closed(house, 3)
    places = house.shelf.runs.places(run.id)
    book = RunBook(tmp_path / "book", house.post.chest, places)
    worded: list[int] = []

    def word(place: Place) -> Entry:
        worded.append(place.position)
        return Entry(place, problem=f"p{place.position}")

    book.write(word, lambda _: None)
    whole = book.path.read_bytes()
    book.path.write_bytes(whole[:-20])
    book.write(word, lambda _: None)
    assert worded == [1, 2, 3, 3]
    assert [entry.problem for entry in book.read()] == ["p1", "p2", "p3"]
    first, second, third = book.path.read_bytes().splitlines(keepends=True)
    book.path.write_bytes(second + first + third)
    with pytest.raises(ValueError, match="behind our back"):
        list(book.read())


def test_what_was_printed_lies_sealed_and_clear_files_go_in_their_time(house: House) -> None:
    run = closed(house, 2)
    press_of(house).print(run, CLERK)
    keeping = RunKeeping(house)
    clear = (folder(house, run) / ROUTE).read_bytes()
    sealed = RunFolder.of(house.settings.var_folder, run, house.post.chest)
    assert sealed.open(ROUTE) == clear
    days_pass(house, 40)
    assert keeping.sweep() == 0, "nobody said that it was printed"
    assert house.post.runs.printed(run.id, CLERK) == 2
    assert house.post.runs.printed(run.id, CLERK) == 0
    days_pass(house, 2)
    assert keeping.sweep() == 0
    days_pass(house, 1)
    assert keeping.sweep() == 1
    assert not folder(house, run).exists()
    assert sealed.open(ROUTE) == clear
    days_pass(house, 5 * 366)
    assert keeping.sweep() == 1
    with pytest.raises(RunForgotten):
        sealed.open(ROUTE)
    assert stands(house, first_of(house, run)).state is LetterState.PRINTED


def first_of(house: House, run: PrintRun) -> Letter:
    (letter, *_) = house.shelf.letters.listed(PISAC, tuple(LetterState), limit=9)
    assert letter.run == run.id
    return letter


def days_pass(house: House, days: int) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.day += timedelta(days=days)
