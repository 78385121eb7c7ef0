"""The letterbox: what citizens leave is there once, sealed, and gone in its time."""

import pytest
from sqlalchemy.exc import IntegrityError

from config.house import House
from core.model.case_number import CaseNumber
from core.model.left_message import Content, How, Kind, Progress
from core.refusals import MessageUnknown, Refusal, TextMissing, TextTooLong
from tests.core.left_messages import ABROAD, CALCA, PHONE, SOUND, days_pass, hand, heard, kept, left
from tests.core.rows import change, rows
from tests.core.stories import PISAC, a_case, a_citizen
from tests.houses import act


def test_a_call_is_noted_before_its_sound_is_here(either_house: House) -> None:
    message = either_house.letterbox.expect(left(either_house))
    assert either_house.letterbox.listed(PISAC) == (message,)
    assert message.content is Content.AWAITED
    with pytest.raises(MessageUnknown):
        either_house.letterbox.content(message)


def test_the_same_recording_is_one_message_however_often_it_is_told(either_house: House) -> None:
    first = either_house.letterbox.expect(left(either_house))
    again = either_house.letterbox.expect(left(either_house))
    other = either_house.letterbox.expect(left(either_house, "RE2"))
    assert first == again
    assert other.id != first.id
    assert either_house.letterbox.count_waiting(PISAC) == 2


def test_what_was_said_is_opened_again(either_house: House) -> None:
    message = heard(either_house)
    assert (message.content, message.seconds) == (Content.SOUND, 7)
    assert either_house.letterbox.content(message) == SOUND


def test_a_sound_that_comes_twice_is_kept_once(either_house: House) -> None:
    message = heard(either_house)
    either_house.letterbox.add_sound(message, SOUND, 9)
    assert kept(either_house, message).seconds == 7
    assert either_house.letterbox.content(message) == SOUND


def test_a_call_without_sound_stays_a_wish(either_house: House) -> None:
    message = either_house.letterbox.expect(left(either_house))
    either_house.letterbox.give_up_sound(message)
    (found,) = either_house.letterbox.listed(PISAC)
    assert (found.content, found.progress) == (Content.NONE, Progress.WAITING)


@pytest.mark.parametrize("kind", [Kind.CLAIM, Kind.COMPLAINT, Kind.PERSON])
def test_a_text_is_left_by_another_door_and_lies_sealed(either_house: House, kind: Kind) -> None:
    said = left(either_house, "SM1", kind=kind, channel="sms", conversation="SM1")
    message = either_house.letterbox.leave_text(said, "  no me atienden desde marzo ")
    either_house.letterbox.leave_text(said, "otra vez")
    assert either_house.letterbox.content(kept(either_house, message)).decode() == (
        "no me atienden desde marzo"
    )
    assert "marzo" not in str(rows(either_house, "left_message"))
    for file in either_house.settings.var_folder.rglob("*.sealed"):
        assert b"marzo" not in file.read_bytes()


@pytest.mark.parametrize(("text", "refusal"), [(" \n ", TextMissing), ("x" * 2_001, TextTooLong)])
def test_a_text_that_says_nothing_or_too_much_is_refused(
    house: House, text: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        house.letterbox.leave_text(left(house), text)
    assert rows(house, "left_message") == []


def test_a_message_about_a_case_is_for_its_institution_alone(either_house: House) -> None:
    number = a_case(either_house)
    message = either_house.letterbox.expect(left(either_house, number=number.digits))
    assert (message.number, message.institution) == (number.digits, PISAC)
    assert either_house.letterbox.listed(PISAC) == (message,)
    assert either_house.letterbox.listed(CALCA) == ()
    assert either_house.letterbox.count_waiting(CALCA) == 0
    with pytest.raises(MessageUnknown):
        either_house.letterbox.get(message.id, CALCA)
    with pytest.raises(MessageUnknown):
        either_house.letterbox.take(message.id, hand(institution=CALCA))


@pytest.mark.parametrize("number", ["", "x", "12", CaseNumber.compose("999", 1).digits])
def test_a_message_about_no_case_of_ours_is_for_the_whole_country(
    either_house: House, number: str
) -> None:
    message = either_house.letterbox.expect(left(either_house, number=number))
    assert (message.number, message.institution) == (None, None)
    assert either_house.letterbox.listed(CALCA) == either_house.letterbox.listed(PISAC)
    assert either_house.letterbox.listed(ABROAD) == ()
    with pytest.raises(MessageUnknown):
        either_house.letterbox.get(message.id, ABROAD)


@pytest.mark.parametrize("name", ["", "x", "../../etc/passwd", "5" * 32, "🙂", "a" * 5000])
def test_a_message_that_is_not_there_is_unknown(house: House, name: str) -> None:
    with pytest.raises(MessageUnknown):
        house.letterbox.get(name, PISAC)


def test_after_its_time_the_sound_is_deleted_and_the_row_stays(either_house: House) -> None:
    box, message = either_house.letterbox, heard(either_house)
    box.take(message.id, hand("1"))
    box.settle(message.id, hand("2"), How.CALLED, "vendrá el lunes")
    days_pass(either_house, 59.9)
    assert box.sweep() == 0
    assert box.content(kept(either_house, message)) == SOUND
    days_pass(either_house, 0.2)
    with pytest.raises(MessageUnknown):
        box.content(kept(either_house, message))
    assert (box.sweep(), box.sweep()) == (1, 0)
    gone = kept(either_house, message)
    assert (gone.content, gone.caller, gone.note, gone.how) == (
        Content.DELETED,
        None,
        None,
        How.CALLED,
    )
    assert list(either_house.settings.var_folder.rglob("*.sealed")) == []


def test_a_sound_that_comes_after_its_time_is_not_kept(house: House) -> None:
    message = house.letterbox.expect(left(house))
    days_pass(house, 61)
    house.letterbox.sweep()
    house.letterbox.add_sound(message, SOUND, 7)
    assert kept(house, message).content is Content.DELETED
    assert list(house.settings.var_folder.rglob("*.sealed")) == []


def test_whoever_is_erased_is_heard_by_nobody_from_then_on(either_house: House) -> None:
    citizen = a_citizen(either_house, phone=PHONE)
    mine, other = heard(either_house), heard(either_house, "RE2", caller="somebody else")
    either_house.people.erase(citizen, act(), ground="pedido_del_titular")
    with pytest.raises(MessageUnknown):
        either_house.letterbox.content(kept(either_house, mine))
    assert kept(either_house, mine).caller is None
    assert either_house.letterbox.content(kept(either_house, other)) == SOUND
    assert either_house.letterbox.sweep() == 1
    assert len(list(either_house.settings.var_folder.rglob("*.sealed"))) == 1


def test_a_piece_that_was_lost_from_the_chest_is_unknown_and_no_fault(house: House) -> None:
    message = heard(house)
    house.letterbox.chest.remove(message.id)
    with pytest.raises(MessageUnknown):
        house.letterbox.content(message)


def test_neither_caller_nor_note_is_in_the_text_of_a_message(house: House) -> None:
    message = heard(house)
    assert message.caller is not None
    assert message.caller not in repr(message)


@pytest.mark.parametrize(
    "broken",
    [
        {"progress": "lost"},
        {"content": "song"},
        {"progress": "taken"},
        {"member": "user:x"},
        {"how": "called"},
    ],
)
def test_the_database_itself_keeps_a_message_whole(
    either_house: House, broken: dict[str, str]
) -> None:
    heard(either_house)
    with pytest.raises(IntegrityError):
        change(either_house, "left_message", broken)
