"""What nobody has read for half a year raises an alarm, once a day, without a name in it."""

from datetime import date, timedelta

from config.cataloguing import cataloguing_of, freshness_of
from config.house import House
from config.worker import dispatch_of
from core.cataloguing import Listing
from tests.bolivia import rows
from tests.houses import TODAY, StoodClock

READ = date(2026, 11, 21)


def on(house: House, day: date) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.day = day


def alarms(house: House) -> list[str]:
    dispatch_of(house).run()
    path = house.settings.var_folder / "alarms.log"
    if not path.exists():
        return []
    return [line.partition(" ")[2] for line in path.read_text("utf-8").splitlines()]


def test_a_fresh_catalogue_raises_no_alarm(house: House) -> None:
    on(house, READ)
    assert freshness_of(house).watch() == 0
    assert alarms(house) == []


def test_a_promise_whose_day_is_over_must_be_read_again(house: House) -> None:
    on(house, date(2027, 1, 1))
    assert [one.key for one in freshness_of(house).overdue()] == ["PE/dni-gratis"]


def test_stale_entries_of_both_countries_are_counted_in_one_alarm_a_day(house: House) -> None:
    listing = Listing(country="BO", source="una lista", publisher="alguien", read_on=TODAY)
    cataloguing_of(house).take_in(rows()[:5], listing)
    on(house, READ + timedelta(days=181))
    for _ in range(3):
        assert freshness_of(house).watch() == 35
    assert alarms(house) == ["stale_catalogue BO=5 PE=30"]
    on(house, READ + timedelta(days=182))
    freshness_of(house).watch()
    assert len(alarms(house)) == 2


def test_the_last_good_day_is_still_good(house: House) -> None:
    on(house, date(2026, 12, 31))
    assert freshness_of(house).overdue() == ()
    on(house, READ + timedelta(days=180))
    assert {one.key for one in freshness_of(house).overdue()} == {"PE/dni-gratis"}
