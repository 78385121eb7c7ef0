"""A process of its own that writes to a house: `python -m tests.core.writer VAR URL NAME COUNT`."""

import random
import sys
import time
from pathlib import Path

from core.model.state import State
from core.ports import Work
from tests.core.stories import PISAC, a_draft, an_assertion
from tests.houses import opened

LONGEST_PAUSE = 0.004
# Fewer than there are transactions, so that writers race for the same file numbers.
ALIASES = 25
FOREVER = 60


def main(var: str, url: str, name: str, count: str) -> None:
    """Write so many transactions, slowly; the name `stuck` holds the lock until it is ended."""
    house = opened(Path(var), "" if url == "-" else url)
    seed = sum(name.encode())
    pace = random.Random(seed)  # noqa: S311 - a pace that can be repeated
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for turn in range(int(count)):
        with house.shelf.ledger.writing() as work:
            write(work, name, pace)
            if name == "stuck":
                sys.stdout.write("stuck\n")
                sys.stdout.flush()
                time.sleep(FOREVER)
            time.sleep(pace.random() * LONGEST_PAUSE)
        if turn % 3 == 0:
            time.sleep(pace.random() * LONGEST_PAUSE)
    house.close()


def write(work: Work, name: str, pace: random.Random) -> None:
    """Open a case under a file number that nobody else has, beside events of no consequence."""
    for _ in range(pace.randrange(3)):
        work.append(a_draft(f"process:{name}"))
        time.sleep(pace.random() * LONGEST_PAUSE / 2)
    alias = f"EXP-{pace.randrange(ALIASES)}"
    if work.case_by_alias(PISAC, alias) is None:
        said = {"alias": alias, "applicant": name}
        work.append(an_assertion(work, State.EN_TRAMITE, said))


if __name__ == "__main__":
    main(*sys.argv[1:])
