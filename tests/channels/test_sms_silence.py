"""Every text that can be answered gets one answer; silence has one of the listed reasons."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.sms.door import Incoming
from channels.sms.fitting import MOST_PARTS
from channels.sms.silence import Silence
from core.model.gsm7 import parts
from core.model.reply_caps import ReplyCaps, Room
from tests.channels.texters import CLAVE, House, Phone, outcomes
from tests.channels.understood import rows
from tests.every_answer import NUMBER

ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.lists(
        st.sampled_from([*(row.text for row in rows()), f"{NUMBER} {CLAVE}", NUMBER.grouped]),
        max_size=3,
    ).map(" ".join),
)
SENDERS = st.sampled_from(["+51984123456", "+51984123457", "anonymous", "MiBanco", "4040"])


@given(st.lists(st.tuples(SENDERS, ANY_TEXT), max_size=6))
def test_any_text_gets_one_answer_of_few_parts_or_a_listed_silence(
    sent: list[tuple[str, str]],
) -> None:
    office = House(caps=ReplyCaps(an_hour=3, a_day=4))
    door = office.door()
    for place, (sender, text) in enumerate(sent):
        office.clock.at += timedelta(seconds=1)
        caller = f"blind:{sender}" if sender.startswith("+") else None
        reply = door.receive(Incoming(f"SM{place}", caller, text, "", sender))
        contact = office.contacts.kept[f"SM{place}", 0]
        assert contact.reply == reply
        assert parts(reply) <= MOST_PARTS
        assert bool(reply) != (contact.outcome in set(Silence))
        assert CLAVE not in contact.state + reply


def test_the_same_text_five_hundred_times_runs_up_no_bill(office: House, phone: Phone) -> None:
    replies = [phone.text("1400004276") for _ in range(500)]
    answered = [reply for reply in replies if reply]
    assert len(answered) == office.caps.an_hour + 1
    assert answered[-1].startswith("Nos escribio muchas veces.")
    assert outcomes(office).count(Silence.CAP) == 500 - len(answered)
    office.clock.at += timedelta(hours=1)
    assert phone.text("1400004276").startswith("Exp 140-000-4276:")


def test_one_loud_phone_takes_nothing_from_another(office: House, phone: Phone) -> None:
    for _ in range(40):
        phone.text("hola")
    assert Phone(office, "+51984000000").text("AYUDA").startswith("Escriba")


@pytest.mark.parametrize(
    ("in_this_hour", "today", "room"),
    [
        (0, 0, Room.ANSWER),
        (29, 99, Room.ANSWER),
        (30, 30, Room.TELL_ONCE),
        (31, 31, Room.NONE),
        (5, 100, Room.TELL_ONCE),
        (6, 101, Room.NONE),
    ],
)
def test_one_answer_more_than_the_cap_says_that_it_is_reached(
    in_this_hour: int, today: int, room: Room
) -> None:
    assert ReplyCaps().room(in_this_hour, today) is room


@pytest.mark.parametrize(
    "text", [row.text for row in rows() if row.reading.startswith("silent:")][::3]
)
def test_a_machine_is_not_answered(office: House, phone: Phone, text: str) -> None:
    assert phone.text(text) == ""
    assert outcomes(office) == [Silence.LOOP]


def test_our_own_answers_that_come_back_are_not_answered(office: House, phone: Phone) -> None:
    asked = ("1400004276", f"1400004276 {CLAVE}", "AYUDA", "MIS TRAMITES", "RECLAMO", "BAJA", "1")
    for text in asked:
        answer = phone.text(text)
        assert answer
        assert Phone(office, "+51984000000", sent=office.clock.at.second * 100).text(answer) == ""


def test_opting_out_is_confirmed_once_and_a_question_is_still_answered(
    office: House, phone: Phone
) -> None:
    assert phone.text("BAJA").startswith("Ya no le escribimos.")
    assert phone.text("stop por favor") == ""
    assert phone.text("1400004276").startswith("Exp 140-000-4276:")
    assert phone.text("ALTA").startswith("Listo, podemos volver a escribirle.")
    assert phone.text("SALIR").startswith("Ya no le escribimos.")
    assert outcomes(office) == ["stop", Silence.OPTED_OUT, "status", "start", "stop"]


def test_a_burst_that_was_held_up_is_answered_once(office: House) -> None:
    door, written = office.door(), office.clock.at - timedelta(minutes=20)
    late = [
        door.receive(Incoming(f"KN{place}", "blind:1", "1400004276", "", "+51984123456", written))
        for place in range(5)
    ]
    assert [bool(reply) for reply in late] == [True, False, False, False, False]
    assert outcomes(office) == ["status", *[Silence.LATE] * 4]
    assert door.receive(Incoming("KN9", "blind:1", "1400004276", "", "+51984123456"))


def test_what_a_person_answers_the_house_does_not_but_opting_out_counts(office: House) -> None:
    office.taken_over = True
    phone = Phone(office)
    assert phone.text("1400004276") == ""
    assert phone.text("BAJA").startswith("Ya no le escribimos.")
    assert outcomes(office) == [Silence.PERSON, "stop"]


def test_silence_leaves_open_what_was_open(phone: Phone) -> None:
    phone.text("licencia")
    assert phone.text("Estoy manejando, te llamo luego.") == ""
    assert "PE/" in phone.text("1")


def test_the_committed_texts_are_each_answered_or_silent_as_they_should(
    counts: Callable[[int, int], int],
) -> None:
    texts = list(rows())
    for place, row in enumerate(texts[:: counts(3, 1)]):
        office = House()
        reply = Phone(office, f"+51984{place:06}").text(row.text[:1600])
        assert bool(reply) != row.reading.startswith("silent:"), row.text
