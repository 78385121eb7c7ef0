"""People and cases of a house, each told in one line, for the tests of what becomes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from config.house import House
from core.acts import Act
from core.document_check import check_document
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Address
from core.model.event import Draft, Event
from core.model.identity import IdentityDocument
from core.model.legal_clock import Deadlines
from core.model.moves import ASSERTION
from core.model.place import Ubigeo, UbigeoSystem
from core.model.state import State
from core.opening import Opening, Receipt
from core.people import NewCitizen
from core.ports import Found, Work
from core.telling_change import CONSENT
from tests.core.written import spoilt
from tests.houses import TODAY, StoodClock, act

PISAC, PISAC_DISTRICT = "PE/muni-pisac", "080405"
# Monday: no day off lies between it and Friday 20 November 2026, the day of the tests.
MONDAY = date(2026, 11, 16)


def on_day(house: House, day: date) -> Act:
    """Let the house live on a day; tell an act of that day."""
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.day = day
    return act(day)


class Said(TypedDict, total=False):
    """What someone tells of themselves: phone and DNI as they are written."""

    phone: str
    own_phone: bool
    proved: bool
    dni: str
    address: tuple[str, ...]
    reference: str
    language: str
    sms: bool


def a_citizen(house: House, name: str = "Rosa Mamani Quispe", **said: Unpack[Said]) -> str:
    """Register someone from Pisac."""
    dni, phone, today = said.get("dni"), said.get("phone"), house.clock.today()
    new = NewCitizen(
        name=name,
        district=PISAC_DISTRICT,
        institution=PISAC,
        document=None if dni is None else IdentityDocument.parse("dni", dni),
        phone=None if phone is None else house.numbering.read(phone),
        phone_shared=not said.get("own_phone", False),
        phone_proved=said.get("proved", False),
        address=_address(name, said) if "address" in said else None,
        language=said.get("language"),
        consents={CONSENT: today} if said.get("sms") else {},
    )
    return house.people.register(new, act(today))


def _address(name: str, said: Said) -> Address:
    home = Ubigeo(UbigeoSystem.INEI, PISAC_DISTRICT)
    reference = said.get("reference", "")
    return Address(recipient=name, district=home, lines=said["address"], reference=reference)


class Asked(TypedDict, total=False):
    """What is asked for, besides a home certificate at the counter of Pisac."""

    institution: str
    procedure: str
    applicant: str
    received_on: date | None
    station: str
    alias: str
    distance_days: int
    electronic: bool


def a_receipt(house: House, on: date = MONDAY, **asked: Unpack[Asked]) -> Receipt:
    """Take in a request, of someone new unless told of whom."""
    usual: Asked = {"institution": PISAC, "procedure": "PE/domicilio", "received_on": on}
    whole: Asked = {**usual, **asked}
    if "applicant" not in whole:
        whole["applicant"] = a_citizen(house)
    return house.opening.open(Opening(presented_on=on, **whole), act(on))


def a_case(house: House, on: date = MONDAY, **asked: Unpack[Asked]) -> CaseNumber:
    """Take in a request; tell its number alone."""
    return a_receipt(house, on, **asked).number


def an_asserted_case(
    house: House, state: State, data: Mapping[str, Any] | None = None, *, on: date | None = MONDAY
) -> CaseNumber:
    """Let an office's own system tell a case in some state, without its history."""
    said = {"applicant": a_citizen(house), **(data or {})}
    with house.shelf.ledger.writing() as work:
        draft = an_assertion(work, state, said)
        work.append(replace(draft, presented_on=on, received_on=on))
    return CaseNumber(draft.data["number"])


def an_assertion(work: Work, state: State, data: Mapping[str, Any]) -> Draft:
    """Write what an office's own system tells of a case that nobody here knows."""
    number = work.next_number()
    origin, epoch = work.issuer()
    said = {
        "number": number.digits,
        "state": state.value,
        "procedure": "PE/domicilio",
        "district": PISAC_DISTRICT,
        "clave": {"origin": origin, "epoch": epoch, "issue": 1},
        "as_of": TODAY.isoformat(),
        "fingerprint": "what the row says",
    }
    return a_draft(f"case:{number}", ASSERTION, said | dict(data))


def a_draft(
    subject: str = "origin:hub", kind: str = "noted", data: Mapping[str, Any] | None = None
) -> Draft:
    """Tell something that no projection reads, unless its subject is one."""
    return Draft(
        kind=kind,
        subject=subject,
        institution=PISAC,
        actor="user:clerk",
        via="cli",
        happened_at=StoodClock().now(),
        data=data or {},
    )


def append(house: House, *drafts: Draft) -> tuple[Event, ...]:
    """Append drafts in one transaction."""
    with house.shelf.ledger.writing() as work:
        return tuple(work.append(draft) for draft in drafts)


def found(house: House, number: CaseNumber, caller: str | None = None) -> Found:
    """Read a case as a question does."""
    kept = house.shelf.cases.find(number, caller)
    assert kept is not None
    return kept


def case_of(house: House, number: CaseNumber) -> Case:
    """Read what the journal says of a case."""
    return found(house, number).case


def days_of(house: House, number: CaseNumber) -> Deadlines:
    """Read the cached days of a case."""
    deadlines = found(house, number).deadlines
    assert deadlines is not None
    return deadlines


def due_of(house: House, number: CaseNumber) -> date | None:
    """Read the cached day that matters now."""
    current = days_of(house, number).current
    return None if current is None else current.on


def publish_procedure(
    house: House, code: str, *, silence: str, count: int | None = 30, version: int = 1
) -> str:
    """Publish a procedure whose term and silence are sure; tell its key."""
    document = spoilt("procedure", "silence", {"certainty": "A", "value": silence})
    if count is None:
        document["body"]["term"] = {"certainty": "D"}
    else:
        document["body"]["term"] |= {"count": count}
    key = f"PE/{code}"
    document |= {"key": key, "version": version}
    house.publishing.publish([check_document(document)], act(house.clock.today()))
    return key


def publish_day_off(house: House, on: date, version: int = 1, scope: str = "decreed") -> None:
    """Publish that a day does not count, beside those that the layer had."""
    key = f"PE/{scope}/{on.year}"
    known = house.shelf.documents.version("calendar", key, version - 1)
    days: list[dict[str, Any]] = [] if known is None else list(known.body["days"])
    days.append({"on": on.isoformat(), "name": "Día decretado", "basis": "DS de prueba"})
    document = {
        "kind": "calendar",
        "key": key,
        "version": version,
        "source": "made for a test",
        "publisher": "PCM",
        "read_on": TODAY,
        "valid_from": TODAY,
        "valid_until": None,
        "body": {"year": on.year, "days": days, "reviewed_by": None},
    }
    house.publishing.publish([check_document(document)], act(house.clock.today()))


def each_day(first: date, last: date) -> Iterator[date]:
    """Walk from day to day, both included."""
    while first <= last:
        yield first
        first += timedelta(days=1)
