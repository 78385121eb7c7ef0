"""What the demonstration shows: the sample, imported as an office's files, and one of its cases."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from channels.files.office_file import look_over
from config.house import House
from config.importing import import_file
from config.sample import CSV_NAME, XLSX_NAME
from config.settings import ROOT
from core.importing import ImportReport
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.clave import clave_for
from core.model.topics import Topic
from core.ports import Found
from core.standing import standing

SAMPLES = ROOT / "samples"
# A house that was only founded has a few dozen events.
FEW = 1000


@dataclass(frozen=True, slots=True)
class Scene:
    """A case to ask about, with what its citizen holds: the receipt's clave and a phone."""

    number: CaseNumber
    clave: str = field(repr=False)
    phone: str = field(repr=False)


def sample_files() -> tuple[Path, ...]:
    """List the files of the sample."""
    return SAMPLES / CSV_NAME, SAMPLES / XLSX_NAME


def sample_size() -> int:
    """Tell about how many rows the sample has."""
    return sum(look_over(path).rows for path in sample_files())


def is_imported(house: House) -> bool:
    """Say whether this very sample was imported into this house, so that it need not be again."""
    note = _note(house)
    return note.exists() and note.read_text() == _marks() and house.shelf.journal.count() > FEW


def _note(house: House) -> Path:
    return house.settings.var_folder / "sample-imported.txt"


def _marks() -> str:
    return "\n".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in sample_files())


def import_sample(house: House, on_progress: Callable[[int], None]) -> tuple[ImportReport, ...]:
    """Import the sample; once it is there, nothing is appended."""
    reports: list[ImportReport] = []
    for path in sample_files():
        before = sum(report.read for report in reports)
        reports.append(import_file(house, path, on_progress=_after(before, on_progress)))
    _note(house).write_text(_marks())
    return tuple(reports)


def _after(before: int, on_progress: Callable[[int], None]) -> Callable[[int], None]:
    return lambda read: on_progress(before + read)


def choose_case(house: House) -> Scene:
    """Choose the observed case whose last day comes next, of a citizen with phone and address.

    Long after the sample was made every last day has passed; then one of those is shown.
    """
    today = house.clock.today()
    due = house.shelf.cases.due_between
    for number in (*due(today, date.max), *due(date.min, today)):
        found = house.shelf.cases.find(number, None)
        scene = None if found is None else _scene(house, found)
        if scene is not None:
            return scene
    raise RuntimeError("the sample has no observed case with phone and address")


def _scene(house: House, found: Found) -> Scene | None:
    case = found.case
    if not _is_observed(house, found):
        return None
    citizen = house.shelf.citizens.get(case.applicant)
    if citizen is None or not citizen.phones or "address" not in citizen.values:
        return None
    phone = house.shelf.citizens.open_value(citizen.id, citizen.phones[-1].field)
    return None if phone is None else Scene(case.number, _clave(house, case), phone)


def _is_observed(house: House, found: Found) -> bool:
    books = house.shelf.library.at(found.documents)
    now = standing(found.case, books.deadlines(found.case), house.clock.today())
    return now.topic in {Topic.OBSERVED, Topic.OBSERVED_PAST} and bool(found.case.reasons)


def _clave(house: House, case: Case) -> str:
    key = house.keys.clave(case.issue.origin, case.issue.epoch)
    return clave_for(key, case.number, case.issue.count)
