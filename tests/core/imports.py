"""Takes rows into a house and looks at what became of them."""

from datetime import date

from config.house import House
from core.importing import ImportReport, Source
from core.model.asserted import AssertedRow, RowError
from core.model.case import Case

FILE = Source(sha256="0" * 64, headings={"alias": "N°", "document": "DNI"})
LATER = date(2026, 11, 19)


def take(house: House, *told: AssertedRow | RowError, dry_run: bool = False) -> ImportReport:
    return house.importing.run(told, FILE, dry_run=dry_run)


def case_of(house: House, alias: str = "000123-2026-MDP") -> Case:
    (number,) = house.shelf.cases.by_alias(alias)
    found = house.shelf.cases.find(number, None)
    assert found is not None
    return found.case


def kinds(house: House, after: int = 0) -> list[str]:
    return [event.draft.kind for _, event in house.shelf.journal.events(after)]


def head(house: House) -> int:
    return max(place for place, _ in house.shelf.journal.events())


def open_value(house: House, field: str) -> str | None:
    return house.shelf.citizens.open_value(case_of(house).applicant, field)


def counts_of(report: ImportReport) -> tuple[int, ...]:
    return (
        report.read,
        report.opened,
        report.changed,
        report.unchanged,
        report.duplicates,
        report.outdated,
        report.refused,
    )
