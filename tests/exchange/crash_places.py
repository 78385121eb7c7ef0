"""A hub that accepts runs and a unit that takes parcels, each in a process that may be killed.

Started by the tests of crash points. A player makes everything ready, stops until somebody looks
on, and writes a line to its file after each step that has returned: what stands there was promised.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from config.exchanging import hub_shelf_of
from config.house import House
from core.store.exchange import StoreUnitShelf
from tests.exchange.nodes import opened_unit
from tests.houses import opened, shipped

Steps = Sequence[Callable[[], object]]


def hub_steps(folder: Path) -> tuple[House, Steps]:
    """Let a hub accept what units sent."""
    house = opened(folder / "hub")
    shelf = hub_shelf_of(house)
    runs = pickle.loads((folder / "runs").read_bytes())  # noqa: S301 - written by the test itself
    return house, [lambda run=run: shelf.accept(run, transport="http") for run in runs]


def unit_steps(folder: Path) -> tuple[House, Steps]:
    """Let a unit take in what the hub sent."""
    house = opened_unit("tambo-2", folder / "tambo-2").house
    shelf = StoreUnitShelf(house.shelf.ledger)
    parcels = pickle.loads((folder / "parcels").read_bytes())  # noqa: S301 - as above
    return house, [lambda one=one: shelf.take(*one) for one in parcels]


PROMISED, READY, FAILED = "promised", "ready", 3
SIDES = {"hub": hub_steps, "unit": unit_steps}


def play(side: str, folder: Path) -> None:
    """Stop until somebody looks on, then do every step and promise each."""
    house, steps = SIDES[side](folder)
    promised = os.open(folder / PROMISED, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.kill(os.getpid(), signal.SIGSTOP)
    for at, step in enumerate(steps):
        step()
        os.write(promised, f"{at}\n".encode())
    house.close()


def serve() -> None:
    """Fork a player for each line that tells a side and a folder; a start of Python costs more."""
    shipped()
    tell(READY)
    for line in sys.stdin:
        side, folder = line.split()
        player = os.fork()
        if player == 0:
            os.close(0)
            play_and_leave(side, Path(folder))
        os.waitpid(player, os.WUNTRACED)
        tell(player)
        _, status = os.waitpid(player, 0)
        tell(os.waitstatus_to_exitcode(status))


def tell(what: object) -> None:
    """Tell a test something, a line at a time."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def play_and_leave(side: str, folder: Path) -> None:
    """Play, and end whatever happens without tidying up what belongs to the server."""
    code = FAILED
    try:
        play(side, folder)
        code = 0
    except (DBAPIError, OSError) as fault:
        sys.stderr.write(f"{type(fault).__name__}\n")
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()
