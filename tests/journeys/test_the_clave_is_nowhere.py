"""A clave is on the citizen's paper and in nobody's keeping: no table, no log, no reply."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.forms import spelled
from tests.journeys.observed import Observed, observed
from tests.journeys.village import HER_NEIGHBOUR, HOME_AND_PHONE, ROSA, Heard, Village

LONGEST_SEARCH = 50
DAWN = datetime(2026, 11, 20, tzinfo=UTC)

WAYS_TO = {"number": "1", "shortcut": "2", "message": "02"}
MISKEYED: dict[str, Callable[[str, str], str]] = {
    "alone": lambda clave, _number: clave,
    "twice": lambda clave, _number: clave + clave,
    "before the number": lambda clave, number: clave + number[:4],
    "after the number": lambda clave, number: number + clave,
    "one figure more": lambda clave, _number: f"{clave}1",
    "after a star": lambda clave, number: f"{number}*{clave}",
    "before a star": lambda clave, number: f"{clave}*{number}",
}


def everything_on_disk(village: Village) -> bytes:
    """Read every byte that the house has written, the database's log included."""
    folder = village.house.settings.var_folder
    kept = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return b"\n".join(path.read_bytes() for path in kept if "keys" not in path.parts)


def a_case_with_a_clave_unlike_anything_else(village: Village) -> Observed:
    """Open cases until one has a clave whose figures stand nowhere yet, not even by chance."""
    for _ in range(LONGEST_SEARCH):
        case = observed(village, **HOME_AND_PHONE)
        is_in_number = case.clave in case.number.digits
        if not is_in_number and case.clave.encode() not in everything_on_disk(village):
            return case
    pytest.fail("every clave stands somewhere in the house")


def use(village: Village, case: Observed, other: Observed) -> list[Heard]:
    """Do everything that a citizen does with a clave, right and wrong, by phone and by text."""
    number, clave = case.number, case.clave
    phone = village.phone(HER_NEIGHBOUR)
    call = phone.call_about(number, clave)
    heard = [call.heard]
    heard += [call.press(key) for key in "3912"]
    spellings = (f"{number} {clave}", f"{number.grouped} clave {clave[:3]} {clave[3:]}")
    heard += [phone.text(words) for words in (*spellings, f"{number.digits}{clave}", "MAS")]
    # A clave in the wrong place: alone, as a number, as a choice, beside another case.
    heard += [phone.text(words) for words in (clave, f"REQUISITOS {clave}", f"VISITA {clave}")]
    heard += [phone.text(f"{other.number} {clave}")]
    call = phone.call()
    heard += [call.press("1"), call.press(f"{number.digits}{clave}"), call.press(clave)]
    heard += [village.phone(ROSA).call_about(other.number, clave).heard]
    return heard


def written_forms(clave: str) -> re.Pattern[str]:
    """Match a clave as figures, however parted, or as words."""
    return re.compile(f"{r'[ .,_-]?'.join(clave)}|{spelled(clave)}")


def test_no_table_no_log_and_no_reply_has_the_clave(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
    try:
        other = observed(village)
        case = a_case_with_a_clave_unlike_anything_else(village)
        heard = use(village, case, other)
        village.work()
    finally:
        logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)
    forms = written_forms(case.clave)
    assert heard[0].tells(*case.must, channel="voice")
    assert [reply.words for reply in heard if forms.search(reply.body)] == []
    assert len(caplog.records) > 50
    logged = [record.getMessage() + str(record.args) for record in caplog.records]
    assert [line for line in logged if forms.search(line)] == []
    assert village.texts()
    assert village.letters()
    sent = (*village.letters(), str(village.texts()))
    assert [words for words in sent if forms.search(words)] == []
    kept = everything_on_disk(village)
    assert case.number.digits.encode() in kept
    assert case.clave.encode() not in kept


@pytest.mark.parametrize("where", ["number", "shortcut", "message"])
@pytest.mark.parametrize("miskeyed", MISKEYED)
def test_a_clave_keyed_where_it_was_not_asked_for_is_not_kept(
    village: Village, where: str, miskeyed: str
) -> None:
    case = a_case_with_a_clave_unlike_anything_else(village)
    call = village.phone(HER_NEIGHBOUR).call()
    for key in WAYS_TO[where]:
        call.press(key)
    keys = MISKEYED[miskeyed](case.clave, case.number.digits)
    assert call.press(keys).words
    assert case.clave not in str(village.kept("contact"))


def test_the_search_would_find_a_clave_that_is_kept(village: Village) -> None:
    case = a_case_with_a_clave_unlike_anything_else(village)
    house = village.house
    village.phone(ROSA).text("AYUDA")
    (contact,) = [house.shelf.contacts.latest(house.blind_caller("+51984123456"), "sms", DAWN)]
    assert contact is not None
    house.shelf.contacts.keep(replace(contact, provider_id="SM2", state=f"clave {case.clave}"))
    assert case.clave.encode() in everything_on_disk(village)
    for written in (case.clave, f"{case.clave[:3]} {case.clave[3:]}", spelled_out(case.clave)):
        assert written_forms(case.clave).search(f"aquí: {written}.")


def spelled_out(clave: str) -> str:
    return spelled(clave).replace("[ ,]+", ", ")
