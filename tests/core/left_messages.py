"""Messages for a person, each left in one line, for the tests of what becomes of them."""

from dataclasses import replace
from datetime import timedelta

from config.house import House
from core.letterbox import Handling, Left
from core.model.left_message import Kind, LeftMessage
from tests.core.stories import PISAC
from tests.houses import StoodClock

CALCA, ABROAD = "PE/muni-calca", "BO/gam-el-alto"
JULIA, PERCY = "user:julia", "user:percy"
SOUND = b"RIFF of somebody speaking"
PHONE = "+51984123456"


def left(house: House, source: str = "RE1", **more: object) -> Left:
    usual = Left(
        kind=Kind.VOICE,
        channel="voice",
        conversation="CA1",
        source=source,
        at=house.clock.now(),
        language="es",
        caller=house.blind_phone(PHONE),
        seconds=7,
    )
    return replace(usual, **more)  # type: ignore[arg-type] # fields of it


def heard(house: House, source: str = "RE1", **more: object) -> LeftMessage:
    message = house.letterbox.expect(left(house, source, **more))
    house.letterbox.add_sound(message, SOUND, 7)
    return kept(house, message)


def kept(house: House, message: LeftMessage) -> LeftMessage:
    found = house.shelf.messages.get(message.id)
    assert found is not None
    return found


def hand(key: str = "1", *, by: str = JULIA, institution: str = PISAC) -> Handling:
    return Handling(by=by, institution=institution, key=key * 32)


def days_pass(house: House, days: float) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(days=days)
