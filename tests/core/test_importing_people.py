"""The people of an office's rows: found, corrected, never confused, never exposed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from config.house import House
from core.model.asserted import RowError
from core.model.identity import IdentityDocument
from core.model.phone import Phone
from core.model.place import Ubigeo, UbigeoSystem
from core.model.state import State
from core.opening import Opening
from core.people import NewCitizen
from tests.core.asserted_rows import COMMUNITY, DNI, NAME, PHONE, a_row
from tests.core.imports import LATER, case_of, head, kinds, open_value, take
from tests.houses import act


def test_a_new_phone_is_noticed_and_replaces_the_one_nobody_proved(house: House) -> None:
    take(house, a_row())
    before = head(house)
    report = take(house, a_row(phone=Phone("+51900445566", "mobile"), as_of=LATER))
    assert report.changed == 1
    assert kinds(house, before) == ["phone_removed", "phone_added", "asserted"]
    assert house.shelf.cases.of_phone(house.blind_phone(PHONE)) == ()
    assert len(house.shelf.cases.of_phone(house.blind_phone("+51900445566"))) == 1


def test_a_phone_that_its_owner_proved_stays_when_the_office_tells_another(house: House) -> None:
    take(house, a_row())
    applicant = case_of(house).applicant
    house.people.prove_phone(applicant, act(), in_person=True, shared=False)
    take(house, a_row(phone=Phone("+51900445566", "mobile"), as_of=LATER))
    ((_, phone),) = house.shelf.cases.of_phone(house.blind_phone(PHONE))
    assert phone.is_own(LATER + timedelta(days=1))


def test_an_office_cannot_say_that_a_proved_phone_is_no_longer_shared(house: House) -> None:
    take(house, a_row())
    house.people.prove_phone(case_of(house).applicant, act(), in_person=True, shared=True)
    take(house, a_row(phone_shared=False, as_of=LATER))
    ((_, phone),) = house.shelf.cases.of_phone(house.blind_phone(PHONE))
    assert phone.shared


def test_an_office_may_say_that_a_phone_is_shared_after_all(house: House) -> None:
    take(house, a_row(phone_shared=False))
    take(house, a_row(phone_shared=True, as_of=LATER))
    ((_, phone),) = house.shelf.cases.of_phone(house.blind_phone(PHONE))
    assert phone.shared


def test_a_corrected_name_and_a_move_are_followed(house: House) -> None:
    take(house, a_row())
    before = head(house)
    address = a_row().address
    assert address is not None
    moved = replace(address, district=Ubigeo(UbigeoSystem.INEI, "080402"))
    take(
        house,
        a_row(
            applicant_name="Zenobia Ccahuantico Illatopa",
            address=moved,
            district="080402",
            language="es",
            as_of=LATER,
        ),
    )
    assert kinds(house, before) == ["values_set", "address_set", "preferences_set", "asserted"]
    citizen = house.shelf.citizens.get(case_of(house).applicant)
    assert citizen is not None
    assert (citizen.district, citizen.language) == ("080402", "es")
    assert open_value(house, "name") == "Zenobia Ccahuantico Illatopa"


def test_a_unit_of_either_district_hears_of_a_move(house: House) -> None:
    take(house, a_row())
    take(house, a_row(address=None, district="080402", as_of=LATER))
    (moved,) = [e for _, e in house.shelf.journal.events() if e.draft.kind == "address_set"]
    assert moved.draft.buckets == ("080407", "080402")


def test_what_the_citizen_changed_here_is_not_undone_by_an_office_that_repeats_itself(
    house: House,
) -> None:
    take(house, a_row())
    applicant = case_of(house).applicant
    with house.shelf.ledger.writing() as work:
        work.seal(applicant, {"name": "Zenobia Ccahuantico de Yllatopa"})
    take(house, a_row(state=State.EN_TRAMITE, as_of=LATER))
    assert open_value(house, "name") == "Zenobia Ccahuantico de Yllatopa"


def test_a_blank_cell_takes_nothing_away(house: House) -> None:
    take(house, a_row())
    before = head(house)
    report = take(house, a_row(phone=None, address=None, language=None, as_of=LATER))
    assert report.unchanged == 1
    assert head(house) == before


def test_a_person_with_two_files_is_one_person(house: House) -> None:
    take(house, a_row(), a_row(alias="000124-2026-MDP", procedure="PE/sisfoh", reasons=()))
    first, second = case_of(house), case_of(house, "000124-2026-MDP")
    assert first.applicant == second.applicant
    assert kinds(house).count("citizen_registered") == 1
    assert kinds(house).count("phone_added") == 1


def test_another_office_adds_what_is_not_on_file_and_changes_nothing(house: House) -> None:
    take(house, a_row(phone=None, phone_shared=None))
    other = a_row(
        alias="9", institution="PE/muni-calca", applicant_name=f"{NAME} Vda.", language="es"
    )
    take(house, other)
    assert open_value(house, "name") == NAME
    assert len(house.shelf.cases.of_phone(house.blind_phone(PHONE))) == 2
    citizen = house.shelf.citizens.get(case_of(house).applicant)
    assert citizen is not None
    assert citizen.language == "quz"


def test_people_without_a_document_are_not_guessed_to_be_one(house: House) -> None:
    nobody = a_row(applicant_document=None)
    take(house, nobody, replace(nobody, alias="000124-2026-MDP"))
    assert case_of(house).applicant != case_of(house, "000124-2026-MDP").applicant


@pytest.mark.parametrize("together", [True, False])
def test_a_mistyped_document_does_not_give_a_case_to_a_stranger(
    house: House, *, together: bool
) -> None:
    stranger = a_row(alias="000124-2026-MDP", applicant_name="Percy Olarte Sicus")
    if together:
        report = take(house, a_row(), stranger)
    else:
        take(house, a_row())
        report = take(house, stranger)
    assert report.errors == (RowError(row=7, column="DNI", problem="other_person"),)
    assert house.shelf.cases.by_alias("000124-2026-MDP") == ()


def test_a_document_that_belongs_to_someone_else_is_not_taken_over(house: House) -> None:
    other = IdentityDocument.parse("dni", "99445566")
    take(house, a_row(), a_row(alias="000124-2026-MDP", applicant_document=other))
    report = take(house, a_row(applicant_document=other, as_of=LATER))
    assert [error.problem for error in report.errors] == ["other_person"]


def test_a_corrected_document_finds_the_same_person(house: House) -> None:
    take(house, a_row())
    other = IdentityDocument.parse("dni", "99112234")
    assert take(house, a_row(applicant_document=other, as_of=LATER)).changed == 1
    blinded = house.keys.blind("document", "dni:99112234")
    assert [case.number for case in house.shelf.cases.of_document(blinded)] == [
        case_of(house).number
    ]


def test_an_erased_person_is_told_nothing_of_and_their_case_goes_on(house: House) -> None:
    take(house, a_row())
    applicant = case_of(house).applicant
    house.people.erase(applicant, act(), ground="pedido_del_titular")
    before = head(house)
    assert take(house, a_row()).unchanged == 1
    report = take(house, a_row(state=State.EN_TRAMITE, as_of=LATER))
    assert report.changed == 1
    assert kinds(house, before) == ["asserted"]
    assert open_value(house, "name") is None
    house.shelf.journal.verify(lambda _: None)


def test_the_person_is_found_by_document_and_by_phone(house: House) -> None:
    take(house, a_row())
    number = case_of(house).number
    by_document = house.shelf.cases.of_document(house.keys.blind("document", f"dni:{DNI}"))
    assert [case.number for case in by_document] == [number]
    ((case, phone),) = house.shelf.cases.of_phone(house.blind_phone(PHONE))
    assert case.number == number
    assert phone.shared
    assert not phone.is_proved(LATER)


def test_the_journal_holds_nothing_personal_and_the_vault_does(house: House) -> None:
    take(house, a_row())
    journal = b"".join(event.body() for _, event in house.shelf.journal.events()).decode()
    for value in (NAME, DNI, PHONE, PHONE[3:], COMMUNITY):
        assert value not in journal
    for kind, value in (("document", f"dni:{DNI}"), ("phone", PHONE)):
        assert house.keys.blind(kind, value)[:12] not in journal
    assert open_value(house, "name") == NAME
    assert open_value(house, "document") == f"dni:{DNI}"


def test_a_file_number_mistyped_at_the_desk_does_not_mix_two_people(house: House) -> None:
    person = NewCitizen(name="Percy Olarte", district="080405", institution="PE/muni-pisac")
    opening = Opening(
        institution="PE/muni-pisac",
        procedure="PE/domicilio",
        applicant=house.people.register(person, act()),
        presented_on=date(2026, 11, 9),
        received_on=date(2026, 11, 11),
        alias="000123-2026-MDP",
    )
    house.opening.open(opening, act())
    before = head(house)
    for told in (a_row(), a_row(applicant_document=None)):
        (error,) = take(house, told).errors
        assert error.problem == "other_person"
    assert head(house) == before


def test_a_case_opened_here_keeps_its_person_and_hears_the_office(house: House) -> None:
    person = NewCitizen(name="Zenobia C. Yllatopa", district="080405", institution="PE/muni-pisac")
    opening = Opening(
        institution="PE/muni-pisac",
        procedure="PE/domicilio",
        applicant=house.people.register(person, act()),
        presented_on=date(2026, 11, 9),
        received_on=date(2026, 11, 11),
        alias="000123-2026-MDP",
    )
    number = house.opening.open(opening, act()).number
    before = head(house)
    assert take(house, a_row()).changed == 1
    case = case_of(house)
    assert (case.number, case.state) == (number, a_row().state)
    assert open_value(house, "name") == "Zenobia C. Yllatopa"
    # What was not on file is added: the document, the phone, the address and the language.
    added = ["values_set", "address_set", "preferences_set", "phone_added", "asserted"]
    assert kinds(house, before) == added
    citizen = house.shelf.citizens.get(case.applicant)
    assert citizen is not None
    assert citizen.district == "080405"
    assert take(house, a_row()).unchanged == 1
