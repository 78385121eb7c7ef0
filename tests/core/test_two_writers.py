"""Several processes write at once and others read: no gap, no fork, nothing stepped over."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from threading import Event as Signal
from threading import Thread
from typing import Self

from config.house import House
from core.model.event import GENESIS
from tests.core.rows import rows
from tests.core.stories import a_case, case_of
from tests.sources import HOUSE

WRITERS = ("ana", "ben", "carla")
PATIENCE = 240
BETWEEN_POLLS = 0.002


def start(house: House, name: str, count: int) -> subprocess.Popen[str]:
    where = (str(house.settings.var_folder), house.settings.database_url or "-")
    return subprocess.Popen(
        [sys.executable, "-m", "tests.core.writer", *where, name, str(count)],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> None:
    _, fault = process.communicate(timeout=PATIENCE)
    assert (process.returncode, fault) == (0, "")


class Cursor:
    """A reader that asks again and again for what came after the last event it saw."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._over = Signal()
        self._thread = Thread(target=self._read)
        self.seen: list[int] = []
        self.polls = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(timeout=PATIENCE)

    def _read(self) -> None:
        is_last = False
        while not is_last:
            is_last = self._over.is_set()
            after = self.seen[-1] if self.seen else 0
            self.seen += [hub_seq for hub_seq, _ in self._house.shelf.journal.events(after)]
            self.polls += 1
            self._over.wait(BETWEEN_POLLS)


def test_writers_at_once_leave_one_chain_and_readers_miss_nothing(
    either_house: House, counts: Callable[[int, int], int]
) -> None:
    house, count = either_house, counts(15, 1000)
    with Cursor(house) as cursor:
        for process in [start(house, name, count) for name in WRITERS]:
            finish(process)
    seen = cursor.seen
    assert cursor.polls > len(WRITERS)
    events = list(house.shelf.journal.events())
    subjects = Counter(event.draft.subject for _, event in events)
    assert all(subjects[f"process:{name}"] > 0 for name in WRITERS)

    assert [hub_seq for hub_seq, _ in events] == list(range(1, len(events) + 1))
    assert seen == list(range(1, len(events) + 1))
    assert [event.id.seq for _, event in events] == seen
    hashes = [GENESIS, *(event.hash() for _, event in events)]
    assert [event.prev_hash for _, event in events] == hashes[:-1]
    assert house.shelf.journal.verify(lambda _: None).events == len(events)

    cases = rows(house, "case_file")
    drawn = sum(row["issued"] for row in rows(house, "number_code"))
    assert len({row["number"] for row in cases}) == len(cases) == drawn
    aliases = Counter(row["aliases"] for row in cases)
    assert len(aliases) == len(rows(house, "case_alias")) > 1
    assert set(aliases.values()) == {1}


def test_a_writer_that_is_killed_leaves_nothing_and_keeps_nobody_waiting(
    either_house: House,
) -> None:
    before = either_house.shelf.journal.count()
    process = start(either_house, "stuck", 1)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["ready\n", "stuck\n"]
    process.kill()
    process.communicate(timeout=PATIENCE)

    number = a_case(either_house)

    assert either_house.shelf.journal.count() == before + 2
    assert case_of(either_house, number).last.seq == before + 2
    either_house.shelf.journal.verify(lambda _: None)
