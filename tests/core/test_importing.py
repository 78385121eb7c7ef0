"""What offices export of a case comes in once, changes once, and is left alone otherwise."""

from datetime import date

import pytest

from config.house import House
from config.sample import rows
from core.importing import Importing
from core.model.asserted import RowError
from core.model.state import State
from tests.core.asserted_rows import a_row
from tests.core.imports import FILE, LATER, case_of, head, kinds, take
from tests.houses import act


def test_a_new_file_number_registers_its_person_and_opens_its_case(either_house: House) -> None:
    before = head(either_house)
    report = take(either_house, a_row())
    assert (report.read, report.opened) == (1, 1)
    assert kinds(either_house, before) == ["citizen_registered", "phone_added", "asserted"]
    case = case_of(either_house)
    assert (case.state, case.station) == (State.REQUERIDO, "desarrollo-urbano")
    assert (case.presented_on, case.received_on) == (date(2026, 11, 9), date(2026, 11, 11))
    assert (case.reasons, case.as_of) == (("firma-solicitud",), date(2026, 11, 18))
    assert case.district == "080407"


def test_the_stated_days_start_the_clocks_that_they_are_for(house: House) -> None:
    take(house, a_row())
    found = house.shelf.cases.find(case_of(house).number, None)
    assert found is not None
    assert found.deadlines is not None
    current = found.deadlines.current
    assert current is not None
    assert (current.on, current.whose) == (date(2026, 11, 30), "citizen")


def test_without_stated_days_the_deadline_is_to_be_confirmed(house: House) -> None:
    take(house, a_row(received_on=None, observed_on=None))
    found = house.shelf.cases.find(case_of(house).number, None)
    assert found is not None
    assert found.deadlines is not None
    assert found.deadlines.current is None


def test_the_journal_verifies_and_rebuilds_to_what_was_read(house: House) -> None:
    house.importing.run(rows(cases=30), FILE)
    told = [case_of(house, row.alias) for row in rows(cases=30)]
    house.shelf.journal.verify(lambda _: None)
    house.shelf.journal.rebuild(house.shelf.ledger.reckon(), lambda _: None)
    assert [case_of(house, row.alias) for row in rows(cases=30)] == told


def test_the_same_file_again_appends_nothing(either_house: House) -> None:
    sample = list(rows(cases=25))
    first = either_house.importing.run(sample, FILE)
    before = head(either_house)
    second = either_house.importing.run(sample, FILE)
    assert (first.opened, second.unchanged) == (25, 25)
    assert head(either_house) == before


def test_a_later_export_that_says_the_same_appends_nothing(house: House) -> None:
    take(house, a_row())
    before = head(house)
    report = take(house, a_row(as_of=LATER, row=99))
    assert report.unchanged == 1
    assert head(house) == before


def test_a_changed_row_appends_one_assertion(house: House) -> None:
    take(house, a_row())
    number, before = case_of(house).number, head(house)
    report = take(house, a_row(state=State.EN_TRAMITE, as_of=LATER))
    assert report.changed == 1
    assert kinds(house, before) == ["asserted"]
    case = case_of(house)
    assert (case.number, case.state, case.as_of) == (number, State.EN_TRAMITE, LATER)


def test_an_assertion_may_jump_anywhere(house: House) -> None:
    take(house, a_row())
    take(house, a_row(state=State.ARCHIVADO, as_of=LATER))
    take(house, a_row(state=State.EN_RUTA, as_of=date(2026, 11, 20)))
    assert case_of(house).state is State.EN_RUTA


def test_the_same_file_number_of_another_year_is_left_to_a_person(house: House) -> None:
    take(house, a_row())
    report = take(house, a_row(procedure="PE/sisfoh", as_of=LATER))
    assert [error.problem for error in report.errors] == ["other_procedure"]
    assert case_of(house).procedure == "PE/domicilio"


def test_the_same_file_number_of_two_institutions_is_two_cases(house: House) -> None:
    take(house, a_row(), a_row(institution="PE/muni-calca"))
    assert len(house.shelf.cases.by_alias("000123-2026-MDP")) == 2


def test_an_older_file_changes_nothing_that_is_known_since(house: House) -> None:
    take(house, a_row())
    report = take(house, a_row(state=State.PRESENTADO, as_of=date(2026, 11, 17), observed_on=None))
    assert report.outdated == 1
    assert case_of(house).state is State.REQUERIDO


def test_a_file_older_than_what_was_done_here_changes_nothing(house: House) -> None:
    take(house, a_row(state=State.EN_TRAMITE, observed_on=None, reasons=()))
    house.moving.observe(case_of(house).number, act(), reasons=("firma-solicitud",))
    before = head(house)
    told = a_row(state=State.EN_TRAMITE, observed_on=None, reasons=(), station=None, as_of=LATER)
    assert take(house, told).outdated == 1
    assert head(house) == before


@pytest.mark.parametrize(
    ("changes", "column", "problem", "found"),
    [
        ({"institution": "PE/muni-x"}, "institution", "institution_unknown", "PE/muni-x"),
        ({"procedure": "PE/x"}, "procedure", "procedure_unknown", "PE/x"),
        ({"station": "x"}, "station", "office_unknown", "x"),
        ({"reasons": ("x", "y")}, "reasons", "reason_unknown", "x, y"),
        ({"as_of": date(2026, 11, 22)}, "as_of", "in_the_future", ""),
    ],
)
def test_what_no_document_knows_is_refused_by_its_column(
    house: House, changes: dict[str, object], column: str, problem: str, found: str
) -> None:
    before = head(house)
    report = take(house, a_row(**changes))
    assert report.errors == (RowError(row=7, column=column, problem=problem, found=found),)
    assert (report.refused, head(house)) == (1, before)


def test_a_reason_that_the_law_forbids_can_still_be_read(house: House) -> None:
    assert take(house, a_row(reasons=("copia-dni",))).opened == 1
    assert case_of(house).reasons == ("copia-dni",)


def test_importing_needs_no_more_than_its_ports(house: House) -> None:
    importing = Importing(
        ledger=house.shelf.ledger,
        library=house.shelf.library,
        clock=house.clock,
        citizens=house.shelf.citizens,
        blind=house.keys.blind,
        new_id=iter(map(str, range(99))).__next__,
    )
    assert importing.run([a_row()], FILE).opened == 1
