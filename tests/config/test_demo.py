"""The demonstration: one real case told by call, by text and by letter, with the same facts."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from config.cli.demo import hold_call, hold_texts
from config.demonstration import choose_case
from config.handset import in_process, telephone_of
from config.web import create_app
from core.model.answers import StatusAnswer
from core.model.case_number import CaseNumber
from tests.config.clerk import Clerk, Reply, clerk_of
from tests.forms import times
from tests.houses import StoodClock, copy_of, opened
from tests.letters import paper
from tests.sources import HOUSE


@pytest.fixture(scope="module")
def shown(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Clerk, Reply]:
    """Let the demonstration run once, in a house of its own."""
    var = tmp_path_factory.mktemp("demo")
    shutil.copy(founded_house / "convergencia.sqlite", var / "convergencia.sqlite")
    clerk = clerk_of(var)
    return clerk, clerk.types("demo")


def parts(out: str) -> tuple[str, str, Path]:
    """Part what was printed into the call, the text and the letter."""
    _, call, text, letter = out.split("\n--- ")
    return call, text, Path(letter.partition(": ")[2].strip())


def answer(clerk: Clerk, call: str) -> StatusAnswer:
    """Ask the house itself what it knows of the case that was shown."""
    digits = next(line[2:] for line in call.splitlines() if len(line) == 12 and line[:2] == "> ")
    house = opened(clerk.var)
    post = house.correspondence.status_post(CaseNumber.parse(digits))
    house.close()
    return post.answer


def test_the_three_tell_the_same_day_reason_and_place(shown: tuple[Clerk, Reply]) -> None:
    clerk, reply = shown
    assert reply.exit_code == 0
    call, text, letter = parts(reply.out)
    known = answer(clerk, call)
    assert known.due is not None
    assert known.place is not None
    assert known.missing
    told = {"voice": call, "sms": text, "letter": paper.text(letter.read_bytes())}
    for channel, words in told.items():
        heard = " ".join(line.removeprefix("< ") for line in words.splitlines())
        for fact in (known.due, known.place, known.missing[0]):
            assert times(fact, channel, heard), (channel, fact, heard)


def test_the_transcript_of_the_readme_is_what_the_demonstration_prints(
    shown: tuple[Clerk, Reply], tmp_path: Path
) -> None:
    house = copy_of(shown[0].var, tmp_path)
    with house.shelf.database.locked() as connection:
        # What was said when it was shown may lie after the day of the paste, and is not of it.
        connection.execute(text("DELETE FROM contact"))
    assert isinstance(house.clock, StoodClock)
    house.clock.day = date(2026, 11, 21)  # when it was pasted there
    scene = choose_case(house)
    telephone = telephone_of(house, in_process(create_app(house)), scene.phone)
    lines = (*hold_call(telephone, scene, "R"), *hold_texts(telephone, scene, "R"))
    house.close()
    assert blanked("\n".join(lines)) == blanked(readme().rpartition("\n--- ")[0])


def readme() -> str:
    """Read the transcript of the front page, with its folded lines put together again."""
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    return text.partition("```text\n")[2].partition("```")[0].replace("\n  ", " ")


def blanked(transcript: str) -> str:
    """Take out what differs from house to house: the number, the clave, and so the case told of."""
    facts = re.sub(r"(?m)^< (Su expediente|Exp|Tramite).*$", r"< \1", transcript)
    return re.sub(r"\d{3}-\d{3}-\d{4}|\b\d{10}\b|\b\d{6}\b", "N", facts).strip()


def test_a_second_run_imports_nothing(shown: tuple[Clerk, Reply]) -> None:
    clerk, _ = shown
    house = opened(clerk.var)
    before = house.shelf.journal.count()
    again = clerk.types("demo")
    assert again.exit_code == 0
    assert "ya está importada" in again.out
    assert house.shelf.journal.count() == before
    house.close()
    assert parts(again.out)[2].exists()


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 1, 4), date(2028, 2, 29)])
def test_on_any_later_day_there_is_a_case_to_show(
    shown: tuple[Clerk, Reply], tmp_path: Path, day: date
) -> None:
    house = copy_of(shown[0].var, tmp_path)
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.day = day
    assert choose_case(house).phone.startswith("+51")
    house.close()


def test_a_house_without_the_sample_has_nothing_to_show(
    founded_house: Path, tmp_path: Path
) -> None:
    house = copy_of(founded_house, tmp_path)
    with pytest.raises(RuntimeError, match="no observed case"):
        choose_case(house)
    house.close()
