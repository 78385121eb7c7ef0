"""A worker that a test kills: performs what waits in the outbox, in a process of its own.

`python -m tests.networks.killed_worker VAR DATABASE_URL`, with the carriers file in VAR.
"""

import sys
from pathlib import Path

from pydantic import SecretStr

from config.house import build
from tests.houses import settings, shipped
from tests.networks.offices import TOKEN, dispatch_of


def main(var: Path, url: str) -> None:
    """Perform everything that is due, and end."""
    told = {"carriers": str(var / "carriers.toml"), "kannel_token": SecretStr(TOKEN)}
    house = build(settings(var, url).model_copy(update=told), shipped=shipped())
    dispatch_of(house).run()
    house.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
