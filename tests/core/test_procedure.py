"""A procedure tells what it is sure of, with its day, and never its doubts as law."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.document_check import check_document
from core.model.document import Document
from core.model.money import Money
from core.model.procedure import BLOCKS, Certainty, Cost, Procedure
from core.model.term import Silence, Term, Unit
from core.refusals import DocumentInvalid
from core.refusals.refusal import Fact
from tests.core.written import spoilt, written


def procedure(**changes: object) -> Procedure:
    """Read the example with some fields of its body, named as `cost__certainty`, changed."""
    document = written()
    for path, value in changes.items():
        *way, last = path.split("__")
        place = document["body"]
        for step in way:
            place = place[step]
        place[last] = value
    return Procedure.parse(check_document(document))


def refused(document: dict[str, Any]) -> tuple[Fact, Fact]:
    with pytest.raises(DocumentInvalid) as refusal:
        check_document(document)
    return refusal.value.facts["problem"], refusal.value.facts["field"]


def test_a_procedure_is_read_whole() -> None:
    read = procedure()
    assert (read.key, read.code, read.country) == ("PE/feria", "feria", "PE")
    assert (read.shortcut, read.short_name) == (7, "Licencia de feria")
    assert read.institution == "PE/muni-ejemplo"
    assert read.term == Term(30, Unit.BUSINESS_DAYS, "TUO LPAG art. 39")
    assert read.silence is Silence.POSITIVE
    assert read.certainty["cost"] is Certainty.B
    assert read.costs[0] == Cost("unconfirmed", Money(900, "PEN"), "ventanilla", Certainty.B)
    assert (read.valid_from, read.valid_until) == (date(2026, 1, 1), None)
    assert read.confirm_with_entity


def test_what_is_sure_is_told() -> None:
    read = procedure()
    assert read.told_requirements == ("Lleve su DNI",)
    assert read.told_term == read.term
    assert read.told_term_note == "Se cuenta desde el día siguiente"
    assert read.told_silence is Silence.POSITIVE


def test_an_amount_that_is_unconfirmed_is_kept_for_the_desk_and_not_told() -> None:
    read = procedure()
    assert [cost.kind for cost in read.costs] == ["unconfirmed", "amount", "free"]
    assert [cost.kind for cost in read.told_costs] == ["amount", "free"]
    assert read.told_cost == Cost("amount", Money(1030, "PEN"), "en línea", Certainty.B)


def test_nothing_of_a_block_that_nobody_verified_is_told() -> None:
    read = procedure(**{f"{block}__certainty": "D" for block in BLOCKS})
    assert read.term is not None
    assert (read.told_requirements, read.told_costs) == ((), ())
    assert read.told_cost is None
    assert read.told_term is None
    assert read.told_term_note is None
    assert read.told_silence is None


@pytest.mark.parametrize("told", ["A", "B", "C"])
def test_one_doubt_does_not_silence_what_is_known(told: str) -> None:
    read = procedure(term__certainty="D", cost__certainty=told)
    assert read.told_term is None
    assert read.told_cost is not None


def test_a_silence_that_is_unconfirmed_is_not_told() -> None:
    read = procedure(silence__certainty="D", silence__value="unconfirmed")
    assert read.silence is Silence.UNCONFIRMED
    assert read.told_silence is None


def test_a_silence_that_does_not_exist_is_known_to_not_exist() -> None:
    assert procedure(silence__value="none").told_silence is Silence.NONE


def test_only_what_stands_in_law_or_on_an_official_page_is_fact() -> None:
    assert [one.is_fact for one in Certainty] == [True, True, False, False]
    assert [one.may_be_told for one in Certainty] == [True, True, True, False]


def test_a_procedure_may_stand_in_no_printed_list() -> None:
    assert procedure(shortcut=None).shortcut is None


def test_keywords_are_what_people_call_it() -> None:
    assert procedure().keywords == ()
    assert procedure(keywords=["puesto", "feria"]).keywords == ("puesto", "feria")
    assert refused(spoilt("procedure", "keywords", ["a" * 41])) == ("too_long", "keywords.0")
    assert refused(spoilt("procedure", "keywords", "puesto"))[0] == "not_list"
    assert refused(spoilt("procedure", "keywords", [""]))[0] == "empty"


def test_a_short_name_is_by_hand_unless_a_rule_made_it() -> None:
    assert procedure().short_name_by == "hand"
    assert procedure(short_name_by="rule").short_name_by == "rule"
    assert refused(spoilt("procedure", "short_name_by", "luck"))[0] == "unknown_choice"


def test_a_procedure_lapses_after_its_last_day() -> None:
    last = date(2026, 12, 31)
    read = Procedure.parse(check_document(written(valid_until=last)))
    assert not read.has_lapsed(last)
    assert read.has_lapsed(last + timedelta(days=1))
    assert not procedure().has_lapsed(date(2099, 1, 1))


def test_a_procedure_goes_stale_after_180_days() -> None:
    read = procedure()
    last_good = read.read_on + timedelta(days=180)
    assert not read.is_stale(last_good)
    assert read.is_stale(last_good + timedelta(days=1))
    assert read.is_stale(read.read_on + timedelta(days=31), after_days=30)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_says_how_sure_it_is(block: str) -> None:
    document = written()
    del document["body"][block]["certainty"]
    assert refused(document) == ("missing", f"{block}.certainty")
    assert refused(spoilt("procedure", f"{block}.certainty", "E"))[0] == "unknown_choice"
    assert refused(spoilt("procedure", f"{block}.sure", "A"))[0] == "unknown_field"
    assert refused(spoilt("procedure", block, None)) == ("missing", block)
    assert refused(spoilt("procedure", block, "A")) == ("not_mapping", block)


@pytest.mark.parametrize(
    ("block", "nothing"),
    [
        ("requirements", {"certainty": "A", "items": []}),
        ("cost", {"certainty": "C", "options": [{"kind": "unconfirmed"}]}),
        ("term", {"certainty": "B"}),
        ("silence", {"certainty": "A", "value": "unconfirmed"}),
    ],
)
def test_nobody_can_be_sure_of_nothing(block: str, nothing: dict[str, Any]) -> None:
    assert refused(spoilt("procedure", block, nothing)) == (
        "certainty_without_fact",
        f"{block}.certainty",
    )
    unsure = Procedure.parse(
        check_document(spoilt("procedure", block, nothing | {"certainty": "D"}))
    )
    assert unsure.certainty[block] is Certainty.D


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("shortcut", 0, "too_small"),
        ("shortcut", 100, "too_large"),
        ("shortcut", "07", "not_number"),
        ("name", "", "empty"),
        ("short_name", "a" * 41, "too_long"),
        ("short_name", "Título ☎", "not_gsm7"),
        ("institution", "muni-pisac", "not_key"),
        ("kind", "favor", "unknown_choice"),
        ("legal_basis", "TUO LPAG", "not_list"),
        ("legal_basis", [39], "not_text"),
        ("where", None, "missing"),
        ("notes", [""], "empty"),
        ("confirm_with_entity", "yes", "not_flag"),
        ("requirements.items", ["a" * 91], "too_long"),
        ("cost.options", [], "empty"),
        ("cost.options", ["free"], "not_mapping"),
        ("cost.options.1.kind", "cheap", "unknown_choice"),
        ("cost.options.1.amount", None, "missing"),
        ("cost.options.1.amount", 10.3, "not_text"),
        ("cost.options.1.amount", "10,30", "not_amount"),
        ("cost.options.2.amount", "0.00", "out_of_place"),
        ("cost.options.2.price", "0.00", "unknown_field"),
        ("term.count", -1, "too_small"),
        ("term.count", 1001, "too_large"),
        ("term.count", 2.5, "not_number"),
        ("term.unit", "days", "unknown_choice"),
        ("term.basis", None, "missing"),
        ("silence.value", "maybe", "unknown_choice"),
        ("price", "1.00", "unknown_field"),
    ],
)
def test_a_fact_that_cannot_be_read_is_refused_at_its_place(
    path: str, value: object, problem: str
) -> None:
    found, field = refused(spoilt("procedure", path, value))
    assert found == problem
    assert str(field).startswith(path)


def test_an_amount_without_a_currency_is_no_amount() -> None:
    assert refused(spoilt("procedure", "cost.options.1.currency", "soles"))[0] == "not_amount"
    assert refused(spoilt("procedure", "cost.options.1.currency", None))[0] == "missing"


def test_a_procedure_needs_a_code_after_its_country() -> None:
    assert refused(written(key="PE")) == ("not_key", "key")
    assert refused(written(key="PE/cusco/feria")) == ("not_key", "key")


def test_a_document_kept_as_json_is_read_as_the_same_procedure() -> None:
    document = check_document(written())
    kept = Document(
        kind=document.kind,
        key=document.key,
        version=document.version,
        source=document.source,
        publisher=document.publisher,
        read_on=document.read_on,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        body=dict(document.body),
    )
    assert Procedure.parse(kept) == procedure()
