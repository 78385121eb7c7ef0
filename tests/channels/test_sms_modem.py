"""The modem's folders: whole files only, oldest first, kept before they go, sent once."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.modem import ModemCarrier
from channels.sms.modem import ModemDoor
from channels.sms.receipts import Receipts
from config.house import House
from config.texting import sms_door
from core.model.carrier_line import Terms
from core.model.delivery import Cause, State
from core.ports import Handing
from tests.fakes import FakeClock

TO, KEY = "+51984123456", "f" * 32


@dataclass
class Replies:
    """Takes replies down; says first what the test told it to."""

    says: list[Sent | Failed] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, to: str, text: str, /, *, wish: str) -> Sent | Failed:
        assert text
        self.sent.append((to, wish))
        return self.says.pop(0) if self.says else Sent("id", 1, 0)


@pytest.fixture
def replies() -> Replies:
    return Replies()


@pytest.fixture
def modem(house: House, tmp_path: Path, replies: Replies) -> ModemDoor:
    for name in ("inbox", "outbox", "sent", "error"):
        (tmp_path / "modem" / name).mkdir(parents=True)
    return ModemDoor(
        door=sms_door(house),
        carrier=ModemCarrier(tmp_path / "modem", house.clock),
        receipts=Receipts(house.shelf.deliveries),
        reply=replies,
        whole=lambda phone: phone,
        zone=UTC,
    )


Arrive = Callable[..., Path]


@pytest.fixture
def arrive(modem: ModemDoor) -> Arrive:
    """Lay a file into the inbox, as gammu-smsd does."""

    def lay(
        content: str | bytes,
        *,
        at: str = "20261120_165900",
        sender: str = TO,
        part: int = 0,
        age: float = 60.0,
        ext: str = "txt",
    ) -> Path:
        file = modem.carrier.folder / "inbox" / f"IN{at}_00_{sender}_{part:02d}.{ext}"
        raw = content if isinstance(content, bytes) else f"{content}\0".encode("utf-16")
        file.write_bytes(raw)
        written = modem.carrier.clock.now().timestamp() - age
        os.utime(file, (written, written))
        return file

    return lay


def asked(house: House) -> list[str]:
    since = house.clock.now() - timedelta(days=1)
    until = house.clock.now() + timedelta(days=1)
    return [one.outcome for one in house.shelf.contacts.between("sms", since, until)]


def test_a_text_is_answered_and_its_file_goes(
    modem: ModemDoor, replies: Replies, arrive: Arrive
) -> None:
    file = arrive("AYUDA")
    assert modem.look() == 1
    assert not file.exists()
    ((to, wish),) = replies.sent
    assert to == TO
    assert wish.startswith("reply:GM")


def test_the_parts_of_a_long_text_are_one(
    house: House, modem: ModemDoor, replies: Replies, arrive: Arrive
) -> None:
    arrive("DA", part=1)
    arrive("AYU", part=0)
    assert modem.look() == 1
    assert asked(house) == ["help"]
    assert len(replies.sent) == 1


def test_a_file_that_is_still_being_written_waits(modem: ModemDoor, arrive: Arrive) -> None:
    arrive("AYUDA", age=0.5)
    assert modem.look() == 0
    arrive("AYUDA", age=5)
    assert modem.look() == 1


def test_older_texts_are_answered_first(modem: ModemDoor, replies: Replies, arrive: Arrive) -> None:
    arrive("AYUDA", at="20261120_165902", sender="+51984000002")
    arrive("AYUDA", at="20261120_165901", sender="+51984000001")
    arrive("AYUDA", at="20261119_235959", sender="+51984000000")
    modem.look()
    assert [to[-1] for to, _ in replies.sent] == ["0", "1", "2"]


def test_a_time_that_is_none_loses_no_text(
    modem: ModemDoor, replies: Replies, arrive: Arrive
) -> None:
    arrive("AYUDA", at="99999999_999999")
    assert modem.look() == 1
    assert len(replies.sent) == 1


def test_a_reply_that_may_go_later_keeps_the_file_and_asks_nothing_twice(
    house: House, modem: ModemDoor, replies: Replies, arrive: Arrive
) -> None:
    replies.says = [Failed("not_reached", retryable=True)]
    file = arrive("AYUDA")
    assert modem.look() == 0
    assert file.exists()
    assert modem.look() == 1
    assert len({wish for _, wish in replies.sent}) == 1
    assert asked(house) == ["help"]


def test_a_reply_in_doubt_is_not_sent_again(
    modem: ModemDoor, replies: Replies, arrive: Arrive
) -> None:
    replies.says = [Failed("no_answer", retryable=False, in_doubt=True)]
    file = arrive("AYUDA")
    assert modem.look() == 1
    assert not file.exists()


@pytest.mark.parametrize("sender", ["MOVISTAR", "1234", "", "+51", "_"])
def test_whom_nobody_can_text_gets_no_reply(
    modem: ModemDoor, replies: Replies, arrive: Arrive, sender: str
) -> None:
    arrive("AYUDA", sender=sender)
    assert modem.look() == 1
    assert replies.sent == []


@pytest.mark.parametrize(
    ("content", "ext"), [(b"\xff\xff\xff", "txt"), (b"\xfe\xff\xd8", "txt"), (b"RIFF", "bin")]
)
def test_what_is_no_text_is_put_aside_for_a_person(
    modem: ModemDoor, replies: Replies, arrive: Arrive, content: bytes, ext: str
) -> None:
    file = arrive(content, ext=ext)
    assert modem.look() == 0
    assert (modem.carrier.folder / "unreadable" / file.name).read_bytes() == content
    assert replies.sent == []


@pytest.mark.parametrize("name", ["notes.txt", "IN2026.txt", ".IN20261120_165900_00_+51_00.txt"])
def test_other_files_are_left_alone(modem: ModemDoor, name: str) -> None:
    other = modem.carrier.folder / "inbox" / name
    other.write_text("AYUDA")
    assert modem.look() == 0
    assert other.exists()


def test_a_text_lies_whole_in_the_outbox_under_its_key(modem: ModemDoor) -> None:
    assert modem.carrier.send(TO, "Señor: trámite €", key=KEY) == Sent(KEY, 1, 0)
    (file,) = (modem.carrier.folder / "outbox").iterdir()
    assert file.name == f"OUTC20261120_170000_00_{TO}_{KEY}.txt"
    assert file.read_bytes().decode("utf-16") == "Señor: trámite €"


def test_where_the_folder_is_missing_surely_nothing_was_sent(tmp_path: Path) -> None:
    gone = ModemCarrier(tmp_path / "gone", FakeClock())
    assert gone.send(TO, "a", key=KEY) == Failed("not_reached", retryable=True)
    (tmp_path / "gone").write_text("a file where a folder should be")
    assert gone.send(TO, "a", key=KEY) == Failed("not_reached", retryable=True)


def test_an_outbox_that_nobody_empties_is_a_network_that_is_down(modem: ModemDoor) -> None:
    modem.carrier.send(TO, "a", key=KEY)
    later = FakeClock(modem.carrier.clock.now() + timedelta(minutes=11))
    stuck = replace(modem.carrier, clock=later)
    assert stuck.send(TO, "b", key="0" * 32) == Failed("network_down", retryable=True)


@pytest.mark.parametrize(
    ("folder", "state", "cause"),
    [("sent", State.SENT, None), ("error", State.REJECTED, Cause.NETWORK_REFUSED)],
)
def test_the_folder_in_which_a_text_ends_tells_what_became_of_it(
    house: House, modem: ModemDoor, folder: str, state: State, cause: Cause | None
) -> None:
    house.shelf.deliveries.begin(Handing(key=KEY, wish="wish", parts=1), Terms(name="modem"))
    modem.carrier.send(TO, "a", key=KEY)
    (file,) = (modem.carrier.folder / "outbox").iterdir()
    file.replace(modem.carrier.folder / folder / file.name)
    (modem.carrier.folder / folder / "OUTC_by_hand.txt").write_text("of a person")
    modem.look()
    found = house.shelf.deliveries.of_wish("wish")
    assert found is not None
    assert (found.state, found.cause) == (state, cause)
    left = [one.name for one in (modem.carrier.folder / folder).iterdir()]
    assert left == ["OUTC_by_hand.txt"]
