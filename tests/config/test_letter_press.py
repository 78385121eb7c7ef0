"""A run is printed once, whatever happens meanwhile: no letter is lost, doubled or out of order."""

import csv
import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from config.house import House
from config.run_folder import BOOK
from core.model.letter import LetterKind, LetterState
from core.model.print_run import PrintRun, RunState
from core.refusals import RunMoved, StorageFull
from letters.written import write
from tests.config.pretend_press import press_of, pretended
from tests.config.runs import ROUTE, closed, folder
from tests.core.mail import (
    CLERK,
    a_letter,
    a_supervisor,
    an_addressee,
    approval,
    events_of,
    stands,
)
from tests.core.stories import PISAC, a_case
from tests.houses import act
from tests.sources import HOUSE

PATIENCE = 120


def printed(house: House, run: PrintRun) -> list[str]:
    """Read the codes that lie in the file of the one route."""
    text = (folder(house, run) / ROUTE).read_text()
    return [line.split()[0] for line in text.splitlines()]


def order(house: House, run: PrintRun) -> list[str]:
    return [place.letter.code for place in house.shelf.runs.places(run.id)]


def manifest(house: House, run: PrintRun) -> list[dict[str, str]]:
    text = (folder(house, run) / "manifiesto.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_a_run_is_printed_in_its_order_and_proved_by_its_papers(either_house: House) -> None:
    house = either_house
    run = closed(house, 7)
    steps: list[int] = []
    ready = press_of(house).print(run, CLERK, steps.append)
    assert printed(house, run) == order(house, run)
    assert (ready.state, sum(steps)) == (RunState.READY, 14)
    assert [row["carta"].replace("-", "") for row in manifest(house, run)] == order(house, run)
    named = {name: sha256 for sha256, name in map(str.split, sums(house, run))}
    for name, sha256 in named.items():
        assert hashlib.sha256((folder(house, run) / name).read_bytes()).hexdigest() == sha256
    assert set(named) == {ROUTE, "manifiesto.csv", "manifiesto.xlsx", "caratula.pdf"}
    assert ready.manifest_sha256 == named["manifiesto.csv"]
    assert events_of(house, "letters_run_made") == [
        {
            "letters": 7,
            "order_sha256": run.order_sha256,
            "manifest_sha256": ready.manifest_sha256,
        }
    ]
    (file,) = house.shelf.runs.files(run.id)
    assert (file.sha256, file.letters, file.sheets) == (named[ROUTE], 7, 7)
    assert [place.first_page for place in house.shelf.runs.places(run.id)] == [*range(1, 15, 2)]


def sums(house: House, run: PrintRun) -> list[str]:
    return (folder(house, run) / "SHA256SUMS").read_text().splitlines()


def test_a_run_that_was_printed_is_not_printed_again(house: House) -> None:
    run = closed(house, 2)
    ready = press_of(house).print(run, CLERK)
    assert press_of(house).print(ready, CLERK) == ready
    assert press_of(house).print(run, CLERK) == ready
    assert len(events_of(house, "letters_run_made")) == 1
    assert press_of(house).print_closed() == ()


def test_no_name_and_no_address_stands_in_the_papers(house: House) -> None:
    run = closed(house, 1)
    press_of(house).print(run, CLERK)
    for name in ("manifiesto.csv", "manifiesto.xlsx", "caratula.pdf", "SHA256SUMS"):
        text = (folder(house, run) / name).read_bytes()
        assert b"Mamani" not in text
        assert b"Cuyo" not in text


KILLED = """
import sys
from pathlib import Path
from tests.config.pretend_press import press_of
from tests.houses import opened
house = opened(Path(sys.argv[1]), "")
run = house.shelf.runs.get(sys.argv[2])
kind, at = sys.argv[3], int(sys.argv[4])
import os, signal
seen = 0
def advance(steps):
    global seen
    seen += steps
    if kind == "step" and seen >= at:
        os.kill(os.getpid(), signal.SIGKILL)
from config.letter_press import WORKER
press_of(house, kills=at if kind == "letter" else 0).print(run, WORKER, advance)
"""


def killed(house: House, run: PrintRun, kind: str, at: int) -> None:
    """Print in another process that is killed at a letter, or as it tells of a step."""
    where = [str(house.settings.var_folder), run.id, kind, str(at)]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *where], cwd=HOUSE, timeout=PATIENCE, check=False
    )
    assert ended.returncode == -9


def test_a_run_killed_at_any_moment_goes_on_with_no_letter_lost_or_doubled(
    house: House, counts: Callable[[int, int], int]
) -> None:
    run = closed(house, 8)
    moments = [("step", 5), ("letter", 4), ("step", 15)]
    every = [(kind, at) for at in range(1, 9) for kind in ("step", "letter")]
    every += [("step", at) for at in range(9, 17)]
    chosen = moments if counts(0, 1) == 0 else sorted(every, key=lambda one: one[::-1])
    words = ""
    for kind, at in chosen:
        killed(house, run, kind, at)
        book = folder(house, run) / BOOK
        text = book.read_text()
        assert text.startswith(words), "what was worded once stays so"
        words = text
    press_of(house).print(run, CLERK)
    assert printed(house, run) == order(house, run)
    places = house.shelf.runs.places(run.id)
    assert [(place.first_page, place.sheets) for place in places] == [
        (2 * at - 1, 1) for at in range(1, 9)
    ]
    assert len(events_of(house, "letters_run_made")) == 1


def test_a_template_edited_meanwhile_changes_no_letter_of_the_run(house: House) -> None:
    run = closed(house, 3)
    killed(house, run, "step", 2)
    someone_publishes(house)
    press_of(house).print(run, CLERK)
    text = (folder(house, run) / ROUTE).read_text()
    assert {line.split()[3] for line in text.splitlines()} == {str(run.head)}
    assert house.shelf.documents.head() > run.head


def someone_publishes(house: House) -> None:
    first = house.shelf.documents.every()[0]
    newer = replace(first, version=first.version + 1, source="another reading")
    house.publishing.publish((newer,), act())
    assert first in house.shelf.documents.as_of(house.shelf.documents.head() - 1)
    assert newer in house.shelf.documents.as_of(house.shelf.documents.head())


def test_what_cannot_be_worded_or_printed_is_taken_out_and_the_run_goes_on(house: House) -> None:
    gone = an_addressee(house, "Juan Quispe Huaman")
    lost = a_letter(house, number=a_case(house, applicant=gone).digits)
    bad = a_letter(house, kind=LetterKind.ORAL_ANSWER, said={"answer": "unprintable"})
    good = a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    house.people.erase(gone, act(), ground="pedido_del_titular")
    press_of(house).print(run, CLERK)
    assert printed(house, run) == [good.id.code]
    assert problems(house, run) == {lost.id.code: "erased", bad.id.code: "letter_unprintable"}
    assert {stands(house, one).state for one in (lost, bad)} == {LetterState.SET_ASIDE}
    told = {row["carta"].replace("-", ""): row["apartada"] for row in manifest(house, run)}
    assert told == {**problems(house, run), good.id.code: ""}


def problems(house: House, run: PrintRun) -> dict[str, str]:
    places = house.shelf.runs.places(run.id)
    return {place.letter.code: place.problem for place in places if place.problem}


def test_a_run_in_which_nothing_can_be_printed_ends_all_the_same(house: House) -> None:
    a_letter(house, kind=LetterKind.ORAL_ANSWER, said={"answer": "unprintable"})
    run = house.post.runs.close(PISAC, CLERK)
    ready = press_of(house).print(run, CLERK)
    assert ready.state is RunState.READY
    assert house.shelf.runs.files(run.id) == ()
    assert list(problems(house, run).values()) == ["letter_unprintable"]


def test_an_approved_letter_is_printed_as_it_was_approved(house: House) -> None:
    letter = a_letter(house, kind=LetterKind.OBSERVATION)
    read = pretended(house, letter, {"answer": "what the chief read"}, house.shelf.library.books())
    proof = replace(approval(), proof=write(read))
    house.post.mailing.approve(letter.id.code, proof, a_supervisor(house))
    run = house.post.runs.close(PISAC, CLERK)
    press_of(house).print(run, CLERK)
    (line,) = (folder(house, run) / ROUTE).read_text().splitlines()
    assert line == f"{letter.id.code} {run.id} what the chief read"


def test_a_full_disk_is_refused_by_name_and_the_run_goes_on_later(house: House) -> None:
    run = closed(house, 5)
    with pytest.raises(StorageFull):
        press_of(house, full_after=4).print(run, CLERK)
    assert house.shelf.runs.get(run.id) == run
    press_of(house).print(run, CLERK)
    assert printed(house, run) == order(house, run)


def test_two_processes_never_print_one_run_at_once(house: House) -> None:
    run = closed(house, 1)
    press = press_of(house)
    with press.folder(run).held():
        assert press.print_closed() == ()
        with pytest.raises(RunMoved):
            press.print(run, CLERK)
    assert [one.id for one in press.print_closed()] == [run.id]
