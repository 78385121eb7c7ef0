"""A stop that moves is told by text: to whom it concerns, once, by day and in one part."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.house import House
from config.performers import performers
from config.worker import dispatch_of
from core.model.charge import Tariff
from core.model.economy import fewest_parts
from core.model.visit import Hindrance
from core.visit_notices import VISIT_CHANGED, VISIT_TEXT
from tests.core.rows import rows
from tests.core.stories import a_case, a_citizen
from tests.core.trips import of_trip, planned
from tests.houses import StoodClock, act

PHONE = "984650777"
NIGHT = datetime(2026, 11, 21, 3, tzinfo=UTC)
MORNING = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)


@pytest.fixture
def trip(house: House) -> House:
    planned(house)
    return house


def someone(house: House, phone: str = PHONE, *, sms: bool = True, own: bool = True) -> str:
    person = a_citizen(house, phone=phone, own_phone=own, proved=True, sms=sms)
    a_case(house, applicant=person)
    dispatch_of(house).run()
    return person


def late(house: House, days: int = 2) -> None:
    house.trips.moving.delay(of_trip(house)[0].id, days, act(), reason=Hindrance.RIVER)


def texted(house: House) -> list[str]:
    notebook = house.settings.var_folder / "texts.jsonl"
    if not notebook.exists():
        return []
    return [json.loads(line)["text"] for line in notebook.read_text("utf-8").splitlines()]


def visit_texts(house: House) -> list[str]:
    return [text for text in texted(house) if text.startswith("La unidad")]


def states(house: House) -> list[tuple[str, str | None]]:
    return [
        (row["state"], row["code"]) for row in rows(house, "outbox") if row["kind"] == VISIT_TEXT
    ]


def test_who_has_an_open_case_there_and_agreed_hears_the_new_day_once(trip: House) -> None:
    someone(trip)
    late(trip)
    dispatch_of(trip).run()
    (text,) = visit_texts(trip)
    assert text.startswith("La unidad llega el jue 26 nov a Amaru, ya no el mar 24 nov.")
    assert fewest_parts(text) == 1
    dispatch_of(trip).run()
    assert len(visit_texts(trip)) == 1


def test_a_stop_that_is_called_off_is_told_too(trip: House) -> None:
    someone(trip)
    trip.trips.moving.cancel(of_trip(trip)[0].id, act(), reason=Hindrance.RIVER)
    dispatch_of(trip).run()
    (text,) = visit_texts(trip)
    assert text.startswith("La unidad no llega el mar 24 nov a Amaru.")
    assert fewest_parts(text) == 1


def test_nobody_else_is_told(trip: House) -> None:
    someone(trip, "984650771", sms=False)
    someone(trip, "984650772", own=False)
    a_citizen(trip, phone="984650773", own_phone=True, proved=True, sms=True)
    late(trip)
    dispatch_of(trip).run()
    assert visit_texts(trip) == []
    assert states(trip) == []


def test_who_opted_out_after_all_is_left_alone(trip: House) -> None:
    someone(trip)
    caller = trip.blind_phone(f"+51{PHONE}")
    trip.shelf.opt_outs.add(caller, channel="sms", at=trip.clock.now())
    late(trip)
    dispatch_of(trip).run()
    assert visit_texts(trip) == []
    assert states(trip) == [("failed", "phone_missing")]


def test_a_stop_that_moved_again_meanwhile_is_told_once_as_it_stands(trip: House) -> None:
    someone(trip)
    late(trip, 2)
    late(trip, 3)
    dispatch_of(trip).run()
    (text,) = visit_texts(trip)
    assert "el dom 29 nov" in text


def test_nobody_is_woken(trip: House) -> None:
    clock = trip.clock
    assert isinstance(clock, StoodClock)
    someone(trip)
    clock.moment = NIGHT
    late(trip)
    dispatch_of(trip).run()
    assert states(trip) == []
    clock.moment = MORNING
    dispatch_of(trip).run()
    assert len(visit_texts(trip)) == 1


def test_a_text_that_the_night_overtook_waits_for_the_morning_however_often(trip: House) -> None:
    clock = trip.clock
    assert isinstance(clock, StoodClock)
    someone(trip)
    late(trip)
    spread = performers(trip)[VISIT_CHANGED]
    for job in trip.shelf.outbox.claim(limit=50, lease_seconds=1):
        if job.intent.kind == VISIT_CHANGED:
            spread(job)
        trip.shelf.outbox.done(job, provider_id="told")
    dispatch = dispatch_of(trip)
    for quarter in range(12):
        clock.moment = NIGHT + timedelta(minutes=15 * quarter)
        dispatch.run()
    assert states(trip) == [("performing", "quiet_hours")]
    assert visit_texts(trip) == []
    clock.moment = MORNING
    dispatch.run()
    assert len(visit_texts(trip)) == 1


def test_no_text_goes_out_when_the_money_of_the_month_is_spent(trip: House) -> None:
    someone(trip)
    late(trip)
    tariff = Tariff({"out": 10})
    trip.spending.charge("a call", 600, direction="out", tariff=tariff)
    dispatch_of(replace(trip, spending=replace(trip.spending, ceiling=1))).run()
    assert visit_texts(trip) == []
    assert states(trip) == []
    (row,) = [one for one in rows(trip, "outbox") if one["kind"] == VISIT_CHANGED][:1]
    assert row["code"] == "calling_paused"
