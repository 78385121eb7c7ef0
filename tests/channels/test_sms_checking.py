"""Every shipped message is measured with the longest real facts, and what is too dear is named."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from channels.sms.checking import Checked, check, measured
from channels.sms.longest import Longest, longest
from config.documents_on_disk import read_documents
from config.longest_facts import longest_facts
from core.model.answers import Place
from core.model.institution import LONGEST_SHORT_NAME
from core.model.reasons import LONGEST_FORM, Reason
from core.model.topics import Topic
from core.wording.catalogue import Catalogues, load
from tests.core.catalogues import SHIPPED, shipped
from tests.peru import gazetteer


@cache
def real() -> Longest:
    return longest_facts(read_documents(), gazetteer(), shipped())


def found(wording: Catalogues, facts: Longest) -> Mapping[str, Checked]:
    """Keep the dearest of each message."""
    every = sorted(check(wording, facts), key=lambda each: (each.parts, each.over))
    return {each.message: each for each in every}


def changed(path: Path, old: str, new: str) -> Catalogues:
    """Ship with other words."""
    assert isinstance(SHIPPED, Path)
    for file in (*(SHIPPED / "es").glob("*.po"), SHIPPED / "approvals.csv"):
        copy = path / file.relative_to(SHIPPED)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8")
        copy.write_text(text.replace(old, new), encoding="utf-8")
    return load(path, production=True)


def test_what_must_be_told_of_every_topic_fits_one_part_with_the_longest_real_facts() -> None:
    every = tuple(check(shipped(), real()))
    assert [each.message for each in every if not each.fits] == []
    measured_topics = {
        each.message.split(".")[1] for each in every if each.most == 1 and "." in each.message
    }
    assert {topic.value for topic in Topic} <= measured_topics
    assert any(each.message == "visit" for each in every)
    assert any(each.message == "procedure.cost.amount" for each in every)


def test_it_would_fit_with_names_and_reasons_as_long_as_documents_may_hold() -> None:
    widest = replace(
        real(),
        place=Place("M" * LONGEST_SHORT_NAME, "M"),
        stop=Place("M" * LONGEST_SHORT_NAME, "M"),
        reason=Reason("r", {"es": "f" * LONGEST_FORM}, {"es": "F."}),
    )
    assert [each.message for each in check(shipped(), widest) if not each.fits] == []


def test_the_longest_facts_are_those_of_the_documents() -> None:
    facts = real()
    assert len(facts.place.short) <= LONGEST_SHORT_NAME
    assert len(facts.place.short) > 20
    assert len(facts.reason.forms["es"]) > 35
    assert facts.cost.cents == 4040
    assert len(facts.procedure) == 40


def test_a_letter_that_nothing_makes_plain_is_named_with_its_message() -> None:
    odd = replace(real(), place=Place("Muni \u0141\u00f3d\u017a", "Muni"))
    bad = found(shipped(), odd)["status.received"]
    assert (bad.fits, bad.parts, bad.costly) == (False, 3, ("\u0141",))


def test_words_that_are_too_long_are_counted(tmp_path: Path) -> None:
    wordy = changed(tmp_path, "Deben responder hasta el {due}", "Deben responderle hasta el {due}")
    bad = found(wordy, real())["status.received"]
    assert (bad.fits, bad.parts, bad.over, bad.costly) == (False, 2, 2, ())


def test_a_letter_of_two_places_is_named_where_it_is_too_much(tmp_path: Path) -> None:
    dear = changed(tmp_path, "recibido en {place}", "[recibido] en {place}")
    bad = found(dear, real())["status.received"]
    assert (bad.fits, bad.over, bad.costly) == (False, 4, ("[", "]"))


def test_what_fits_has_nothing_over_and_nobody_to_blame() -> None:
    assert measured("visit", "es", "Llega el mié 8", most=1) == Checked(
        message="visit",
        language="es",
        text="Llega el mié 8",
        parts=1,
        most=1,
        left=146,
        over=0,
        costly=(),
    )


@pytest.mark.parametrize(
    ("facts", "chosen"),
    [
        (["aaaa", "áéíóú", "bbb"], "áéíóú"),
        (["aaaa", "[[["], "[[["),
        (["a" * 40, "Ł"], "Ł"),
    ],
)
def test_the_longest_is_the_one_that_takes_most_places_once_it_is_plain(
    facts: list[str], chosen: str
) -> None:
    assert longest(facts, str) == chosen
