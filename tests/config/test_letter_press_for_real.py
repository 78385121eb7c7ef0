"""The run and the real presses together: killed in the middle, it ends as if it never had been."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.house import House
from config.pressroom import letter_press_of
from config.run_keeping import RunKeeping
from core.model.print_run import PrintRun, RunState
from core.refusals import LetterUnknown, RunUnknown
from tests.core.mail import CLERK, a_letter, an_addressee, stands
from tests.core.stories import PISAC, a_case
from tests.houses import copy_of
from tests.letters import paper
from tests.sources import HOUSE

ROUTE = "0804-calca.pdf"
LETTERS, PATIENCE = 5, 240
KILLED = """
import os, signal, sys
from pathlib import Path
from config.pressroom import letter_press_of
from tests.core.mail import CLERK
from tests.houses import opened
house = opened(Path(sys.argv[1]), "")
seen = 0
def advance(steps):
    global seen
    seen += steps
    if seen >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
letter_press_of(house).print(house.shelf.runs.get(sys.argv[2]), CLERK, advance)
"""


@pytest.fixture
def run(house: House) -> PrintRun:
    for name in ("Rosa Mamani Quispe", "Ángel Ñahui", "Beto Ccori", "Zoila Huaman", "Ana Quispe"):
        a_letter(house, number=a_case(house, applicant=an_addressee(house, name)).digits)
    return house.post.runs.close(PISAC, CLERK)


def route_file(house: House, run: PrintRun) -> bytes:
    return (house.settings.var_folder / "print" / run.id / ROUTE).read_bytes()


def test_a_run_that_was_killed_ends_in_the_same_bytes(
    house: House, run: PrintRun, tmp_path: Path
) -> None:
    house.close()  # so that all of it lies in the one file
    other = copy_of(house.settings.var_folder, tmp_path / "other")
    letter_press_of(other).print(run, CLERK)
    for at in (2, LETTERS + 3):
        where = [str(house.settings.var_folder), run.id, str(at)]
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, *where], cwd=HOUSE, timeout=PATIENCE, check=False
        )
        assert ended.returncode == -9
    ready = letter_press_of(house).print(run, CLERK)
    assert ready.state is RunState.READY
    assert route_file(house, run) == route_file(other, run)
    assert house.shelf.runs.places(run.id) == other.shelf.runs.places(run.id)
    other.close()
    check_each_letter(house, run)


def check_each_letter(house: House, run: PrintRun) -> None:
    """Take every letter out again: each is itself and no other."""
    keeping = RunKeeping(house)
    names = [place.letter for place in house.shelf.runs.places(run.id)]
    for place in house.shelf.runs.places(run.id):
        found = house.shelf.letters.get(place.letter)
        assert found is not None
        text = paper.text(keeping.letter(found))
        assert [name for name in names if name.grouped in text] == [place.letter]
        assert (place.first_page, place.sheets) == (2 * place.position - 1, 1)
    sample = paper.text(keeping.sample(run, 2))
    assert [name for name in names if name.grouped in sample] == [names[0], names[-1]]


def test_a_letter_of_no_run_is_not_taken_out_of_one(house: House) -> None:
    letter = a_letter(house)
    with pytest.raises(LetterUnknown):
        RunKeeping(house).letter(letter)
    run = house.post.runs.close(PISAC, CLERK)
    with pytest.raises(LetterUnknown):
        RunKeeping(house).letter(stands(house, letter))
    with pytest.raises(RunUnknown):
        RunKeeping(house).sample(run, 3)
