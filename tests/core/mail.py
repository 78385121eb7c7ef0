"""Letters of a house, each queued in one line, for the tests of what becomes of them."""

from datetime import date, time
from typing import TypedDict, Unpack

from config.desk import staffing_of
from config.house import House
from core.letter_approval import Approval
from core.letter_hands import Hand
from core.mailing import Wanted
from core.model.cargo import Cargo
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterKind
from core.model.user import Role
from tests.core.stories import PISAC, Said, a_case, a_citizen
from tests.houses import TODAY, act

CLERK = Hand(by="user:clerk", via="desk", institution=PISAC)
HOUSE = Hand(by="system:worker", via="worker")
STRANGER = Hand(by="user:stranger", via="desk", institution="PE/muni-calca")
PROOF = b'{"what": "was read"}'
CARGO = Cargo(on=TODAY, at=time(10, 30), received_by="Rosa Mamani Quispe")


class Meant(TypedDict, total=False):
    """What a letter is, beside a status letter to someone with an address."""

    kind: LetterKind
    wish: str
    number: str
    person: str
    unit_visit: str
    said: dict[str, str]


def an_addressee(house: House, name: str = "Rosa Mamani Quispe", **more: str) -> str:
    """Register someone who can be written to."""
    line = more.pop("line", "Cuyo Grande s/n")
    said: Said = {"address": (line,), **more}  # type: ignore[typeddict-item] # fields of it
    return a_citizen(house, name, **said)


def a_letter(house: House, by: Hand = CLERK, **meant: Unpack[Meant]) -> Letter:
    """Queue a letter about a new case, unless told otherwise."""
    if "number" not in meant and "person" not in meant:
        meant["number"] = a_case(house, applicant=an_addressee(house)).digits
    wanted = {"kind": LetterKind.STATUS, "wish": f"test:{meant.get('number')}", **meant}
    return house.post.mailing.queue(Wanted(**wanted), by)  # type: ignore[arg-type] # its fields


def a_supervisor(house: House, name: str = "jefa", institution: str = PISAC) -> Hand:
    """Add a supervisor; tell her hand."""
    issued = staffing_of(house).add(name, institution=institution, role=Role.SUPERVISOR, act=act())
    return Hand(by=f"user:{issued.user}", via="desk", institution=institution)


def approval(basis: str = "TUO LPAG art. 136") -> Approval:
    """Answer for what was read."""
    return Approval(basis=basis, proof=PROOF)


def events_of(house: House, kind: str) -> list[dict[str, object]]:
    """Read what the journal says under one kind."""
    return [
        dict(event.draft.data)
        for _, event in house.shelf.journal.events()
        if event.draft.kind == kind
    ]


def number_of(letter: Letter) -> CaseNumber:
    """Tell the case of a letter."""
    return CaseNumber(letter.number)


def stands(house: House, letter: Letter) -> Letter:
    """Read a letter as it lies in the database."""
    found = house.shelf.letters.get(letter.id)
    assert found is not None
    return found


def day_of(house: House) -> date:
    """Tell the day of the house."""
    return house.clock.today()
