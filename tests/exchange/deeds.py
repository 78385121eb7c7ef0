"""What people do at any place, through the use cases alone: what is refused is not done."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from config.house import House
from core.acts import Act
from core.model.case_number import CaseNumber
from core.model.citizen import Address
from core.model.event import Draft, Event
from core.model.identity import IdentityDocument
from core.model.place import Ubigeo, UbigeoSystem
from core.opening import Opening
from core.people import ContactDetails, NewCitizen, NewPhone
from core.refusals import Refusal
from core.resolving import Ground
from core.store.exchange.refolding import refold
from core.telling_change import CONSENT
from tests.core.rows import rows
from tests.core.stories import PISAC, PISAC_DISTRICT
from tests.core.verbs import REASONS, VERBS
from tests.exchange.worlds import CALCA_DISTRICT
from tests.houses import act
from tests.store.units import untaught

DISTRICTS = (PISAC_DISTRICT, PISAC_DISTRICT, CALCA_DISTRICT)
MOVES = (
    "case_observed", "case_cured", "case_routed", "case_resolved", "case_withdrawn",
    "case_notified", "case_ready", "case_delivered", "case_archived", "case_joined",
)  # fmt: skip
PHONES = ("984123456", "984222333", "974555666")
Deed = Callable[[House, int], object]


def acting(house: House) -> Act:
    return act(house.clock.today())


def cases_of(house: House) -> list[CaseNumber]:
    return [CaseNumber(row["number"]) for row in rows(house, "case_file")]


def pick(house: House, at: int) -> CaseNumber:
    """Choose a case that is known there."""
    known = cases_of(house)
    return known[at % len(known)]


def applicant(house: House, at: int) -> str:
    """Choose whoever asked for it: numbers are drawn alike in every run, ids are not."""
    found = house.shelf.cases.find(pick(house, at), None)
    assert found is not None
    return found.case.applicant


def register(house: House, at: int) -> str:
    """Register someone; half of them want to be told by text."""
    new = NewCitizen(
        name=f"Rosa Mamani {at}",
        district=DISTRICTS[at % len(DISTRICTS)],
        institution=PISAC,
        document=IdentityDocument.parse("dni", f"4012345{at % 10}") if at % 3 == 0 else None,
        phone=house.numbering.read(PHONES[at % len(PHONES)]) if at % 2 == 0 else None,
        phone_proved=at % 4 == 0,
        consents={CONSENT: house.clock.today()} if at % 2 == 0 else {},
    )
    return house.people.register(new, acting(house))


def open_case(house: House, at: int) -> object:
    today = house.clock.today()
    person = applicant(house, at) if at % 4 == 0 else register(house, at)
    asked = Opening(
        institution=PISAC,
        procedure="PE/domicilio",
        applicant=person,
        presented_on=today,
        received_on=None if at % 5 == 0 else today,
    )
    return house.opening.open(asked, acting(house))


def note(house: House, at: int) -> object:
    words = f"Falta la hoja {at}."
    return house.moving.observe(pick(house, at), acting(house), reasons=REASONS, note=words)


def change_phone(house: House, at: int) -> None:
    phone = NewPhone(house.numbering.read(PHONES[at % len(PHONES)]), proved=at % 2 == 0)
    house.people.correct(applicant(house, at), ContactDetails(phone=phone), acting(house))


def change_address(house: House, at: int) -> None:
    home = Ubigeo(UbigeoSystem.INEI, DISTRICTS[at % len(DISTRICTS)])
    # Two places that tell of one person tell differently.
    lines = (f"Jirón {at}, lote {house.shelf.ledger.lane}",)
    address = Address(recipient="Rosa", district=home, lines=lines)
    contact = ContactDetails(address=address)
    house.people.correct(applicant(house, at), contact, acting(house))


def change_language(house: House, at: int) -> None:
    contact = ContactDetails(language=("es", "quz")[at % 2])
    house.people.correct(applicant(house, at), contact, acting(house))


def prove_phone(house: House, at: int) -> object:
    return house.people.prove_phone(
        applicant(house, at), acting(house), in_person=True, shared=at % 2 == 0
    )


def erase(house: House, at: int) -> object:
    return house.people.erase(applicant(house, at), acting(house), ground="pedido_del_titular")


CONTACTS: dict[str, Deed] = {
    "phone": change_phone,
    "address": change_address,
    "language": change_language,
    "proof": prove_phone,
}


def move(house: House, at: int, kind: str) -> object:
    return VERBS[kind](house, pick(house, at), acting(house))


def settle(house: House, at: int, officer: str) -> object:
    """Let an official say which side of a contradiction holds."""
    waiting = [row for row in rows(house, "case_file") if '"open":true' in row["disputes"]]
    if not waiting:
        return None
    number = CaseNumber(waiting[at % len(waiting)]["number"])
    found = house.shelf.cases.find(number, None)
    assert found is not None
    sides = found.case.open_disputes
    chosen = sides[at % len(sides)].event if sides and at % 2 else None
    who = act(house.clock.today(), actor=f"user:{officer}")
    return house.resolving.resolve(number, who, chosen=chosen, ground=Ground.PAPERS)


def tried(deed: Callable[[], object]) -> None:
    """Do something; what is refused is not done."""
    with suppress(Refusal):
        deed()


def told(house: House, draft: Draft, *, by_newer: bool) -> Event:
    """Write what no use case of this release writes; only a newer one could fold it here."""
    with house.shelf.ledger.writing() as work:
        if by_newer:
            untaught(work)
        event = work.append(draft)
    if by_newer:
        # Whoever reads it from now on is of this release.
        with house.shelf.ledger.writing() as work:
            refold(work, {draft.subject})
    return event


def a_draft(house: House, subject: str, kind: str, data: Mapping[str, object]) -> Draft:
    """Write something as the next release but one might."""
    return Draft(
        kind=kind,
        subject=subject,
        institution=PISAC,
        actor="user:boatman",
        via="unit",
        happened_at=house.clock.now(),
        data=data,
        buckets=(PISAC_DISTRICT,),
        schema_v=9,
    )
