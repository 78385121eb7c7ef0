"""Tells everything that a house of the sample holds as the first load of a unit."""

from collections.abc import Iterator, Sequence
from random import Random

from config.house import House
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen
from core.model.exchange import Snapshot, VaultValue
from core.model.sealing import SECRET_BYTES
from core.store import case_rows, citizen_rows

# What an office told, kept in tags to compare later imports with: no unit imports.
TOLD = "told:"


def first_load(house: House, numbers: Sequence[CaseNumber], random: Random) -> Snapshot:
    """Read cases and their people; secrets are made here, the real ones stay where they are."""
    cases = sorted(_cases(house, numbers), key=lambda case: case.number)
    people = [house.shelf.citizens.get(one) for one in sorted({c.applicant for c in cases})]
    known = [one for one in people if one is not None]
    return Snapshot(
        as_of=house.shelf.journal.count(),
        buckets=frozenset(case.district for case in cases),
        cases=tuple(case_rows.to_row(case) for case in cases),
        citizens=tuple(citizen_rows.to_row(one) for one in known),
        values=tuple(value for one in known for value in _values(house, one)),
        secrets={one.id: random.randbytes(SECRET_BYTES).hex() for one in known},
    )


def _cases(house: House, numbers: Sequence[CaseNumber]) -> Iterator[Case]:
    for number in numbers:
        found = house.shelf.cases.find(number, None)
        if found is not None:
            yield found.case


def _values(house: House, citizen: Citizen) -> Iterator[VaultValue]:
    versions = dict(citizen.values) | {phone.field: phone.version for phone in citizen.phones}
    for field, version in sorted(versions.items()):
        value = house.shelf.citizens.open_value(citizen.id, field)
        if value is not None and not field.startswith(TOLD):
            yield VaultValue(citizen.id, field, version, value)
