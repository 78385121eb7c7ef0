"""A GSM modem as a carrier of texts, through the folders of gammu-smsd (its FILES backend)."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.codes import failure
from core.model.delivery import Receipt, State
from core.model.gsm7 import parts
from core.ports import Clock

INBOX, OUTBOX, SENT, ERROR, UNREADABLE = "inbox", "outbox", "sent", "error", "unreadable"
# A text that lies there for longer was not taken by any modem: the next carrier is asked.
WAITS_AT_MOST = timedelta(minutes=10)
_OURS = re.compile(r"OUTC(\d{8}_\d{6})_00_\+?\d+_([0-9a-f]{32})\.txt")
_MOMENT = "%Y%m%d_%H%M%S"
_FAILED = Failed("folder", retryable=True)


@dataclass(frozen=True, slots=True)
class ModemCarrier:
    """Lays texts into the outbox of gammu-smsd, whole; the name of each file holds our key."""

    folder: Path
    clock: Clock

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:
        """Hand the text over; the same key is the same file while it waits."""
        outbox, now = self.folder / OUTBOX, self.clock.now().astimezone(UTC)
        if self._is_stuck(now):
            return failure("modem", "outbox_full", otherwise=_FAILED)
        whole = outbox / f"OUTC{now.strftime(_MOMENT)}_00_{to}_{key}.txt"
        unfinished = outbox / f".{key}"
        try:
            _write(unfinished, b"\xff\xfe" + text.encode("utf-16-le", "replace"))
            unfinished.replace(whole)
        except FileNotFoundError:
            return failure("modem", "folder_missing", otherwise=_FAILED)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            return failure("modem", "folder_closed", otherwise=_FAILED)
        return Sent(key, parts(text), cost_cents=0)

    def ended(self) -> Iterator[tuple[Path, Receipt]]:
        """Yield the texts that left or were put aside; whoever notes one deletes its file."""
        code = failure("modem", "error", otherwise=_FAILED)
        for name, state in ((SENT, State.SENT), (ERROR, State.REJECTED)):
            is_error = state is State.REJECTED
            for file in _files(self.folder / name):
                ours = _OURS.fullmatch(file.name)
                if ours is not None:
                    cause = code.cause if is_error else None
                    yield file, Receipt(key=ours[2], state=state, cause=cause, code=name)

    def _is_stuck(self, now: datetime) -> bool:
        waiting = (_OURS.fullmatch(file.name) for file in _files(self.folder / OUTBOX))
        oldest = min((ours[1] for ours in waiting if ours is not None), default=None)
        if oldest is None:
            return False
        return now - datetime.strptime(oldest, _MOMENT).replace(tzinfo=UTC) > WAITS_AT_MOST


def _write(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o660)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
