import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from core.model.letter_id import SheetCode
from core.refusals import RunEmpty, StorageFull
from letters.blocks import Block, LetterText, Run, Section, Style
from letters.press.object_file import ObjectFile
from letters.press.omr import Marks
from letters.press.run_file import Placed, RunPrinter
from letters.press.written import RunFile
from tests.letters.letter_texts import chance_of, form, letters, status
from tests.letters.paper import MM_PER_PT, fonts, words
from tests.sources import HOUSE

Counts = Callable[[int, int], int]
EVERY = 4
PRINT_ON = """
import sys
from pathlib import Path
from letters.press.run_file import Placed, RunPrinter
from letters.press.written import RunFile
from tests.letters.test_run_file import EVERY, mixed
with RunPrinter.begin_or_resume(Path(sys.argv[1]), every=EVERY) as printer:
    for letter in mixed(int(sys.argv[2]))[printer.done:]:
        printer.add(letter)
        print(printer.done, flush=True)
    printer.finish()
"""


class Printed(NamedTuple):
    """A run that was printed, and what was told of it."""

    path: Path
    letters: list[LetterText]
    placed: list[Placed]
    told: RunFile


def mixed(count: int) -> list[LetterText]:
    """Write letters of one and two pages, some of which only the typesetter prints."""
    each = list(letters(count, seed=9))
    odd = (Section((Block(Style.TEXT, (Run("Guion raro: 10\u201011"),)),)),)
    for place in range(2, count, 11):
        each[place] = replace(each[place], sections=odd)
        each[place - 1] = form(chance_of(place))
    return each


def whole(path: Path, each: list[LetterText]) -> str:
    with RunPrinter.begin_or_resume(path, every=EVERY) as printer:
        list(printer.add_all(each))
        return printer.finish().sha256


def test_a_run_that_is_killed_anywhere_ends_in_the_same_bytes(
    counts: Counts, tmp_path: Path
) -> None:
    count, chance = 12, chance_of(3)
    expected = whole(tmp_path / "whole.pdf", mixed(count))
    for number in range(counts(1, 25)):
        path = tmp_path / f"{number}.pdf"
        while not path.exists():
            printing(path, count, until=chance.randint(3, 9), then_wait=chance.random() / 20)
        assert sha256(path.read_bytes()).hexdigest() == expected


def printing(path: Path, count: int, *, until: int, then_wait: float) -> None:
    """Print on in a process of its own, and kill it some letters later, wherever it is."""
    command = (sys.executable, "-c", PRINT_ON, str(path), str(count))
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for seen, _ in enumerate(process.stdout, start=1):
            if seen == until:
                time.sleep(then_wait)
                os.kill(process.pid, signal.SIGKILL)
                break
        process.wait()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Print a run once, for whoever only reads it."""
    path, each = tmp_path_factory.mktemp("run") / "run.pdf", mixed(8)
    with RunPrinter.begin_or_resume(path, every=EVERY) as printer:
        placed = [place for place in printer.add_all(each) if isinstance(place, Placed)]
        return Printed(path, each, placed, printer.finish())


def test_every_letter_is_where_it_was_said_to_be(run: Printed) -> None:
    seen = words(run.path.read_bytes())
    for letter, place in zip(run.letters, run.placed, strict=True):
        assert place.letter == letter.id
        first = [word.text for word in seen if word.page == place.first_page]
        assert letter.id.grouped in first
        assert f"1 / {place.pages}" in " ".join(first)
        assert place.first_page % 2 == 1
    assert run.told.pages == 2 * run.told.sheets
    assert run.told.letters == len(run.letters)
    assert {place.how for place in run.placed} == {"stamped", "typeset"}


def test_the_file_is_sound_and_bears_our_fonts_alone(run: Printed) -> None:
    subprocess.run(("qpdf", "--check", run.path), check=True, capture_output=True)
    assert fonts(run.path.read_bytes()) == {
        ("SourceSans3-Regular", "yes"),
        ("SourceSans3-Bold", "yes"),
        ("Source-Sans-3", "yes"),
        ("Source-Sans-3-Bold", "yes"),
    }
    assert b"/CreationDate" not in run.path.read_bytes()


def test_each_front_bears_a_code_that_another_library_reads_at_150_dots(run: Printed) -> None:
    pages = PdfDocument(run.path)
    for letter, place in zip(run.letters, run.placed, strict=True):
        image = pages[place.first_page - 1].render(scale=150 / 72).to_numpy()
        (code,) = zxingcpp.read_barcodes(image)
        told = SheetCode.parse(code.text)
        assert (told.letter, told.sheet, told.sheets, told.run) == (
            letter.id,
            1,
            place.sheets,
            letter.run,
        )


def test_finishing_twice_tells_the_same_and_writes_nothing(run: Printed) -> None:
    before = run.path.stat().st_mtime_ns
    with RunPrinter.begin_or_resume(run.path, every=EVERY) as printer:
        assert printer.done == len(run.letters)
        assert printer.finish() == run.told
    assert run.path.stat().st_mtime_ns == before
    assert sha256(run.path.read_bytes()).hexdigest() == run.told.sha256


def test_a_run_of_no_letters_is_refused(tmp_path: Path) -> None:
    with (
        RunPrinter.begin_or_resume(tmp_path / "run.pdf") as printer,
        pytest.raises(RunEmpty),
    ):
        printer.finish()


def test_a_file_that_another_layout_began_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "run.pdf"
    with RunPrinter.begin_or_resume(path, every=1) as printer:
        printer.add(status(chance_of(1)))
    with RunPrinter.begin_or_resume(path, every=1, marks=Marks()) as printer:
        assert printer.done == 0


@pytest.fixture
def full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the disk be full after so many bytes."""
    room = {"bytes": 470_000}
    write = ObjectFile._write  # noqa: SLF001  # the disk is what this test is about

    def sparing(self: ObjectFile, content: bytes) -> None:
        room["bytes"] -= len(content)
        if room["bytes"] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, content)

    monkeypatch.setattr(ObjectFile, "_write", sparing)
    yield tmp_path / "run.pdf"
    monkeypatch.undo()


def test_a_full_disk_is_said_and_the_run_goes_on_where_it_was_safe(
    full_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = list(letters(45, seed=2))
    with RunPrinter.begin_or_resume(full_disk, every=EVERY) as printer, pytest.raises(StorageFull):
        list(printer.add_all(each))
    monkeypatch.undo()
    with RunPrinter.begin_or_resume(full_disk, every=EVERY) as printer:
        assert 0 < printer.done < len(each)
        list(printer.add_all(each[printer.done :]))
        told = printer.finish().sha256
    assert told == whole(tmp_path / "other.pdf", each)


def test_marks_of_an_inserter_stand_in_the_left_margin(tmp_path: Path) -> None:
    path = tmp_path / "run.pdf"
    with RunPrinter.begin_or_resume(path, marks=Marks()) as printer:
        for letter in mixed(4):
            printer.add(letter)
        printer.finish()
    page = PdfDocument(path)[0].render(scale=10 * MM_PER_PT).to_numpy()
    column = page[1680:1920, 60:140].mean(axis=(1, 2)) < 128
    bars = sum(now and not before for before, now in pairwise(column))
    assert bars % 2 == 0
    assert bars >= 4
    assert page[1490:1680, 130:190].min() > 128
