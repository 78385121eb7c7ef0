"""The people whom the story follows: what they hold in their hands, and what they hear."""

from collections.abc import Iterable
from dataclasses import dataclass

from config.house import House
from core.acts import Act
from core.model.answers import RefusalAnswer, StatusAnswer
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.model.identity import IdentityDocument
from core.opening import Opening, Receipt
from core.people import NewCitizen
from core.refusals import CaseNotFound
from core.standing import status_of
from core.telling_change import CONSENT
from tests.equality import untold_at_once
from tests.long_trip.fleet import PARINARI, Fleet

INSTITUTION, PROCEDURE = "PE/muni-nauta", "PE/sisfoh"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody with a phone and a receipt."""

    name: str
    phone: str
    receipt: Receipt

    @property
    def number(self) -> CaseNumber:
        """Tell the number on the receipt."""
        return self.receipt.number


def acting(house: House, *, visit: str = "", actor: str = "user:clerk") -> Act:
    """Tell who acts today, and by what way."""
    via = "desk" if house.place is None else "unit"
    return Act(actor=actor, via=via, on=house.clock.today(), visit=visit)


def takes_in(
    house: House, name: str, dni: str, phone: str, *, own: bool = True, visit: str = ""
) -> Neighbour:
    """Let somebody hand a request in, at a counter of the office or of a boat."""
    today = house.clock.today()
    person = NewCitizen(
        name=name,
        district=PARINARI,
        institution=INSTITUTION,
        document=IdentityDocument.parse("dni", dni),
        phone=house.numbering.read(phone),
        phone_shared=not own,
        phone_proved=own,
        consents={CONSENT: today},
    )
    asked = Opening(
        institution=INSTITUTION,
        procedure=PROCEDURE,
        applicant="",
        presented_on=today,
        received_on=today if house.place is None else None,
    )
    return Neighbour(name, phone, house.intake.take(person, asked, acting(house, visit=visit)))


def at_counter(house: House, number: CaseNumber) -> StatusAnswer:
    """Tell what whoever stands at a counter with the papers in hand is told of a case."""
    found = house.shelf.cases.find(number, None)
    if found is None:
        raise CaseNotFound
    books = house.shelf.library.at(found.documents)
    return status_of(found, books, Level.DETAIL, house.clock.today())


def case_at(house: House, number: CaseNumber) -> Case:
    """Read a case as a place has it."""
    found = house.shelf.cases.find(number, None)
    assert found is not None, number
    return found.case


def hears(fleet: Fleet, who: Neighbour) -> StatusAnswer:
    """Let somebody ask by text: every fact of the office's counter is in what comes back."""
    answer = at_counter(fleet.office, who.number)
    clave = who.receipt.clave
    said = fleet.village.phone(who.phone).text(f"{who.number} {clave}").words
    assert untold_at_once(answer, said, "sms") == [], (who.name, said)
    fleet.book.counts["asked by SMS"] += 1
    return answer


def hears_of_none(fleet: Fleet, who: Neighbour) -> None:
    """Let somebody ask by text for what the office does not know yet: that is what they hear."""
    assert fleet.office.shelf.cases.find(who.number, None) is None
    said = fleet.village.phone(who.phone).text(f"{who.number} {who.receipt.clave}").words
    assert untold_at_once(RefusalAnswer(CaseNotFound()), said, "sms") == [], said
    assert not tells_of_a_state(said), said
    fleet.book.counts["asked by SMS"] += 1


def hears_the_stage(fleet: Fleet, who: Neighbour, phone: str) -> str:
    """Let somebody ask from a phone with the number alone."""
    fleet.book.counts["asked by SMS"] += 1
    return fleet.village.phone(phone).text(str(who.number)).words


def tells_of_a_state(said: str) -> bool:
    """Say whether a text names any state of a case."""
    return any(word in said for word in ("en tramite", "recibid", "camino", "termin"))


def known_to_both(fleet: Fleet, numbers: Iterable[CaseNumber]) -> int:
    """See that both counters tell the same of every case; tell how many there were."""
    count = 0
    for number in numbers:
        there, here = at_counter(fleet.office, number), at_counter(fleet.boat.house, number)
        assert there == here, number
        count += 1
    return count
