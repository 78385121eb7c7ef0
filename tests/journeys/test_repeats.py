from concurrent.futures import ThreadPoolExecutor
from datetime import date

from tests.journeys.observed import observed
from tests.journeys.village import HOME_AND_PHONE, ROSA, Village

COUNTED = ("contact", "wrong_clave", "case_lock", "caller_lock", "caller_right", "outbox", "event")


def counted(village: Village) -> dict[str, int]:
    return {table: rows for table, rows in village.rows().items() if table in COUNTED}


def wrong(clave: str) -> str:
    return f"{(int(clave) + 1) % 1_000_000:06}"


def test_a_text_that_the_carrier_repeats_gets_the_same_bytes_and_counts_once(
    either_village: Village,
) -> None:
    village = either_village
    case = observed(village, phone=ROSA, own_phone=True)
    phone = village.phone(ROSA)
    words = f"{case.number} {wrong(case.clave)}"
    first = phone.text(words, "SM1")
    before = counted(village)
    village.later(minutes=5)
    for _ in range(5):
        assert phone.text(words, "SM1").body == first.body
    assert counted(village) == before
    assert (before["wrong_clave"], before["contact"]) == (1, 1)


def test_a_repeat_with_other_words_is_still_the_text_that_was_answered(village: Village) -> None:
    case = observed(village)
    phone = village.phone(ROSA)
    first = phone.text(str(case.number), "SM1")
    assert phone.text(f"{case.number} {case.clave}", "SM1").body == first.body


def test_a_repeat_stays_the_same_though_the_case_has_moved_on(village: Village) -> None:
    case = observed(village)
    phone = village.phone(ROSA)
    words = f"{case.number} {case.clave}"
    first = phone.text(words, "SM1")
    village.at(date(2026, 11, 25))
    assert phone.text(words, "SM1").body == first.body


def test_every_turn_of_a_call_repeated_and_out_of_order_is_heard_the_same(
    either_village: Village,
) -> None:
    village = either_village
    case = observed(village, **HOME_AND_PHONE)
    call = village.phone(ROSA).call()
    turns = [("/voice/incoming", "", call.heard)]
    for keys in ("1", case.number.digits, wrong(case.clave), case.clave, "1", "2", "3"):
        path = call.heard.action
        turns.append((path, keys, call.press(keys)))
    before = counted(village)
    assert (before["contact"], before["wrong_clave"]) == (8, 1)
    assert [kind for kind, *_ in village.wishes()][-2:] == ["status_text", "status_letter"]
    village.later(minutes=1)
    for path, keys, heard in (*reversed(turns), *turns):
        assert call.again(path, keys).body == heard.body
        assert call.again(path, "9").body == heard.body
    assert counted(village) == before


def test_a_call_goes_on_though_an_old_turn_came_late(village: Village) -> None:
    case = observed(village)
    call = village.phone(ROSA).call()
    first = call.heard.action
    call.press("1")
    call.press(case.number.digits)
    call.again(first, "2")
    assert call.press(case.clave).tells(*case.must, channel="voice")


def test_a_wish_repeated_before_and_after_the_worker_is_performed_once(village: Village) -> None:
    case = observed(village, **HOME_AND_PHONE)
    call = village.phone(ROSA).call_about(case.number, case.clave)
    path = call.heard.action
    call.press("1")
    call.again(path, "1")
    village.work()
    call.again(path, "1")
    village.work()
    assert len(village.texts()) == 1


def test_the_end_of_a_call_told_twice_is_one_end(village: Village) -> None:
    village.phone(ROSA).call()
    call_id = village.kept("contact")[0]["provider_id"]
    form = {"CallSid": call_id, "From": "+51984123456", "CallStatus": "completed"}
    for _ in range(2):
        assert village.send("/voice/ended", form).status_code == 204
    ended = [row for row in village.kept("contact") if row["outcome"] == "ended.completed"]
    assert len(ended) == 1


def test_of_eight_repeats_at_the_same_time_one_is_kept_and_all_hear_it(
    either_village: Village,
) -> None:
    village = either_village
    case = observed(village, phone=ROSA)
    call = village.phone(ROSA).call_about(case.number, case.clave)
    path = call.heard.action
    with ThreadPoolExecutor(8) as pool:
        heard = set(pool.map(lambda key: call.again(path, key).body, "11111111"))
    assert len(heard) == 1
    assert [kind for kind, *_ in village.wishes()].count("status_text") == 1
    assert len([row for row in village.kept("contact") if row["turn"] == 4]) == 1
