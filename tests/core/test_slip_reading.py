"""What came back on a slip: on its case once; where a machine may not judge, before a person."""

import pytest

from config.house import House
from config.letter_scanning import slip_reading_of
from core.model.left_message import Content, Kind, LeftMessage
from core.model.letter import Letter
from core.model.letter_id import LetterId, SheetCode
from core.model.slip import SlipRead
from core.refusals import LetterCodeForeign, LetterUnknown, MessageUnknown
from tests.core.left_messages import days_pass
from tests.core.mail import CLERK, STRANGER, a_letter, an_addressee, number_of, stands
from tests.core.rows import rows
from tests.core.slips import NO, PICTURE, UNSURE, YES, a_slip, written
from tests.core.stories import PISAC


def told(house: House, letter: Letter) -> set[str]:
    """List what the story of a case says of its slip."""
    spoken = house.shelf.case_log.spoken(number_of(letter), limit=20)
    return {one.outcome for one in spoken if one.channel == "post"}


def waiting(house: House) -> tuple[LeftMessage, ...]:
    return tuple(one for one in house.letterbox.listed(PISAC) if one.kind is Kind.SLIP)


def test_what_is_ticked_stands_in_the_story_of_the_case(either_house: House) -> None:
    letter = a_letter(either_house)
    slip = a_slip(letter, received=YES, call_me=NO, will_come=YES)
    filed = slip_reading_of(either_house).file(slip, CLERK)
    assert (filed.is_new, filed.message) == (True, None)
    assert told(either_house, letter) == {"slip_returned", "slip_received", "slip_will_come"}
    assert waiting(either_house) == ()


def test_the_same_slip_again_changes_nothing(either_house: House) -> None:
    letter = a_letter(either_house)
    reading = slip_reading_of(either_house)
    slip = a_slip(letter, received=YES, call_me=YES)
    reading.file(slip, CLERK)
    before = rows(either_house, "contact"), rows(either_house, "left_message")
    again = reading.file(a_slip(letter, will_come=YES, call_me=UNSURE), CLERK)
    assert (again.is_new, again.message) == (False, None)
    assert (rows(either_house, "contact"), rows(either_house, "left_message")) == before


def test_who_wants_to_be_called_waits_for_a_person(either_house: House) -> None:
    letter = a_letter(either_house)
    slip_reading_of(either_house).file(a_slip(letter, call_me=YES), CLERK)
    (message,) = waiting(either_house)
    assert (message.number, message.institution) == (letter.number, PISAC)
    assert "Pide que lo llamen." in either_house.letterbox.content(message).decode()


def test_a_box_that_is_hard_to_tell_is_for_a_person_and_says_nothing(house: House) -> None:
    letter = a_letter(house)
    slip_reading_of(house).file(a_slip(letter, received=UNSURE, will_come=YES), CLERK)
    assert told(house, letter) == {"slip_returned", "slip_will_come"}
    (message,) = waiting(house)
    assert "No se distingue si marcó que recibió" in house.letterbox.content(message).decode()


def test_a_phone_is_never_set_by_a_machine_and_its_picture_lies_sealed(house: House) -> None:
    person = an_addressee(house)
    letter = a_letter(house, person=person)
    before = house.shelf.citizens.get(person)
    slip_reading_of(house).file(written(letter, "reply", "phone"), CLERK)
    (message,) = waiting(house)
    assert house.shelf.citizens.get(person) == before
    assert house.letterbox.pictures(message) == ("phone",)
    assert house.letterbox.picture(message, "phone") == PICTURE
    for file in house.settings.var_folder.rglob("*.sealed"):
        assert PICTURE not in file.read_bytes()


def test_an_acknowledgement_is_for_a_person_and_moves_nothing(house: House) -> None:
    letter = a_letter(house)
    slip = written(letter, "acknowledgement", "date", "signature", "fingerprint")
    slip_reading_of(house).file(slip, CLERK)
    (message,) = waiting(house)
    assert "registre usted la entrega" in house.letterbox.content(message).decode()
    assert house.letterbox.pictures(message) == ("date", "signature", "fingerprint")
    assert stands(house, letter) == letter


def test_pictures_go_when_their_time_is_over(house: House) -> None:
    slip_reading_of(house).file(written(a_letter(house), "reply", "phone", "comments"), CLERK)
    (message,) = waiting(house)
    days_pass(house, 400)
    with pytest.raises(MessageUnknown):
        house.letterbox.picture(message, "phone")
    house.letterbox.sweep()
    (message,) = waiting(house)
    assert message.content is Content.DELETED
    assert house.letterbox.pictures(message) == ()
    assert not list(house.settings.var_folder.rglob(f"{message.id}*"))


@pytest.mark.parametrize("name", ["note", "../phone", "signature"])
def test_a_picture_that_is_not_there_is_unknown(house: House, name: str) -> None:
    slip_reading_of(house).file(written(a_letter(house), "reply", "phone"), CLERK)
    with pytest.raises(MessageUnknown):
        house.letterbox.picture(waiting(house)[0], name)


def test_a_crash_half_way_is_made_good_by_the_next_scan(house: House) -> None:
    letter, reading = a_letter(house), slip_reading_of(house)
    slip = a_slip(letter, received=YES, call_me=YES)
    reading._leave(letter, slip)  # noqa: SLF001  # as far as the power lasted
    reading._keep(letter, "slip_received")  # noqa: SLF001
    assert reading.file(slip, CLERK).is_new
    assert told(house, letter) == {"slip_returned", "slip_received", "slip_call_me"}
    assert len(waiting(house)) == 1


def test_a_slip_of_no_letter_or_of_another_institution_is_refused(house: House) -> None:
    letter, reading = a_letter(house), slip_reading_of(house)
    nobody = SlipRead(
        code=SheetCode(letter=LetterId.draw(lambda letters: letters[7]), sheet=1, sheets=1),
        kind="reply",
        boxes={"received": YES},
    )
    for slip, hand in ((nobody, CLERK), (a_slip(letter, received=YES), STRANGER)):
        with pytest.raises(LetterUnknown):
            reading.file(slip, hand)
    assert told(house, letter) == set()


def test_a_slip_of_another_run_is_refused(house: House) -> None:
    letter = a_letter(house)
    code = SheetCode(letter=letter.id, sheet=1, sheets=1, run="OTHER", spot="R1")
    with pytest.raises(LetterCodeForeign):
        slip_reading_of(house).file(SlipRead(code=code, kind="reply", boxes={}), CLERK)
