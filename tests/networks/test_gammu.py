"""A real gammu-smsd over a dummy telephone carries texts to the house and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from channels.sms.modem import ModemDoor
from config.house import House
from config.modem import modem_doors
from core.model.delivery import State
from tests.networks.offices import PHONE, Office, Stumbling, house_at
from tests.networks.processes import started, until

CONF = """\
[gammu]
port = {folder}/phone
model = dummy
connection = none
[smsd]
service = files
logfile = {folder}/smsd.log
debuglevel = 0
inboxpath = {folder}/inbox/
outboxpath = {folder}/outbox/
sentsmspath = {folder}/sent/
errorsmspath = {folder}/error/
inboxformat = unicode
commtimeout = 1
sendtimeout = 5
receivefrequency = 1
statusfrequency = 0
loopsleep = 1
checksecurity = 0
"""
CARRIERS = """\
[[carrier]]
name = "modem"
kind = "modem"
folder = "{folder}"
[[route]]
prefix = "+51"
carriers = ["modem"]
"""


@dataclass(frozen=True)
class Dummy:
    """A dummy telephone with its gammu-smsd, and the house that stands behind it."""

    folder: Path
    office: Office
    door: ModemDoor

    def receives(self, place: int, text: str, at: str) -> None:
        """Let the telephone have a text, as its SIM would."""
        letters = text.encode("utf-16-be").hex().upper()
        chunks = [letters[start : start + 200] for start in range(0, len(letters), 200)]
        lines = [f"Text{number:02d} = {chunk}" for number, chunk in enumerate(chunks)]
        head = (
            "[SMSBackup000]\nState = UnRead\n"
            f'Number = "{PHONE}"\nCoding = Unicode_No_Compression\nFolder = 1\n'
            f"Length = {len(text)}\nClass = -1\nDateTime = {at}\n"
        )
        unfinished = self.folder / "unfinished"
        unfinished.write_text(head + "\n".join(lines) + "\n")
        unfinished.replace(self.folder / f"phone/sms/1/{place}")

    def sent(self) -> list[str]:
        """List what left the telephone."""
        return [_text(file) for file in sorted((self.folder / "sent").glob("OUT*"))]


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-16")


@pytest.fixture
def dummy(founded_house: Path, tmp_path: Path) -> Iterator[Dummy]:
    """Start gammu-smsd; it is ended by its id."""
    folders = ["inbox", "outbox", "sent", "error"]
    folders += [f"phone/sms/{number}" for number in range(1, 6)]
    folders += [f"phone/{name}" for name in ("calendar", "todo", "note", "fs", "alarm", "pbk/ME")]
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "smsdrc").write_text(CONF.format(folder=tmp_path))
    house: House = house_at(tmp_path / "var", founded_house, 1, CARRIERS.format(folder=tmp_path))
    (door,) = modem_doors(house)
    with started(("gammu-smsd", "-c", tmp_path / "smsdrc"), tmp_path / "out.log"):
        yield Dummy(tmp_path, Office(house, Stumbling(None), 0), door)
    house.close()


def test_texts_go_both_ways_through_a_modem(dummy: Dummy) -> None:
    dummy.receives(1, "AYUDA", "20261121T100001")
    dummy.receives(2, "Cuándo atienden, señorita", "20261121T100000")
    until(lambda: len(list((dummy.folder / "inbox").iterdir())) == 2, "both are in the inbox")
    answered: list[int] = []

    def both() -> bool:
        answered.append(dummy.door.look())
        return sum(answered) == 2

    until(both, "both are answered once they are whole")
    assert list((dummy.folder / "inbox").iterdir()) == []
    contacts = dummy.office.house.shelf.contacts
    now = dummy.office.house.clock.now()
    caller = dummy.office.house.blind_caller(PHONE)
    last = contacts.latest(caller, "sms", now.replace(year=2000))
    assert last is not None
    assert last.outcome == "help"  # the younger one by the network's time came last
    until(lambda: len(dummy.sent()) == 2, "both answers left the telephone")
    assert last.reply in dummy.sent()


def test_a_wished_text_leaves_the_modem_and_is_known_to_have(dummy: Dummy) -> None:
    text = "Trámite en evaluación: señor, falta su {firma} 50% & más. €"
    dummy.office.wish("one", text)
    dummy.office.work()
    assert dummy.office.delivery("one").state is State.ACCEPTED
    until(lambda: dummy.sent() == [text], "the text left the telephone")
    dummy.door.look()
    assert dummy.office.delivery("one").state is State.SENT
    assert dummy.sent() == []
    assert dummy.office.house.shelf.deliveries.strays() == 0
