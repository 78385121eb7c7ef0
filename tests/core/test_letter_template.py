"""A letter's template names its messages and facts, and is refused if a hole could come of it."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document_check import check_document
from core.model.answers import Value
from core.model.letter_needs import OF_COVER, Asked
from core.model.letter_pieces import FRAMES, STYLES, Answered, LeftBlank, Message, Said
from core.model.letter_template import SLIPS, LetterClass, LetterTemplate, template_key
from core.model.told_facts import ToldFacts
from core.refusals import DateUnreadable, DocumentInvalid
from core.said_facts import said_rows, said_values
from letters.blocks import Frame, SlipKind, Style
from tests.core.written import written

BODY: dict[str, Any] = {
    "class": "informative",
    "title": "letter.fair.title(number)",
    "needs": ["number", "missing"],
    "may": ["note"],
    "asks": {"day_of_fair": "day", "told": "paragraphs"},
    "may_ask": {"is_free": "yes_or_no", "cost_of_stall": "text"},
    "then_asks": {"is_free": ["cost_of_stall"]},
    "beside": [{"label": "letter.date_label", "value": "letter.date(sent_on)"}],
    "sections": [
        {
            "frame": "box",
            "whole": True,
            "pieces": [
                {"greeting": "letter.salutation(name)"},
                {"lead": "letter.fair.day(day_of_fair)"},
                {"item": "letter.observed(reason)", "each": "missing"},
                {"text": "letter.paragraph(text)", "each": "told"},
                {"text": "letter.note(note)", "when": "note"},
                {"blank": "letter.fair.stall", "lines": 2, "filled": "letter.note(note)"},
            ],
        }
    ],
    "slip": {"kind": "reply", "texts": {"title": "letter.fair.slip"}},
}


def template(key: str = "PE/fair", **body: Any) -> LetterTemplate:  # noqa: ANN401  # what a body holds
    whole = {name: value for name, value in {**copy.deepcopy(BODY), **body}.items() if value}
    return LetterTemplate.parse(check_document(written("letter", key=key, body=whole)))


def refused(key: str = "PE/fair", **body: Any) -> tuple[object, object]:  # noqa: ANN401  # the same
    with pytest.raises(DocumentInvalid) as refusal:
        template(key, **body)
    return refusal.value.facts["problem"], refusal.value.facts["field"]


def one_piece(**piece: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # what a piece holds
    return [{"pieces": [piece]}]


def test_a_template_is_read_whole() -> None:
    fair = template("PE/fair-day")
    assert (fair.kind, fair.version, fair.letter_class) == ("fair_day", 1, LetterClass.INFORMATIVE)
    assert fair.key == template_key("PE", "fair_day")
    assert fair.title == Message("letter.fair.title", ("number",))
    (section,) = fair.sections
    assert (section.frame, section.is_whole, len(section.pieces)) == ("box", True, 6)
    assert section.pieces[2] == Said("item", Message("letter.observed", ("reason",)), "missing")
    assert isinstance(section.pieces[5], LeftBlank)
    assert fair.needs.of_staff["told"] is Asked.PARAGRAPHS
    assert fair.needs.certain == OF_COVER | {"number", "missing", "day_of_fair", "told"}
    assert fair.slip is not None
    assert fair.slip.texts == {"title": Message("letter.fair.slip")}


def test_what_a_template_may_say_of_looks_is_what_a_letter_can_have() -> None:
    assert set(STYLES) == set(Style)
    assert set(FRAMES) == set(Frame)
    assert set(SLIPS) == set(SlipKind)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"colour": "red"}, ("unknown_field", "colour")),
        ({"class": "solemn"}, ("unknown_choice", "class")),
        ({"class": "legal"}, ("other_class", "class")),
        ({"class": "form"}, ("missing", "basis")),
        ({"title": "Feria de Amaru"}, ("not_message", "title")),
        ({"title": "letter.fair(number,place)"}, ("not_message", "title")),
        ({"title": "letter.fair(note)"}, ("unknown_fact", "title.note")),
        ({"needs": ["number", "missing", "moon"]}, ("unknown_fact", "needs.moon")),
        ({"asks": {"number": "text"}}, ("not_name", "asks.number")),
        ({"asks": {"día 1": "text"}}, ("not_name", "asks.día 1")),
        ({"asks": {"moon": "phase"}}, ("unknown_choice", "asks.moon")),
        ({"then_asks": {"is_free": ["moon"]}}, ("unknown_fact", "then_asks.is_free.moon")),
        ({"then_asks": {"number": ["told"]}}, ("unknown_fact", "then_asks.number.number")),
        ({"sections": [{"pieces": []}]}, ("empty", "sections.0.pieces")),
        ({"sections": one_piece(shout="letter.a")}, ("missing", "sections.0.pieces.0.text")),
        (
            {"sections": one_piece(text="letter.a", lead="letter.b")},
            ("unknown_field", "sections.0.pieces.0.text"),
        ),
        (
            {"sections": one_piece(answer="must", style="lead")},
            ("unknown_fact", "sections.0.answer"),
        ),
        (
            {"sections": one_piece(text="letter.a", when="moon")},
            ("unknown_fact", "sections.0.moon"),
        ),
        (
            {"sections": one_piece(text="letter.a(text)", each="services")},
            ("unknown_fact", "sections.0.services"),
        ),
        (
            {"sections": one_piece(text="letter.a(number)", each="number")},
            ("unknown_fact", "sections.0.number"),
        ),
        (
            {"sections": one_piece(blank="letter.a", lines=99)},
            ("too_large", "sections.0.pieces.0.lines"),
        ),
        (
            {"sections": one_piece(blank="letter.a", filled="letter.b(moon)")},
            ("unknown_fact", "sections.0.moon"),
        ),
        ({"slip": {"kind": "kite", "texts": {}}}, ("unknown_choice", "slip.kind")),
        (
            {"slip": {"kind": "reply", "texts": {"title": "letter.a(note)"}}},
            ("unknown_fact", "slip.note"),
        ),
        (
            {"beside": [{"label": "letter.a", "value": "letter.b(note)"}]},
            ("unknown_fact", "beside.note"),
        ),
    ],
)
def test_a_template_from_which_a_hole_could_come_is_refused(
    body: dict[str, Any], refusal: tuple[str, str]
) -> None:
    assert refused(**body) == refusal


@pytest.mark.parametrize("said", ["letter.note(note)", "letter.a(number, note)"])
def test_a_fact_that_may_be_unknown_is_told_only_where_it_is_known(said: str) -> None:
    assert refused(sections=one_piece(text=said)) == ("unknown_fact", "sections.0.note")
    assert template(sections=one_piece(text=said, when="note")).sections
    assert template(sections=[{"when": "note", "pieces": [{"text": said}]}]).sections


@pytest.mark.parametrize(
    ("key", "said"),
    [
        *(("PE/observation", "informative"), ("PE/under-door", "form")),
        *(("PE/status", "legal"), ("PE/fair", "legal")),
    ],
)
def test_no_template_makes_a_letter_bind_that_does_not_or_frees_one_that_does(
    key: str, said: str
) -> None:
    body = {"class": said, "basis": ["TUO LPAG art. 136"]}
    assert refused(key, **body) == ("other_class", "class")


def test_a_legal_letter_without_its_law_is_refused() -> None:
    assert refused("PE/observation", **{"class": "legal"}) == ("missing", "basis")


@pytest.mark.parametrize("key", ["PE/a", "PE/9-days", f"PE/{'a' * 41}"])
def test_a_kind_has_a_name_that_a_letter_can_be_kept_under(key: str) -> None:
    assert refused(key) == ("not_key", "key")


def test_an_answer_that_is_declared_may_be_worded() -> None:
    worded = template(answer="visit", sections=one_piece(answer="may", style="item"))
    assert worded.sections[0].pieces == (Answered("item", "may"),)


@given(st.text(max_size=30))
def test_a_message_is_read_as_it_is_written_or_refused(said: str) -> None:
    try:
        read = template(title=said or " ").title
    except DocumentInvalid:
        return
    told = f"({', '.join(read.facts)})" if read.facts else ""
    assert f"{read.id}{told}" == said


def test_a_text_of_nothing_but_spaces_is_no_fact_and_a_no_is_told() -> None:
    facts = ToldFacts(values={"note": " ", "number": 7, "is_free": False}, rows={"told": ()})
    known = {name for name in ("note", "number", "is_free", "told", "moon") if facts.has(name)}
    assert known == {"number"}
    assert facts.is_told("is_free")
    assert not facts.is_told("note")


def test_what_staff_said_is_read_in_the_form_that_is_asked_for() -> None:
    said = {"day_of_fair": "2027-01-08", "told": "Uno.\n\n Dos. \n", "is_free": "si"}
    values: dict[str, Value] = dict(said_values(template(), said))
    assert str(values["day_of_fair"]) == "2027-01-08"
    assert values["is_free"] is True
    assert said_rows(template(), said) == {"told": ({"text": "Uno."}, {"text": "Dos."})}
    assert said_values(template(), {"is_free": "no", "cost_of_stall": " "}) == {"is_free": False}


@pytest.mark.parametrize(
    ("said", "problem"), [({"moon": "llena"}, "unknown_field"), ({"is_free": "maybe"}, "not_flag")]
)
def test_what_a_template_does_not_ask_for_is_refused(said: dict[str, str], problem: str) -> None:
    with pytest.raises(DocumentInvalid) as refusal:
        said_values(template(), said)
    assert refusal.value.facts["problem"] == problem


@pytest.mark.parametrize("day", ["8 de enero", "2027-02-30", "2027-1-8"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(DateUnreadable) as refusal:
        said_values(template(), {"day_of_fair": day})
    assert refusal.value.facts == {"field": "day_of_fair"}


def test_what_must_be_told_follows_from_what_is_said() -> None:
    needs = template().needs
    always = ("number", "missing", "day_of_fair", "told")
    assert needs.due(ToldFacts(values={"is_free": False})) == always
    assert needs.due(ToldFacts(values={"is_free": True})) == (*always, "cost_of_stall")
