"""What goes out: to the phone or address on file, with as much as may be told there."""

from dataclasses import replace
from datetime import date

import pytest

from config.house import House
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.model.event import Event
from core.model.state import State
from core.refusals import AddressMissing, CaseNotFound, Erased, PhoneMissing
from core.telling_change import TOLD, tell_change
from tests.core.rows import remove, rows
from tests.core.stories import (
    MONDAY,
    Said,
    a_case,
    a_citizen,
    a_draft,
    append,
    case_of,
    on_day,
)
from tests.core.verbs import REASONS, VERBS
from tests.houses import TODAY, act

PHONE = "+51984123456"
OWN: Said = {"phone": PHONE, "own_phone": True, "proved": True}
HOME: Said = {"address": ("Comunidad de Amaru",), "reference": "junto a la posta"}
NOTE = "Firme también la segunda hoja."


SMS: Said = {"sms": True}


def of(house: House, *said: Said) -> CaseNumber:
    """Open a case of someone who tells all of this."""
    whole: Said = {}
    for part in said:
        whole.update(part)
    return a_case(house, applicant=a_citizen(house, "Rosa Mamani Quispe", **whole))


def test_a_text_goes_to_the_phone_on_file_with_what_its_owner_alone_may_hear(
    either_house: House,
) -> None:
    text = either_house.correspondence.status_text(of(either_house, OWN))
    assert (text.to, text.language, text.answer.level) == (PHONE, "es", Level.DETAIL)


@pytest.mark.parametrize("said", [{"proved": True}, {"own_phone": True}, {}])
def test_a_phone_that_others_may_hold_gets_neutral_words(house: House, said: Said) -> None:
    text = house.correspondence.status_text(of(house, {"phone": PHONE}, said))
    assert text.answer.level is Level.STAGE


def test_a_proof_lapses_after_twelve_months_of_silence(house: House) -> None:
    number = of(house, OWN)
    on_day(house, date(2027, 11, 20))
    assert house.correspondence.status_text(number).answer.level is Level.DETAIL
    on_day(house, date(2027, 11, 21))
    assert house.correspondence.status_text(number).answer.level is Level.STAGE


def test_the_newest_phone_is_the_one_that_is_written_to(house: House) -> None:
    number = of(house, OWN)
    citizen = case_of(house, number).applicant
    with house.shelf.ledger.writing() as work:
        (sealed,) = work.seal(citizen, {"phone:2": "+51987650123"})
        said = {"phone:2": {"version": sealed.version, "commitment": sealed.commitment}}
        data = {"field": "phone:2", "sealed": said}
        work.append(a_draft(f"citizen:{citizen}", "phone_added", data))
    assert house.correspondence.status_text(number).to == "+51987650123"


def test_everything_goes_out_in_the_language_of_whom_it_is_for(house: House) -> None:
    number = of(house, {"language": "quz"}, OWN, HOME)
    assert house.correspondence.status_text(number).language == "quz"
    assert house.correspondence.status_post(number).language == "quz"


def test_a_letter_goes_to_the_address_on_file_which_proves_who_reads_it(
    either_house: House,
) -> None:
    post = either_house.correspondence.status_post(of(either_house, HOME))
    assert (post.recipient, post.language) == ("Rosa Mamani Quispe", "es")
    assert post.address.lines == ("Comunidad de Amaru",)
    assert post.address.reference == "junto a la posta"
    assert (post.institution.key, post.answer.level) == ("PE/muni-pisac", Level.DETAIL)
    assert post.note is None


def test_what_an_official_added_is_told_by_the_letter_while_it_can_be_cured(house: House) -> None:
    number = of(house, HOME)
    house.moving.observe(number, act(MONDAY), reasons=REASONS, note=NOTE)
    assert house.correspondence.status_post(number).note == NOTE
    house.moving.cure(number, act(MONDAY))
    assert house.correspondence.status_post(number).note is None


def test_who_has_no_phone_or_no_address_cannot_be_reached_there(house: House) -> None:
    with pytest.raises(PhoneMissing):
        house.correspondence.status_text(of(house, HOME))
    with pytest.raises(AddressMissing):
        house.correspondence.status_post(of(house, OWN))


def test_a_phone_whose_number_is_gone_is_no_phone(house: House) -> None:
    number = of(house, OWN)
    remove(house, "vault", field="phone:1")
    with pytest.raises(PhoneMissing):
        house.correspondence.status_text(number)


def test_nothing_goes_out_to_who_was_erased_or_about_what_is_not_there(house: House) -> None:
    number = of(house, OWN, HOME)
    house.people.erase(case_of(house, number).applicant, act(), ground="pedido_del_titular")
    nobodys = CaseNumber.compose("999", 1)
    for goes_out in (house.correspondence.status_text, house.correspondence.status_post):
        with pytest.raises(Erased):
            goes_out(number)
        with pytest.raises(CaseNotFound):
            goes_out(nobodys)


def wishes(house: House) -> list[tuple[str, str]]:
    """Tell what was wished for, besides what the founding of the house did."""
    return [
        (row["kind"], row["cause"]) for row in rows(house, "outbox") if row["kind"] != "recount"
    ]


def observed(house: House, *said: Said) -> Event:
    return house.moving.observe(of(house, *said), act(MONDAY), reasons=REASONS)


def test_who_agreed_to_texts_is_texted_of_a_change_in_the_same_transaction(
    either_house: House,
) -> None:
    event = observed(either_house, SMS, OWN, HOME)
    assert wishes(either_house) == [("status_text", f"event:{event.id}")]


def test_who_did_not_agree_to_texts_gets_a_letter(house: House) -> None:
    event = observed(house, OWN, HOME)
    assert wishes(house) == [("status_letter", f"event:{event.id}")]


def test_who_withdrew_the_consent_gets_a_letter_again(house: House) -> None:
    number = of(house, SMS, OWN, HOME)
    citizen = case_of(house, number).applicant
    house.people.consent(citizen, act(), to="sms_notices", given=False)
    house.moving.observe(number, act(MONDAY), reasons=REASONS)
    assert [kind for kind, _ in wishes(house)] == ["status_letter"]


def test_who_can_be_reached_nowhere_is_told_by_nobody(house: House) -> None:
    observed(house)
    observed(house, SMS)
    assert wishes(house) == []


def test_who_was_erased_is_told_of_nothing(house: House) -> None:
    number = of(house, SMS, OWN)
    house.people.erase(case_of(house, number).applicant, act(), ground="pedido_del_titular")
    house.moving.observe(number, act(), reasons=REASONS)
    assert wishes(house) == []


def test_only_changes_after_which_there_is_something_to_do_or_to_hope_for_are_told(
    house: House,
) -> None:
    number = of(house, SMS, OWN)
    lived = ("case_routed", "case_observed", "case_cured", "case_resolved", "case_notified")
    events = [VERBS[kind](house, number, act(MONDAY)) for kind in (*lived, "case_ready")]
    told = [f"event:{event.id}" for event in events if event.draft.kind in TOLD]
    assert [cause for _, cause in wishes(house)] == told
    assert len(told) == 3


def test_a_change_that_is_refused_wishes_for_nothing(either_house: House) -> None:
    number = of(either_house, SMS, OWN)
    with pytest.raises(CaseNotFound):
        observe_and_refuse(either_house, number)
    assert wishes(either_house) == []
    assert case_of(either_house, number).state is State.PRESENTADO


def observe_and_refuse(house: House, number: CaseNumber) -> None:
    data = {"reasons": list(REASONS), "cure": None}
    draft = replace(a_draft(f"case:{number}", "case_observed", data), effective_on=TODAY)
    with house.shelf.ledger.writing() as work:
        tell_change(work, case_of(house, number), work.append(draft), house.clock)
        raise CaseNotFound


def test_a_case_whose_person_is_unknown_is_told_to_nobody(house: House) -> None:
    number = of(house, SMS, OWN)
    (event,) = append(house, a_draft())
    observed_event = replace(event, draft=replace(event.draft, kind="case_observed"))
    orphan = replace(case_of(house, number), applicant="nobody")
    with house.shelf.ledger.writing() as work:
        tell_change(work, orphan, observed_event, house.clock)
    assert wishes(house) == []
