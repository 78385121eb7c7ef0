"""One exchange at a time: a lock that ends with its process, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.refusals import ExchangeBusy


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Hold the lock of this unit, or refuse if another exchange holds it."""
    path = var / "unit" / "sync.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise ExchangeBusy from fault
        yield
