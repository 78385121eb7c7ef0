"""A conversation by text comes back to the house: by hand, or after a working day."""

from datetime import UTC, datetime

import pytest

from config.house import House
from core.model.thread import Change
from core.refusals import (
    ThreadClosed,
    ThreadUnread,
)
from tests.core.left_messages import CALCA
from tests.core.rows import change, rows
from tests.core.stories import a_case, publish_day_off
from tests.core.threads import (
    JULIA,
    PHONE,
    a_known_case,
    a_thread,
    give_back,
    hand,
    hands,
    hear,
    kept,
    reader,
    reply,
    said_by_citizen,
    says,
    seen,
    take,
    thread_of,
    time_passes,
    told,
    waiting,
    wishes,
)


def test_nobody_gives_back_what_they_have_not_read(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    shown = seen(either_house, thread)
    hear(either_house, "espere", "SM2")
    with pytest.raises(ThreadUnread):
        either_house.conversing.give_back(thread.id, hand("3"), shown)
    assert kept(either_house, thread).is_with(JULIA)
    give_back(either_house, thread, "4")
    assert waiting(either_house, thread) == []


def test_after_it_is_given_back_the_house_answers_and_says_so(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    hear(either_house, "¿hay alguien?", "SM2")
    give_back(either_house, thread)
    assert says(either_house) == ["person", "back"]
    assert not hear(either_house, "ESTADO", "SM3")
    assert kept(either_house, thread).hand is None


def test_who_never_knew_of_a_person_is_told_nothing_of_the_end(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    give_back(either_house, thread)
    assert wishes(either_house) == []


def test_what_waits_for_one_institution_is_not_answered_by_another(either_house: House) -> None:
    number, elsewhere = a_known_case(either_house), a_case(either_house, institution=CALCA)
    for place, one in enumerate((number, elsewhere)):
        hear(either_house, one.digits, f"SM{place}")
        told(either_house, one, f"SM{place}")
    thread = take(either_house, thread_of(either_house))
    hear(either_house, "para Pisac", "SM7")
    time_passes(either_house, days=5)
    assert either_house.texting.lapse() == 1
    take(either_house, thread, "5", by="user:ana", institution=CALCA)
    theirs = hand("6", by="user:ana", institution=CALCA)
    either_house.conversing.reply(thread.id, theirs, "aquí Calca", seen(either_house, thread))
    assert waiting(either_house, thread) == ["SM7"]
    assert either_house.thread_reading.count_waiting("PE/muni-pisac") == 1
    assert either_house.thread_reading.count_waiting(CALCA) == 0
    assert "para Pisac" not in said_by_citizen(either_house, thread, reader("user:ana", CALCA))


def test_without_an_answer_for_a_working_day_it_goes_back_and_still_waits(
    either_house: House,
) -> None:
    # Friday noon: the next working day is Monday, until noon.
    thread = take(either_house, a_thread(either_house))
    hear(either_house, "¿hay alguien?", "SM2")
    time_passes(either_house, days=2, hours=23.9)
    assert either_house.texting.lapse() == 0
    time_passes(either_house, hours=0.2)
    assert (either_house.texting.lapse(), either_house.texting.lapse()) == (1, 0)
    assert kept(either_house, thread).hand is None
    assert says(either_house) == ["person", "late"]
    assert waiting(either_house, thread) == ["SM2"]
    assert either_house.thread_reading.count_waiting("PE/muni-pisac") == 1
    assert hands(either_house, thread)[-1].change is Change.LAPSED


def test_an_answer_begins_the_day_anew(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    hear(either_house, "¿hay alguien?", "SM2")
    time_passes(either_house, days=2.9)
    reply(either_house, thread)
    time_passes(either_house, days=0.9)
    assert either_house.texting.lapse() == 0
    time_passes(either_house, days=0.2)
    assert either_house.texting.lapse() == 1
    assert says(either_house) == ["person", "back"]
    assert waiting(either_house, thread) == []


def test_a_day_off_is_no_working_day(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    monday = datetime(2026, 11, 23, tzinfo=UTC).date()
    publish_day_off(either_house, monday, version=2)
    time_passes(either_house, days=3, hours=1)
    assert either_house.texting.lapse() == 0
    time_passes(either_house, days=1)
    assert either_house.texting.lapse() == 1
    assert kept(either_house, thread).hand is None


def test_where_no_calendar_reaches_it_goes_back_after_a_day(either_house: House) -> None:
    take(either_house, a_thread(either_house))
    far = {"since": "2036-11-20T17:00:00.000Z", "acted_at": "2036-11-20T17:00:00.000Z"}
    change(either_house, "thread", far)
    time_passes(either_house, days=3650 + 5)
    assert either_house.texting.lapse() == 1


def test_nobody_is_woken_by_the_end_of_a_conversation(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    reply(either_house, thread)
    change(either_house, "thread", {"acted_at": "2026-11-21T05:00:00.000Z"})
    time_passes(either_house, days=3)
    time_passes(either_house, hours=-10)
    assert either_house.texting.lapse() == 1
    (notice,) = [row for row in rows(either_house, "outbox") if row["kind"] == "thread_notice"]
    assert notice["not_before"] >= "2026-11-23T12:00:00"


def test_who_wants_no_texts_is_answered_and_told_nothing_else(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    caller, now = either_house.blind_phone(PHONE), either_house.clock.now()
    either_house.shelf.opt_outs.add(caller, channel="sms", at=now)
    with pytest.raises(ThreadClosed):
        reply(either_house, thread)
    hear(either_house, "una pregunta", "SM2")
    reply(either_house, thread, key="4")
    give_back(either_house, thread)
    assert wishes(either_house) == ["thread_notice", "person_text"]
    assert says(either_house) == ["person"]
