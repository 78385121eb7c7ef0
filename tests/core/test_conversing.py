"""A person takes a conversation by text, answers in it and hands it back; nobody else meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from config.house import House
from core.model.thread import Change, Way
from core.refusals import (
    PartsTooMany,
    Refusal,
    TextMissing,
    ThreadClosed,
    ThreadMoved,
    ThreadUnknown,
)
from tests.core.left_messages import CALCA
from tests.core.rows import change, rows
from tests.core.stories import a_case
from tests.core.threads import (
    JULIA,
    PERCY,
    PHONE,
    a_known_case,
    a_thread,
    entries,
    give_back,
    hand,
    hands,
    hear,
    kept,
    reader,
    reply,
    says,
    seen,
    take,
    thread_of,
    told,
    waiting,
    wishes,
)


def test_what_is_written_to_a_person_waits_for_the_person(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    assert hear(either_house, "¿hay alguien?", "SM2")
    assert hear(either_house, "¿me oye?", "SM3")
    assert waiting(either_house, thread) == ["SM2", "SM3"]
    assert kept(either_house, thread).waiting_since == either_house.clock.now()


def test_the_citizen_is_told_once_that_a_person_answers(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    assert says(either_house) == []
    hear(either_house, "¿hay alguien?", "SM2")
    hear(either_house, "¿me oye?", "SM3")
    assert says(either_house) == ["person"]
    reply(either_house, thread)
    hear(either_house, "gracias", "SM4")
    assert says(either_house) == ["person"]


def test_who_was_answered_first_is_told_no_more(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    reply(either_house, thread)
    hear(either_house, "gracias", "SM2")
    assert says(either_house) == []


def test_an_answer_is_a_wish_of_its_own_and_settles_what_its_page_showed(
    either_house: House,
) -> None:
    thread = take(either_house, a_thread(either_house))
    hear(either_house, "¿hay alguien?", "SM2")
    shown = seen(either_house, thread)
    hear(either_house, "otra cosa", "SM3")
    either_house.conversing.reply(thread.id, hand("2"), "Venga el lunes.", shown)
    assert waiting(either_house, thread) == ["SM3"]
    assert wishes(either_house) == ["thread_notice", "person_text"]
    written = next(one for one in entries(either_house, thread) if one.author == JULIA)
    assert (written.way, written.words, written.errand) == (Way.OUT, "Venga el lunes.", "queued")


def test_a_form_sent_twice_texts_once(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    take(either_house, thread)
    reply(either_house, thread)
    reply(either_house, thread, "otra cosa")
    assert wishes(either_house) == ["person_text"]
    give_back(either_house, thread)
    give_back(either_house, thread)
    changes = [one.change for one in hands(either_house, thread)]
    assert changes == [Change.TAKEN, Change.RETURNED]


def test_the_words_of_an_answer_lie_sealed_and_are_opened_for_the_worker(
    either_house: House,
) -> None:
    thread = take(either_house, a_thread(either_house))
    reply(either_house, thread, "Venga con su esposo.")
    for table in ("outbox", "thread_text"):
        assert "esposo" not in str(rows(either_house, table))
    sent = either_house.texting.outgoing(f"person_text:{'2' * 32}")
    assert (sent.phone, sent.words) == (PHONE, "Venga con su esposo.")


@pytest.mark.parametrize(
    ("words", "refusal"), [("", TextMissing), (" \r\n ", TextMissing), ("x" * 460, PartsTooMany)]
)
def test_what_says_nothing_or_does_not_fit_is_not_sent(
    house: House, words: str, refusal: type[Refusal]
) -> None:
    thread = take(house, a_thread(house))
    with pytest.raises(refusal):
        reply(house, thread, words)
    assert wishes(house) == []


def test_parts_are_counted_as_the_text_is_sent(house: House) -> None:
    assert house.conversing.count("Venga el lunes") == 1
    assert house.conversing.count("ó" * 150) == 1
    assert house.conversing.count("x" * 161) == 2


def test_whoever_has_not_the_conversation_does_nothing_in_it(either_house: House) -> None:
    thread = a_thread(either_house)
    with pytest.raises(ThreadMoved):
        reply(either_house, thread)
    take(either_house, thread)
    with pytest.raises(ThreadMoved):
        take(either_house, thread, "7", by=PERCY)
    for key, act in (("8", either_house.conversing.reply),):
        with pytest.raises(ThreadMoved):
            act(thread.id, hand(key, by=PERCY), "x", 9)
    with pytest.raises(ThreadMoved):
        either_house.conversing.give_back(thread.id, hand("9", by=PERCY), 9)
    assert kept(either_house, thread).is_with(JULIA)
    assert wishes(either_house) == []


def test_another_institution_does_nothing_in_a_thread_of_ours(either_house: House) -> None:
    thread = a_thread(either_house)
    theirs = hand("7", institution=CALCA)
    acts: tuple[Callable[[], None], ...] = (
        lambda: either_house.conversing.take(thread.id, theirs, None),
        lambda: either_house.conversing.reply(thread.id, theirs, "x", 0),
        lambda: either_house.conversing.give_back(thread.id, theirs, 0),
    )
    for act in acts:
        with pytest.raises(ThreadUnknown):
            act()
    assert kept(either_house, thread).hand is None


def at_once(*doing: Callable[[], None]) -> list[str]:
    """Do things at the same moment; tell how each went."""

    def one(act: Callable[[], None]) -> str:
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(len(doing)) as pool:
        return sorted(pool.map(one, doing))


def test_of_two_clerks_at_once_one_has_the_conversation(either_house: House) -> None:
    thread = a_thread(either_house)
    take_it = either_house.conversing.take
    went = at_once(
        lambda: take_it(thread.id, hand("1", by=JULIA), None),
        lambda: take_it(thread.id, hand("2", by=PERCY), None),
    )
    assert went == ["done", "thread_moved"]
    assert [one.change for one in hands(either_house, thread)] == [Change.TAKEN]


def test_the_same_press_twice_at_once_is_one(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    went = at_once(*[lambda: reply(either_house, thread)] * 3)
    assert went == ["done"] * 3
    assert wishes(either_house) == ["person_text"]


def test_a_conversation_can_be_about_a_case_so_that_colleagues_read_it(
    either_house: House,
) -> None:
    number, foreign = a_known_case(either_house), a_case(either_house, institution=CALCA)
    hear(either_house, "hola")
    thread = thread_of(either_house)
    either_house.conversing.take(thread.id, hand("1"), number.digits)
    hear(either_house, "y mi papel", "SM2")
    reply(either_house, thread)
    shown = entries(either_house, thread, reader(PERCY))
    assert [one.words for one in shown] == [None, "y mi papel", "Venga el lunes."]
    errands = either_house.shelf.case_log.errands(number, limit=9)
    assert [errand.kind for errand in errands] == ["person_text"]
    give_back(either_house, thread)
    either_house.conversing.take(thread.id, hand("5"), foreign.digits)
    held = kept(either_house, thread).hand
    assert held is not None
    assert held.number is None


def test_hands_are_kept_with_who_and_when_and_another_institution_sees_none(
    either_house: House,
) -> None:
    number, elsewhere = a_known_case(either_house), a_case(either_house, institution=CALCA)
    for place, one in enumerate((number, elsewhere)):
        hear(either_house, one.digits, f"SM{place}")
        told(either_house, one, f"SM{place}")
    thread = take(either_house, thread_of(either_house))
    give_back(either_house, thread)
    now = either_house.clock.now()
    assert [(one.at, one.change, one.member) for one in hands(either_house, thread)] == [
        (now, Change.TAKEN, JULIA),
        (now, Change.RETURNED, JULIA),
    ]
    assert hands(either_house, thread, reader("user:ana", CALCA)) == []


def test_a_phone_that_is_not_kept_any_more_is_written_to_no_more(either_house: House) -> None:
    thread = take(either_house, a_thread(either_house))
    reply(either_house, thread)
    change(either_house, "thread", {"phone": None})
    with pytest.raises(ThreadClosed):
        reply(either_house, thread, key="4")
    with pytest.raises(ThreadClosed):
        either_house.texting.outgoing(f"person_text:{'2' * 32}")
    with pytest.raises(ThreadClosed):
        either_house.texting.notice(thread.id, "back", "PE/muni-pisac")
    with pytest.raises(ThreadUnknown):
        either_house.texting.notice("5" * 32, "back", "PE/muni-pisac")


def test_a_text_that_came_before_and_was_never_answered_waits_after_all(
    either_house: House,
) -> None:
    # The door died after it kept the text; the carrier brings it again, and now a person answers.
    thread = take(either_house, a_thread(either_house))
    assert hear(either_house, "cuando sale mi papel", "SM1")
    assert waiting(either_house, thread) == ["SM1"]
    assert hear(either_house, "otra", "SM2")
    reply(either_house, thread)
    assert hear(either_house, "otra", "SM2")
    assert waiting(either_house, thread) == []
