import json
from datetime import date

from channels.handset.phone import Telephone
from config.handset import in_process, telephone_of
from config.house import House
from config.web import create_app
from config.worker import dispatch_of
from core.model.identity import IdentityDocument
from core.opening import Opening
from core.people import NewCitizen
from tests.houses import act

STRANGER, OWN = "+51999000111", "+51984123456"


def telephone(house: House) -> Telephone:
    return telephone_of(house, in_process(create_app(house)), STRANGER)


def open_case(house: House, document: str | None) -> str:
    citizen = NewCitizen(
        name="Rosa Mamani Quispe",
        district="080405",
        institution="PE/muni-pisac",
        document=None if document is None else IdentityDocument.parse("dni", document),
        phone=house.numbering.read(OWN),
    )
    opening = Opening(
        institution="PE/muni-pisac",
        procedure="PE/domicilio",
        applicant=house.people.register(citizen, act()),
        presented_on=date(2026, 11, 16),
        received_on=date(2026, 11, 16),
    )
    return house.opening.open(opening, act()).number.grouped


def texts_of(house: House) -> list[dict[str, str]]:
    notebook = house.settings.var_folder / "texts.jsonl"
    if not notebook.exists():
        return []
    return [json.loads(line) for line in notebook.read_text(encoding="utf-8").splitlines()]


def test_whoever_texts_a_dni_hears_the_same_sentence_known_or_not(house: House) -> None:
    open_case(house, "10117410")
    phone = telephone(house)

    known = phone.text("PERDI MI NUMERO 10117410")
    unknown = phone.text("perdí 40404040")
    no_dni = phone.text("PERDI mi papel")

    assert known == unknown
    assert no_dni[0].startswith("Escriba PERDI y su DNI.")
    assert "10117410" not in known[0]


def test_the_numbers_go_to_the_phone_on_file_and_never_to_who_asked(house: House) -> None:
    number = open_case(house, "10117410")

    telephone(house).text("PERDI 10117410")
    dispatch_of(house).run()

    (sent,) = texts_of(house)
    assert sent["to"] == OWN
    assert number in sent["text"]
    assert "Rosa" not in sent["text"]


def test_asking_again_and_again_sends_the_numbers_once_a_day(house: House) -> None:
    open_case(house, "10117410")
    phone = telephone(house)

    for _ in range(5):
        phone.text("PERDI 10117410")
    dispatch_of(house).run()

    assert len(texts_of(house)) == 1


def test_a_dni_that_nobody_has_sends_nothing(house: House) -> None:
    open_case(house, "10117410")

    telephone(house).text("PERDI 40404040")
    dispatch_of(house).run()

    assert texts_of(house) == []
    assert house.shelf.outbox.counts()["done"] >= 1
