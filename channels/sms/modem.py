"""The modem's side of the SMS door: reads what gammu-smsd left, answers, and notes what became."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path
from typing import Protocol

from channels.porch.webhook import blinded
from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.modem import INBOX, UNREADABLE, ModemCarrier
from channels.sms.door import Incoming, SmsDoor
from channels.sms.receipts import Receipts

# gammu-smsd writes a file in place: one that changed a moment ago may be half there.
SETTLED_SECONDS = 2.0
# Date and time of the network, order, sender, part: so files by name are texts by age.
_ARRIVED = re.compile(r"(IN\d{8}_\d{6}_\d{2,4}_(.*))_(\d{2,3})\.(txt|bin)")
_DIALLED = re.compile(r"\+[1-9][0-9]{6,14}")
MODEM = "modem"


class Reply(Protocol):
    """Sends a text by the name of its wish, once and never twice."""

    def __call__(self, to: str, text: str, /, *, wish: str) -> Sent | Failed:
        """Send it."""
        ...


@dataclass(frozen=True, slots=True)
class Arrived:
    """One text of the inbox: the files of its parts in order, and who sent it."""

    name: str
    sender: str
    parts: Sequence[Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModemDoor:
    """One modem; `whole` writes a phone as every other door gets it."""

    door: SmsDoor
    carrier: ModemCarrier
    receipts: Receipts
    reply: Reply
    whole: Callable[[str], str]
    zone: tzinfo
    settled: float = SETTLED_SECONDS

    def look(self) -> int:
        """Take in what arrived, oldest first, and note what became of what left; tell how many."""
        taken = 0
        for arrived in self._waiting():
            if self._take(arrived):
                taken += 1
        for file, receipt in self.carrier.ended():
            self.receipts.note(MODEM, receipt)
            file.unlink()
        return taken

    def _waiting(self) -> Iterator[Arrived]:
        inbox = self.carrier.folder / INBOX
        now = self.carrier.clock.now().timestamp()
        files = sorted(inbox.iterdir()) if inbox.is_dir() else []
        known = [(found, file) for file in files if (found := _ARRIVED.fullmatch(file.name))]
        for name, each in groupby(known, key=lambda one: one[0][1]):
            pieces = list(each)
            parts = tuple(file for _, file in pieces)
            if all(now - part.stat().st_mtime >= self.settled for part in parts):
                yield Arrived(name, pieces[0][0][2], parts)

    def _take(self, arrived: Arrived) -> bool:
        """Answer one text; its files go once it is kept, for nothing here keeps words in clear."""
        text = _read(arrived.parts)
        if text is None:
            self._put_aside(arrived)
            return False
        phone = self.whole(arrived.sender)
        caller = blinded(phone, self.door.blind)
        incoming = Incoming(
            id=_id(arrived, text),
            caller=caller,
            text=text,
            country=self.door.country_of(phone),
            phone=phone,
            written_at=_written_at(arrived.name, self.zone),
        )
        words = self.door.receive(incoming)
        # To a name or a short number nobody can text back.
        if words and _DIALLED.fullmatch(phone):
            said = self.reply(phone, words, wish=f"reply:{incoming.id}")
            if isinstance(said, Failed) and said.retryable:
                return False
        for part in arrived.parts:
            part.unlink()
        return True

    def _put_aside(self, arrived: Arrived) -> None:
        aside = self.carrier.folder / UNREADABLE
        aside.mkdir(exist_ok=True)
        for part in arrived.parts:
            part.replace(aside / part.name)


def _read(parts: Sequence[Path]) -> str | None:
    """Read the parts as one text; nothing if one is binary or no text at all."""
    if any(part.suffix == ".bin" for part in parts):
        return None
    try:
        return "".join(_text(part.read_bytes()) for part in parts)
    except UnicodeDecodeError:
        return None


def _text(content: bytes) -> str:
    """Read `inboxformat = unicode` (UTF-16 with its mark), and UTF-8 where it was not set."""
    is_wide = content.startswith((b"\xfe\xff", b"\xff\xfe"))
    return content.decode("utf-16" if is_wide else "utf-8").rstrip("\0")


def _written_at(name: str, zone: tzinfo) -> datetime | None:
    """Read when the network took the text, which the file's name tells in the country's time."""
    try:
        return datetime.strptime(name[2:17], "%Y%m%d_%H%M%S").replace(tzinfo=zone)
    except ValueError:
        return None


def _id(arrived: Arrived, text: str) -> str:
    """Name a text by what gammu-smsd knows of it: the same name may come again within a second."""
    return f"GM{hashlib.sha256(f'{arrived.name}|{text}'.encode()).hexdigest()[:40]}"
