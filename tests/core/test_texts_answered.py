from datetime import datetime, timedelta

from config.house import House
from core.ports import Contact
from core.store.texts_answered import StoreTextsAnswered
from tests.fakes import NOON_IN_LIMA


def keep(
    house: House, place: int, *, ago: timedelta, reply: str = "a", channel: str = "sms"
) -> None:
    house.shelf.contacts.keep(
        Contact(
            channel=channel,
            provider_id=f"SM{place}",
            turn=0,
            caller="blind",
            at=NOON_IN_LIMA - ago,
            language="es",
            outcome="status",
            state="",
            reply=reply,
        )
    )


def count(house: House, caller: str = "blind", most: int = 10) -> tuple[int, int]:
    hour, day = (NOON_IN_LIMA - timedelta(hours=hours) for hours in (1, 24))
    assert isinstance(hour, datetime)
    return StoreTextsAnswered(house.shelf.database).count(caller, hour=hour, day=day, most=most)


def test_answers_of_the_last_hour_and_day_are_counted_and_silence_is_not(
    either_house: House,
) -> None:
    keep(either_house, 1, ago=timedelta(minutes=1))
    keep(either_house, 2, ago=timedelta(minutes=2), reply="")
    keep(either_house, 3, ago=timedelta(minutes=3), channel="voice")
    keep(either_house, 4, ago=timedelta(hours=2))
    keep(either_house, 5, ago=timedelta(days=2))
    assert count(either_house) == (1, 2)
    assert count(either_house, caller="other") == (0, 0)


def test_no_more_are_counted_than_matter(house: House) -> None:
    for place in range(8):
        keep(house, place, ago=timedelta(minutes=place))
    assert count(house, most=5) == (5, 5)
