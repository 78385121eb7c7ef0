"""Whether a caller reaches a person: office hours, days off, money, and no promise unproved."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from config.house import House
from core.model.answers import Line, RefusalAnswer
from core.model.at_the_phone import OfficeHours
from core.person_line import PersonLine
from core.refusals import PersonAway, PersonUnavailable
from tests.core.stories import publish_day_off
from tests.houses import StoodClock

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
PHONE = "+5184223344"


@pytest.fixture
def line(house: House) -> PersonLine:
    hours = OfficeHours.parse("08:15-13:00,14:00-16:30")
    return replace(house.person_line, phone=PHONE, hours=hours)


def at(line: PersonLine, day: date, clock: str) -> PersonLine:
    """Ask on a day of Lima, which is five hours behind."""
    hour, minute = map(int, clock.split(":"))
    moment = datetime(day.year, day.month, day.day, hour + 5, minute, tzinfo=UTC)
    return replace(line, clock=StoodClock(day, moment))


@pytest.mark.parametrize("clock", ["08:15", "12:59", "14:00", "16:29"])
def test_in_office_hours_a_person_is_there(line: PersonLine, clock: str) -> None:
    (told,) = at(line, FRIDAY, clock).open().must_tell
    assert told.message == "person.open"


@pytest.mark.parametrize(
    ("day", "clock", "on"),
    [
        (FRIDAY, "07:00", FRIDAY),
        (FRIDAY, "13:30", FRIDAY),
        (FRIDAY, "16:30", MONDAY),
        (SATURDAY, "10:00", MONDAY),
        (date(2026, 12, 8), "10:00", date(2026, 12, 10)),
        (date(2026, 12, 24), "17:00", date(2026, 12, 28)),
    ],
)
def test_at_other_times_the_next_day_with_a_person_is_told(
    line: PersonLine, day: date, clock: str, on: date
) -> None:
    with pytest.raises(PersonAway) as refused:
        at(line, day, clock).open()
    assert refused.value.facts == {"on": on}


def test_a_day_off_that_was_decreed_yesterday_counts_today(house: House, line: PersonLine) -> None:
    at(line, FRIDAY, "10:00").open()
    publish_day_off(house, FRIDAY, version=2)
    with pytest.raises(PersonAway) as refused:
        at(line, FRIDAY, "10:00").open()
    assert refused.value.facts == {"on": MONDAY}


def test_where_no_calendar_reaches_no_day_is_promised(line: PersonLine) -> None:
    with pytest.raises(PersonUnavailable) as refused:
        at(line, date(2093, 1, 2), "10:00").open()
    assert refused.value.facts == {}


@pytest.mark.parametrize(
    "without",
    [{"phone": ""}, {"hours": OfficeHours.parse("")}, {"may_spend": lambda: False}],
)
def test_without_a_phone_hours_or_money_nobody_is_reached(
    line: PersonLine, without: dict[str, object]
) -> None:
    asked = replace(at(line, FRIDAY, "10:00"), **without)  # type: ignore[arg-type] # fields of it
    with pytest.raises(PersonUnavailable):
        asked.open()


def test_a_house_without_a_phone_of_the_office_offers_nobody(house: House) -> None:
    with pytest.raises(PersonUnavailable):
        house.person_line.open()


def test_the_phone_of_the_office_is_in_no_text_about_the_line(line: PersonLine) -> None:
    assert line.phone == PHONE
    assert PHONE not in repr(line)


def test_the_day_is_told_in_plain_words(house: House, line: PersonLine) -> None:
    with pytest.raises(PersonAway) as refused:
        at(line, SATURDAY, "10:00").open()
    said = house.wording.compose("es", "voice", _lines(refused.value)).texts
    assert "lunes veintitrés de noviembre" in " ".join(said)


def _lines(refusal: PersonAway) -> tuple[Line, ...]:
    return RefusalAnswer(refusal).must_tell
