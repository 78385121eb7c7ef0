"""A house full of invented cases, made once and kept in var/bench."""

from dataclasses import dataclass
from datetime import date

from config.cli.frame import progress_so_far
from config.founding import found
from config.house import House
from config.sample import SEED, rows
from core.acts import Act
from core.importing import Source
from core.model.case import Case
from core.model.clave import clave_for

SYSTEM = "system:bench"


@dataclass(frozen=True, slots=True)
class Known:
    """A case that the bench may ask about: its number, its clave and the phone on file."""

    number: str
    clave: str
    phone: str


def fill(house: House, cases: int) -> None:
    """Import so many invented cases, unless they are there."""
    found(house)
    filled = house.settings.var_folder / "filled"
    if filled.exists():
        return
    source = Source(sha256="0" * 64, actor=SYSTEM, via="bench")
    with progress_so_far(f"{cases} cases", cases) as reach:
        house.importing.run(rows(SEED, cases), source, on_progress=reach)
    filled.touch()


def choose(house: House, count: int) -> tuple[Known, ...]:
    """Take cases with a phone, and prove that the phone is the citizen's own."""
    act = Act(actor=SYSTEM, via="bench", on=house.clock.today())
    chosen = []
    for number in house.shelf.cases.due_between(date(2026, 1, 1), date(2027, 12, 31)):
        found_case = house.shelf.cases.find(number, None)
        if found_case is None:
            continue
        known = _known(house, found_case.case, act)
        if known is not None:
            chosen.append(known)
        if len(chosen) == count:
            break
    return tuple(chosen)


def _known(house: House, case: Case, act: Act) -> Known | None:
    citizen = house.shelf.citizens.get(case.applicant)
    if citizen is None or not citizen.phones:
        return None
    phone = citizen.phones[-1]
    value = house.shelf.citizens.open_value(citizen.id, phone.field)
    if value is None:
        return None
    if not phone.is_own(house.clock.today()):
        house.people.prove_phone(citizen.id, act, in_person=True, shared=False)
    key = house.keys.clave(case.issue.origin, case.issue.epoch)
    return Known(case.number.digits, clave_for(key, case.number, case.issue.count), value)
