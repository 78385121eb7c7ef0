from datetime import timedelta

from config.house import House
from core.ports import Contact
from core.ports.texting import Earlier
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
    found = earlier(house, "SM99", caller, most=most)
    return found.in_this_hour, found.today


def earlier(house: House, source: str, caller: str = "blind", most: int = 10) -> Earlier:
    hour, day, year = (NOON_IN_LIMA - timedelta(hours=hours) for hours in (1, 24, 8760))
    texts = house.shelf.texts_answered
    return texts.earlier(source, caller, since=year, day=day, hour=hour, most=most)


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


def test_a_text_that_came_before_is_told_what_it_was_told(either_house: House) -> None:
    keep(either_house, 1, ago=timedelta(minutes=9), reply="one")
    keep(either_house, 2, ago=timedelta(minutes=1), reply="two")
    found = earlier(either_house, "SM1")
    assert found.this is not None
    assert (found.this.reply, found.latest) == ("one", None)
    assert earlier(either_house, "SM1", caller="other").this == found.this


def test_any_other_text_finds_the_last_one_of_its_phone_by_text(either_house: House) -> None:
    keep(either_house, 1, ago=timedelta(minutes=9), reply="one")
    keep(either_house, 2, ago=timedelta(minutes=1), reply="two", channel="voice")
    keep(either_house, 3, ago=timedelta(days=364), reply="long ago")
    found = earlier(either_house, "SM9")
    assert found.latest is not None
    assert (found.this, found.latest.reply) == (None, "one")
    assert earlier(either_house, "SM9", caller="other").latest is None


def test_what_was_told_too_long_ago_is_forgotten(either_house: House) -> None:
    keep(either_house, 1, ago=timedelta(days=366))
    assert earlier(either_house, "SM9").latest is None
