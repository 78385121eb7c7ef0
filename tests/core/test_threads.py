"""Threads of texts: kept once and sealed, read by whom they concern, gone in their time."""

import pytest

from config.house import House
from core.model.thread import Way
from core.refusals import ThreadUnknown
from tests.core.left_messages import ABROAD, CALCA
from tests.core.rows import change, rows
from tests.core.stories import PISAC, a_case, a_citizen
from tests.core.threads import (
    PERCY,
    PHONE,
    a_known_case,
    a_thread,
    entries,
    hear,
    kept,
    reader,
    said_by_citizen,
    take,
    texts,
    thread_of,
    time_passes,
    told,
    wishes,
)
from tests.houses import act

OTHER = "+51984000777"


def test_what_a_citizen_writes_is_kept_once_and_answered_by_the_house(either_house: House) -> None:
    a_known_case(either_house)
    assert not hear(either_house, "cuando sale mi papel")
    assert not hear(either_house, "cuando sale mi papel")
    assert not hear(either_house, "ya pues", "SM2")
    thread = thread_of(either_house)
    assert [text.source for text in texts(either_house, thread)] == ["SM1", "SM2"]
    assert [text.waits for text in texts(either_house, thread)] == [False, False]


def test_words_and_phone_lie_sealed(either_house: House) -> None:
    thread = a_thread(either_house, "mi hijo se llama Wilber")
    for table in ("thread", "thread_text"):
        lying = str(rows(either_house, table))
        assert "Wilber" not in lying
        assert "984123456" not in lying
    assert either_house.texting.phone(thread) == PHONE


def test_words_moved_to_another_text_do_not_open(either_house: House) -> None:
    thread = a_thread(either_house, "uno")
    hear(either_house, "dos", "SM2")
    one, two = texts(either_house, thread)
    change(either_house, "thread_text", {"words": one.words}, source=two.source)
    take(either_house, thread)
    assert said_by_citizen(either_house, thread) == ["uno", None]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1400004276 735104", "1400004276 ••••••"),
        ("735104", "••••••"),
        ("clave 735 104 de 140-000-4276", "clave •••••• de 140-000-4276"),
        ("140 000 4276 735-104", "140 000 4276 ••••••"),
        ("735104 1400004276", "•••••• 1400004276"),
        ("llame al 984 123 456", "llame al 984 123 456"),
        ("mi DNI 10117410", "mi DNI 10117410"),
        ("nada", "nada"),
    ],
)
def test_what_may_be_a_clave_is_not_kept(house: House, text: str, shown: str) -> None:
    thread = a_thread(house, text)
    take(house, thread)
    assert said_by_citizen(house, thread) == [shown]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hola\x00\x1b[31m", "hola[31m"),
        ("dos\nlíneas", "dos\nlíneas"),
        ("\ud83d roto", "? roto"),
        ("\u202eal revés", "al revés"),
        ("", ""),
    ],
)
def test_signs_that_command_a_machine_are_left_out(house: House, text: str, shown: str) -> None:
    thread = a_thread(house, text)
    take(house, thread)
    assert [one.words for one in entries(house, thread)][:1] == [shown]


def test_a_giant_text_is_cut(house: House) -> None:
    thread = a_thread(house, "x" * 10_000)
    take(house, thread)
    assert said_by_citizen(house, thread) == ["x" * 4_000]


def test_the_answer_of_the_house_stands_behind_the_text(either_house: House) -> None:
    number = a_known_case(either_house)
    hear(either_house, number.digits)
    told(either_house, number, reply="Exp: en tramite")
    said, answered = entries(either_house, thread_of(either_house))
    assert (said.way, said.words, said.number) == (Way.IN, number.digits, number.digits)
    assert (answered.way, answered.words, answered.parts) == (Way.OUT, "Exp: en tramite", 1)


def test_what_the_worker_texts_stands_in_the_thread_and_a_second_try_replaces_it(
    either_house: House,
) -> None:
    number, caller = a_known_case(either_house), either_house.blind_phone(PHONE)
    for words in ("ayer", "hoy"):
        either_house.texting.said(caller, PHONE, words, wish="status:1", number=number.digits)
    (text,) = entries(either_house, thread_of(either_house))
    assert (text.way, text.words, text.number) == (Way.OUT, "hoy", number.digits)


def test_a_text_about_a_case_is_read_by_who_may_read_the_case(either_house: House) -> None:
    number = a_known_case(either_house)
    hear(either_house, f"{number} gracias")
    told(either_house, number)
    hear(either_house, "y lo otro", "SM2")
    thread = thread_of(either_house)
    assert said_by_citizen(either_house, thread) == [f"{number} gracias", None]
    take(either_house, thread)
    assert said_by_citizen(either_house, thread) == [f"{number} gracias", "y lo otro"]
    assert said_by_citizen(either_house, thread, reader(PERCY)) == [f"{number} gracias", None]


def test_an_auditor_sees_that_there_are_texts_and_reads_none(either_house: House) -> None:
    number = a_known_case(either_house)
    hear(either_house, number.digits)
    told(either_house, number)
    shown = entries(either_house, thread_of(either_house), reader(may_read=False))
    assert [(one.words, one.parts) for one in shown] == [(None, 1), (None, 1)]


def test_what_is_about_a_case_of_another_institution_is_not_there(either_house: House) -> None:
    number = a_known_case(either_house)
    elsewhere = a_case(either_house, institution=CALCA)
    hear(either_house, number.digits)
    told(either_house, number)
    hear(either_house, elsewhere.digits, "SM2")
    told(either_house, elsewhere, "SM2", reply="de Calca")
    thread = take(either_house, thread_of(either_house))
    assert said_by_citizen(either_house, thread) == [number.digits]
    theirs = reader("user:ana", CALCA)
    assert said_by_citizen(either_house, thread, theirs) == [elsewhere.digits]


def test_a_thread_of_another_institution_is_as_unknown_as_none(either_house: House) -> None:
    thread = a_thread(either_house)
    reading = either_house.thread_reading
    assert reading.get(thread.id, PISAC).id == thread.id
    for name in (thread.id, "5" * 32, "", "x", "../../etc/passwd", "🙂", "a" * 5_000):
        with pytest.raises(ThreadUnknown):
            reading.get(name, CALCA)
    assert reading.listed(CALCA) == ()
    assert reading.by_caller(either_house.blind_phone(PHONE), CALCA) is None
    assert reading.by_caller(None, PISAC) is None


def test_a_thread_of_nobody_is_for_the_country_but_in_no_list(either_house: House) -> None:
    hear(either_house, "que necesito para el DNI", phone=OTHER)
    thread, reading = thread_of(either_house, OTHER), either_house.thread_reading
    assert reading.get(thread.id, PISAC) == reading.get(thread.id, CALCA) == thread
    assert reading.listed(PISAC) == ()
    with pytest.raises(ThreadUnknown):
        reading.get(thread.id, ABROAD)


def test_a_text_about_a_case_brings_any_phone_to_its_institution(either_house: House) -> None:
    number = a_case(either_house)
    hear(either_house, number.digits, phone=OTHER)
    told(either_house, number)
    (one,) = either_house.thread_reading.listed(PISAC)
    assert (one.texts, one.waiting) == (1, 0)
    assert either_house.thread_reading.listed(CALCA) == ()
    (found,) = either_house.thread_reading.of_case(number.digits, PISAC)
    assert found.thread.id == one.thread.id


def test_a_case_knows_the_threads_of_its_citizens_phones(either_house: House) -> None:
    number = a_known_case(either_house)
    assert either_house.thread_reading.of_case(number.digits, PISAC) == ()
    hear(either_house, "hola")
    (found,) = either_house.thread_reading.of_case(number.digits, PISAC)
    assert either_house.thread_reading.cases(found.thread, PISAC) == (number.digits,)
    assert either_house.thread_reading.cases(found.thread, CALCA) == ()


def test_who_waits_comes_first_and_then_the_newest(either_house: House) -> None:
    phones = ("+51984000001", "+51984000002", "+51984000003")
    for place, phone in enumerate(phones):
        a_known_case(either_house, phone=phone)
        hear(either_house, "hola", f"SM{place}", phone=phone)
    take(either_house, thread_of(either_house, phones[0]))
    hear(either_house, "¿hay alguien?", "SM9", phone=phones[0])
    listed = either_house.thread_reading.listed(PISAC)
    ends = [either_house.thread_reading.phone_end(one.thread) for one in listed]
    assert ends == ["001", "003", "002"]
    assert [one.waiting for one in listed] == [1, 0, 0]
    assert either_house.thread_reading.count_waiting(PISAC) == 1
    assert either_house.thread_reading.count_waiting(CALCA) == 0


def test_after_their_time_words_and_phone_are_deleted_and_rows_stay(either_house: House) -> None:
    thread = a_thread(either_house)
    time_passes(either_house, days=59.9)
    assert either_house.texting.forget_words() == 0
    hear(either_house, "sigo aquí", "SM2")
    time_passes(either_house, days=0.2)
    assert (either_house.texting.forget_words(), either_house.texting.forget_words()) == (1, 0)
    assert either_house.texting.phone(kept(either_house, thread)) == PHONE
    time_passes(either_house, days=60)
    assert either_house.texting.forget_words() == 1
    assert kept(either_house, thread).phone is None
    assert [text.words for text in texts(either_house, thread)] == [None, None]
    assert either_house.thread_reading.listed(PISAC) == ()


def test_whoever_writes_again_after_that_can_be_answered_again(either_house: House) -> None:
    thread = a_thread(either_house)
    time_passes(either_house, days=61)
    either_house.texting.forget_words()
    hear(either_house, "otra vez yo", "SM2")
    assert thread_of(either_house).id == thread.id
    assert either_house.texting.phone(thread_of(either_house)) == PHONE


def test_the_answer_of_the_house_is_shown_as_long_as_the_text(either_house: House) -> None:
    number = a_known_case(either_house)
    hear(either_house, number.digits)
    told(either_house, number, reply="en tramite")
    time_passes(either_house, days=61)
    either_house.texting.forget_words()
    shown = entries(either_house, thread_of(either_house))
    assert [(one.words, one.is_deleted) for one in shown] == [(None, True), (None, True)]


def test_who_is_erased_leaves_no_words_no_phone_and_no_wish(either_house: House) -> None:
    citizen = a_citizen(either_house, phone=PHONE)
    a_case(either_house, applicant=citizen)
    hear(either_house, "hola")
    thread = take(either_house, thread_of(either_house))
    hear(either_house, "necesito ayuda", "SM2")
    assert wishes(either_house) == ["thread_notice"]
    either_house.people.erase(citizen, act(), ground="pedido_del_titular")
    assert wishes(either_house) == []
    assert either_house.thread_reading.count_waiting(PISAC) == 0
    gone = kept(either_house, thread)
    assert (gone.caller, gone.phone) == (None, None)
    assert [text.words for text in texts(either_house, thread)] == [None, None]
    hear(either_house, "soy nueva", "SM3")
    assert thread_of(either_house).id != thread.id
