"""The sample: the same for the same seed, realistic, nobody's, and messy where offices are."""

import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from channels.files.column_map import ColumnMap, parse_map
from channels.files.office_file import look_over
from channels.files.rows import Country, choose_map, read_rows
from config.house import House
from config.sample import AS_OF, CASES, CSV_NAME, XLSX_NAME, rows, write_sample
from config.sample_offices import DESKS
from config.sample_people import FIRST_DNI, FIRST_PHONE
from config.sample_words import INSTITUTIONS, OUTCOMES, PROCEDURES, REASONS, STATES, STATIONS
from core.importing import Source
from core.model.asserted import AssertedRow, RowError, check_row
from core.model.case import Outcome
from core.model.state import State
from tests.peru import gazetteer, numbering, pack

SAMPLES = Path(__file__).parents[2] / "samples"
MAPS = Path(__file__).parents[2] / "config" / "documents" / "imports"


def country() -> Country:
    return Country(gazetteer(), numbering(), pack().languages)


def maps() -> list[ColumnMap]:
    return [parse_map(path.read_text("utf-8"), path.stem) for path in sorted(MAPS.glob("*.toml"))]


def told(path: Path) -> list[AssertedRow | RowError]:
    file = look_over(path)
    return list(read_rows(file, choose_map(file, maps()), country()))


def said(row: AssertedRow) -> tuple[object, ...]:
    """Tell all that a row says, but for its place in a file."""
    document = row.applicant_document and row.applicant_document.number
    phone = row.phone and row.phone.e164
    address = row.address and row.address.to_text()
    facts = (row.alias, row.institution, row.procedure, row.state, row.as_of, row.station)
    person = (row.applicant_name, document, phone, row.phone_shared, row.language, address)
    decided = (row.reasons, row.cure_days, row.outcome, row.district)
    return (*facts, *person, *decided, tuple(row.days().items()))


@pytest.fixture(scope="module")
def made() -> list[AssertedRow]:
    return list(rows())


def test_the_same_seed_makes_the_same_bytes_and_another_other_ones(tmp_path: Path) -> None:
    first = write_sample(tmp_path / "a", cases=60)
    again = write_sample(tmp_path / "b", cases=60)
    other = write_sample(tmp_path / "c", seed=7, cases=60)
    for one, two, three in zip(first, again, other, strict=True):
        assert one.read_bytes() == two.read_bytes() != three.read_bytes()


def contents(path: Path) -> object:
    """Tell what is packed: how tightly depends on the machine's library."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_the_shipped_files_are_what_the_command_makes(tmp_path: Path) -> None:
    write_sample(tmp_path)
    for name in (CSV_NAME, XLSX_NAME):
        assert contents(SAMPLES / name) == contents(tmp_path / name), name


@pytest.mark.parametrize("name", [CSV_NAME, XLSX_NAME])
def test_a_shipped_file_says_what_was_invented(name: str, made: list[AssertedRow]) -> None:
    invented = {(row.institution, row.alias): said(row) for row in made}
    read = [row for row in told(SAMPLES / name) if isinstance(row, AssertedRow)]
    kept = [row for row in read if (row.institution, row.alias) in invented]
    assert len(kept) > 900
    for row in kept:
        assert said(row) == invented[row.institution, row.alias]


def test_the_shipped_files_are_messy_and_each_mess_has_a_reason() -> None:
    both = [*told(SAMPLES / CSV_NAME), *told(SAMPLES / XLSX_NAME)]
    problems = Counter(one.problem for one in both if isinstance(one, RowError))
    expected = {
        "missing", "not_a_date", "unknown_word", "identity_invalid", "phone_unreadable",
        "code_of_another_district", "place_unknown",
    }  # fmt: skip
    assert expected <= set(problems)
    assert 0.01 < problems.total() / CASES < 0.05


def test_the_csv_is_as_an_office_exports_it() -> None:
    written = (SAMPLES / CSV_NAME).read_bytes()
    assert "Solicitante;;" in written.decode("latin-1")
    assert b"\r\n" in written
    with pytest.raises(UnicodeDecodeError):
        written.decode("utf-8")


def test_two_thousand_cases_of_several_institutions_come_in(house: House) -> None:
    reports = []
    for name in (CSV_NAME, XLSX_NAME):
        file = look_over(SAMPLES / name)
        read = read_rows(file, choose_map(file, maps()), country())
        reports.append(house.importing.run(read, Source(sha256=file.sha256)))
    assert sum(report.opened for report in reports) == CASES
    assert all(report.duplicates > 0 and report.refused > 0 for report in reports)


def test_every_row_is_possible(made: list[AssertedRow]) -> None:
    for row in made:
        check_row(row, AS_OF)
    assert len({(row.institution, row.alias) for row in made}) == CASES


def test_every_word_is_a_document_of_the_house(house: House, made: list[AssertedRow]) -> None:
    books = house.shelf.library.books()
    for row in made:
        institution = books.institution(row.institution)
        books.procedure(row.procedure)
        if row.station is not None:
            institution.office(row.station)
        for reason in row.reasons:
            books.reasons["PE"].pick(reason)
    assert {row.institution for row in made} == {desk.institution for desk in DESKS}


def test_every_state_that_offices_export_is_there(made: list[AssertedRow]) -> None:
    states = Counter(row.state for row in made)
    assert set(states) == set(State) - {State.SILENCIO_POSITIVO, State.SILENCIO_NEGATIVO}
    assert states.most_common(1)[0][1] < CASES / 2
    assert states[State.REQUERIDO] > 10


def test_the_offices_words_tell_every_fact_apart() -> None:
    assert set(STATES) == set(State) - {State.SILENCIO_POSITIVO, State.SILENCIO_NEGATIVO}
    assert set(OUTCOMES) == set(Outcome)
    for words in (INSTITUTIONS, PROCEDURES, STATIONS, REASONS, STATES, OUTCOMES):
        assert len(set(words.values())) == len(words)


def test_people_have_documents_and_phones_of_the_invented_ranges(made: list[AssertedRow]) -> None:
    documents = [row.applicant_document.number for row in made if row.applicant_document]
    phones = [row.phone.e164 for row in made if row.phone]
    assert all(FIRST_DNI <= int(number) <= FIRST_DNI + 999_999 for number in documents)
    assert all(FIRST_PHONE <= int(e164[3:]) <= FIRST_PHONE + 999_999 for e164 in phones)
    assert all(numbering().read(e164).e164 == e164 for e164 in phones)
    assert len(set(documents)) > CASES * 0.7


def test_one_document_is_always_one_name(made: list[AssertedRow]) -> None:
    names = {(row.applicant_document, row.applicant_name) for row in made if row.applicant_document}
    assert len(names) == len({document for document, _ in names})


def test_the_first_case_is_the_one_that_the_demonstration_follows() -> None:
    for seed in (1, 2):
        first = next(rows(seed=seed, cases=1))
        assert (first.institution, first.alias) == ("PE/muni-pisac", "000001-2026-MDP")
        assert (first.state, first.reasons) == (State.REQUERIDO, ("firma-solicitud",))
        assert (first.phone_shared, first.language) == (False, "es")


@pytest.mark.timeout(1200)
def test_a_larger_sample_is_made_row_by_row(counts: Callable[[int, int], int]) -> None:
    many = counts(5_000, 1_000_000)
    documents, total = set(), 0
    for row in rows(cases=many):
        total += 1
        if row.applicant_document:
            documents.add(row.applicant_document.number)
    assert total == many
    assert len(documents) > many * 0.7


def test_no_cases_make_no_rows() -> None:
    assert list(rows(cases=0)) == []
