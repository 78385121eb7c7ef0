"""A list of procedures enters once, says nothing as fact, and never undoes what people did."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from config.cataloguing import cataloguing_of
from config.house import House
from core.cataloguing import AT_A_TIME, CatalogueReport, Listing
from core.model.asserted import RowError
from core.model.document import Document
from core.model.listed import Listed
from core.model.procedure import BLOCKS, Procedure
from core.opening import Opening
from core.refusals import (
    DocumentInvalid,
    DocumentUnknown,
    OfficeUnknown,
    ProcedureUnknown,
)
from tests.bolivia import rows
from tests.core.stories import a_citizen
from tests.houses import TODAY, act, copy_of

LISTING = Listing(country="BO", source="una lista", publisher="alguien", read_on=TODAY)
FEW = rows()[:60]
KEY = f"BO/{FEW[0].code}"


def take_in(
    house: House, few: Iterable[Listed | RowError] = FEW, listing: Listing = LISTING
) -> CatalogueReport:
    return cataloguing_of(house).take_in(few, listing)


def entry(house: House, key: str = KEY) -> Document:
    (found,) = (d for d in house.shelf.documents.every() if (d.kind, d.key) == ("procedure", key))
    return found


def renamed(name: str, entity: str | None = None) -> list[Listed]:
    return [replace(FEW[0], name=name, entity=entity or FEW[0].entity), *FEW[1:]]


def test_a_list_becomes_procedures_and_institutions_of_which_all_is_to_confirm(
    house: House,
) -> None:
    report = take_in(house)
    assert (report.read, report.new, report.refused) == (60, 60, 0)
    assert report.institutions == len({row.entity_code for row in FEW})
    books = house.shelf.library.books()
    for row in FEW:
        procedure = books.procedure(f"BO/{row.code}")
        assert (procedure.name, procedure.country) == (row.name, "BO")
        assert not any(procedure.certainty[block].may_be_told for block in BLOCKS)
        assert (procedure.told_costs, procedure.told_requirements) == ((), ())
        assert (procedure.told_term, procedure.told_silence) == (None, None)
        assert procedure.shortcut is None
        institution = books.institution(str(procedure.institution))
        assert (institution.name, institution.offices) == (row.entity, ())


def test_an_entry_says_where_it_was_read(house: House) -> None:
    take_in(house)
    document = entry(house)
    assert (document.source, document.publisher) == ("una lista", "alguien")
    assert document.read_on == TODAY


def test_a_list_that_is_taken_in_twice_adds_nothing(either_house: House) -> None:
    take_in(either_house)
    before = either_house.shelf.journal.count()
    again = take_in(either_house)
    assert (again.new, again.changed, again.unchanged, again.institutions) == (0, 0, 60, 0)
    assert either_house.shelf.journal.count() == before


def test_a_dry_run_counts_the_same_and_writes_nothing(house: House) -> None:
    before = house.shelf.journal.count()
    tried = cataloguing_of(house).take_in(FEW, LISTING, dry_run=True)
    assert house.shelf.journal.count() == before
    assert replace(tried, dry_run=False) == take_in(house)


def test_a_name_that_changed_is_the_next_version(house: House) -> None:
    take_in(house)
    report = take_in(house, renamed("REGISTRO DE CIUDADANOS DIGITALES"))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 59)
    document = entry(house)
    assert (document.version, document.body["name"]) == (2, "REGISTRO DE CIUDADANOS DIGITALES")
    assert document.body["short_name"] == "Registro de ciudadanos digitales"


def test_an_entity_that_writes_its_name_otherwise_stays_the_same_institution(house: House) -> None:
    take_in(house)
    count = len(house.shelf.library.books().institutions)
    shouted = [replace(row, entity=row.entity.upper()) for row in FEW]
    report = take_in(house, shouted)
    assert len(house.shelf.library.books().institutions) == count
    assert (report.institutions, report.changed) == (len({row.entity_code for row in FEW}), 0)


def test_a_procedure_that_moves_to_another_entity_says_so(house: House) -> None:
    take_in(house)
    take_in(house, renamed(FEW[0].name, "Ministerio de la Feria"))
    body = entry(house).body
    assert (body["institution"], body["where"]) == (
        "BO/ministerio-de-la-feria",
        "Ministerio de la Feria",
    )


def test_a_short_name_by_hand_stays_when_the_list_comes_again_or_changes(house: House) -> None:
    take_in(house)
    cataloguing_of(house).rename(KEY, "Ciudadania digital", act())
    take_in(house)
    assert (entry(house).version, entry(house).body["short_name"]) == (2, "Ciudadania digital")
    take_in(house, renamed("OTRO NOMBRE OFICIAL"))
    body = entry(house).body
    assert (body["name"], body["short_name"]) == ("OTRO NOMBRE OFICIAL", "Ciudadania digital")
    assert body["short_name_by"] == "hand"


def test_what_someone_found_out_stays_with_its_own_source(house: House) -> None:
    take_in(house)
    known = entry(house)
    free = {"certainty": "B", "options": [{"kind": "free"}]}
    found_out = replace(
        known, version=2, source="la página oficial", body=dict(known.body) | {"cost": free}
    )
    house.publishing.publish([found_out], act())
    later = replace(LISTING, read_on=TODAY + timedelta(days=1), is_read_again=True)
    take_in(house, renamed("OTRO NOMBRE OFICIAL"), later)
    document = entry(house)
    assert (document.version, document.source, document.read_on) == (3, "la página oficial", TODAY)
    assert document.body["cost"] == free
    assert document.body["name"] == "OTRO NOMBRE OFICIAL"


def test_a_list_that_someone_read_again_makes_its_entries_fresh(house: House) -> None:
    take_in(house)
    later = replace(LISTING, read_on=TODAY + timedelta(days=200))
    assert take_in(house, FEW, later).changed == 0
    again = take_in(house, FEW, replace(later, is_read_again=True))
    assert again.changed == 60
    assert not Procedure.parse(entry(house)).is_stale(TODAY + timedelta(days=300))
    assert take_in(house, FEW, replace(later, is_read_again=True)).changed == 0


class _Stops(Exception):
    """The power fails."""


def test_an_import_that_was_stopped_goes_on_and_ends_with_the_same_names(
    house: House, founded_house: Path, tmp_path: Path
) -> None:
    many = rows()[:150]

    def stop(done: int) -> None:
        if done >= AT_A_TIME:
            raise _Stops

    with pytest.raises(_Stops):
        cataloguing_of(house).take_in(many, LISTING, on_progress=stop)
    report = take_in(house, many)
    assert 0 < report.new < 150
    other = copy_of(founded_house, tmp_path / "other")
    assert take_in(other, many).new == 150
    assert _names(house) == _names(other)
    other.close()


def _names(house: House) -> dict[str, str]:
    procedures = house.shelf.library.books().procedures
    return {key: procedure.short_name for key, procedure in procedures.items()}


def test_rows_that_do_not_fit_are_told_one_by_one_and_the_others_go_in(house: House) -> None:
    bad = RowError(row=9, column="name", problem="missing")
    twice = replace(FEW[0], row=98)
    other = replace(FEW[1], row=99, name="OTRA COSA")
    report = take_in(house, [*FEW, bad, twice, other])
    assert (report.read, report.new, report.duplicates, report.refused) == (63, 60, 1, 2)
    assert [(error.row, error.problem) for error in report.errors] == [
        (9, "missing"),
        (99, "other_name"),
    ]
    assert entry(house, f"BO/{FEW[1].code}").body["name"] == FEW[1].name


def test_no_transaction_holds_the_lock_for_a_whole_list(house: House) -> None:
    seen: list[int] = []
    many = rows()[:250]
    cataloguing_of(house).take_in(many, LISTING, on_progress=seen.append)
    assert seen[:2] == [AT_A_TIME, 2 * AT_A_TIME]
    assert seen == sorted(seen)
    assert seen[-1] == 250 + len({row.entity_code for row in many})


@pytest.mark.parametrize("country", ["XX", "", "bo", "BO/t-1"])
def test_a_country_that_the_house_does_not_know_is_refused(house: House, country: str) -> None:
    with pytest.raises(DocumentUnknown):
        take_in(house, FEW, replace(LISTING, country=country))


def test_a_list_without_a_source_is_refused(house: House) -> None:
    before = house.shelf.journal.count()
    with pytest.raises(DocumentInvalid) as refused:
        take_in(house, FEW, replace(LISTING, source=" "))
    assert refused.value.facts["field"] == "source"
    assert house.shelf.journal.count() == before


def test_two_countries_in_one_house_never_mix(house: House) -> None:
    take_in(house)
    here = house.inquiry.procedures()
    assert {procedure.country for procedure in here} == {"PE"}
    assert len(here) == 30
    with pytest.raises(ProcedureUnknown):
        house.inquiry.procedure(FEW[0].code)
    assert house.inquiry.procedure(KEY).name == FEW[0].name
    assert house.inquiry.shortcut("01").code == "dni-adulto"


def test_no_case_is_opened_where_no_office_is_known(house: House) -> None:
    take_in(house)
    institution = str(entry(house).body["institution"])
    citizen = a_citizen(house)
    before = house.shelf.journal.count()
    for station in (None, "mesa-de-partes"):
        opening = Opening(
            institution=institution,
            procedure=KEY,
            applicant=citizen,
            presented_on=TODAY,
            received_on=TODAY,
            station=station,
        )
        with pytest.raises(OfficeUnknown):
            house.opening.open(opening, act())
    assert house.shelf.journal.count() == before
    with pytest.raises(OfficeUnknown):
        house.inquiry.office(institution)


def test_the_calendar_of_an_institution_without_a_district_is_its_countrys(house: House) -> None:
    take_in(house)
    books = house.shelf.library.books()
    calendar = books.calendar(str(entry(house).body["institution"]))
    assert calendar.years == frozenset()
    assert calendar.weekend == books.countries["BO"].weekend


def test_every_entry_is_an_event_of_the_journal(house: House) -> None:
    before = house.shelf.journal.count()
    report = take_in(house)
    events = [event.draft for at, event in house.shelf.journal.events() if at > before]
    assert len(events) == report.new + report.institutions
    assert {draft.kind for draft in events} == {"document_published"}
    assert {draft.actor for draft in events} == {"system:import"}
    assert house.shelf.journal.verify(lambda _: None).events == house.shelf.journal.count()
