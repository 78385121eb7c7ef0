"""Taking a request in: one person, one case, however often the same form comes."""

from dataclasses import replace
from threading import Thread

import pytest

from config.house import House
from core.acts import Act
from core.model.citizen import Address
from core.model.clave import same_clave
from core.model.event import EventId
from core.model.identity import IdentityDocument
from core.model.place import Ubigeo, UbigeoSystem
from core.opening import Opening, Receipt
from core.people import NewCitizen
from core.refusals import NameDiffers, StaleCase
from tests.core.rows import rows
from tests.core.stories import PISAC, PISAC_DISTRICT, a_case, case_of
from tests.houses import TODAY, act

KEY = "c" * 32
HOME = Address(
    recipient="Rosa Mamani",
    district=Ubigeo(UbigeoSystem.INEI, PISAC_DISTRICT),
    lines=("Comunidad de Ampay",),
)


def a_person(house: House, name: str = "Rosa Mamani", phone: str = "984123456") -> NewCitizen:
    return NewCitizen(
        name=name,
        district=PISAC_DISTRICT,
        institution=PISAC,
        document=IdentityDocument.parse("dni", "10117410"),
        phone=house.numbering.read(phone),
    )


def take(house: House, person: NewCitizen, said: Act) -> Receipt:
    opening = Opening(
        institution=PISAC,
        procedure="PE/domicilio",
        applicant="",
        presented_on=TODAY,
        received_on=TODAY,
    )
    return house.intake.take(person, opening, said)


def kinds(house: House) -> list[str]:
    return [e.draft.kind for _, e in house.shelf.journal.events() if ":" in e.draft.subject][-9:]


def test_one_form_opens_one_case_however_often_it_comes(either_house: House) -> None:
    said = replace(act(), key=KEY)
    first = take(either_house, a_person(either_house), said)
    again = take(either_house, a_person(either_house), said)
    assert (first.number, first.clave) == (again.number, again.clave)
    assert len(rows(either_house, "case_file")) == len(rows(either_house, "citizen")) == 1


def test_without_a_document_too_one_form_registers_one_person(either_house: House) -> None:
    said, person = replace(act(), key=KEY), replace(a_person(either_house), document=None)
    assert take(either_house, person, said) == take(either_house, person, said)
    assert len(rows(either_house, "citizen")) == 1


def test_two_presses_at_once_open_one_case(house: House) -> None:
    said, receipts = replace(act(), key=KEY), []
    person = replace(a_person(house), document=None)
    presses = [Thread(target=lambda: receipts.append(take(house, person, said))) for _ in range(4)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert len({receipt.number for receipt in receipts}) == len(rows(house, "case_file")) == 1
    assert len(receipts) == 4


def test_who_is_on_file_is_found_and_what_is_new_is_taken_down(either_house: House) -> None:
    take(either_house, a_person(either_house), act())
    person = replace(a_person(either_house, phone="984123457"), address=HOME)
    take(either_house, person, act())
    (citizen,) = {row["applicant"] for row in rows(either_house, "case_file")}
    file = either_house.casework.person(str(citizen))
    assert file.phones == ("+51984123456", "+51984123457")
    assert file.address == HOME
    assert len(rows(either_house, "citizen")) == 1
    before = kinds(either_house)
    take(either_house, person, act())
    assert kinds(either_house)[-2:] == [before[-1], "case_opened"]


def test_a_document_under_another_name_is_refused_and_opens_nothing(house: House) -> None:
    take(house, a_person(house), act())
    with pytest.raises(NameDiffers):
        take(house, a_person(house, name="Julio Ccopa"), act())
    take(house, a_person(house, name="ROSA  MAMANÍ de Condori"), act())
    assert len(rows(house, "case_file")) == 2


def test_a_new_clave_opens_and_the_one_before_no_longer_does(either_house: House) -> None:
    number = a_case(either_house)
    before = either_house.opening.receipt(case_of(either_house, number))
    after = either_house.opening.reissue(number, replace(act(), key=KEY))
    again = either_house.opening.reissue(number, replace(act(), key=KEY))
    assert after == again
    assert not same_clave(before.clave, after.clave)
    assert case_of(either_house, number).issue.count == 2
    stale = replace(act(), seen=rows_first(either_house))
    with pytest.raises(StaleCase):
        either_house.opening.reissue(number, stale)


def rows_first(house: House) -> EventId:
    return next(house.shelf.journal.events())[1].id
