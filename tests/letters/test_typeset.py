import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.answers import Line
from core.model.disclosure import Level
from core.ports import Composed
from core.refusals import AddressMissing, AddressUnprintable, LetterUnprintable
from letters.typeset import Typesetter, by_figures
from tests.fakes import PlainWording
from tests.letters.status_letters import COVER, FRAME, NUMBER, OBSERVED, html, html_saying

HOSTILE = [
    '<img src="file:///etc/passwd">',
    "<script>alert(1)</script>",
    '"><style>@import "http://example.org"</style>',
    "{{ letter }} {% include 'status.html.jinja' %}",
    "&lt;b&gt; &amp; </p></main>",
]


class Counting(PlainWording):
    def __init__(self) -> None:
        super().__init__("es", "quz")
        self.asked: list[tuple[str, str]] = []

    def compose(self, language: str, channel: str, lines: Sequence[Line], /) -> Composed:
        self.asked.append((language, channel))
        return super().compose(language, channel, lines)


def told(letter: str) -> str:
    whole = re.sub(r"</?span[^>]*>", "", letter)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", whole)).split())


def test_every_line_of_the_answer_is_told_what_must_be_first() -> None:
    letter = told(html())
    lines = [*OBSERVED.must_tell, *OBSERVED.may_tell]
    places = [letter.index(f"{line.message}(") for line in lines if line.message != "informative"]
    assert len(places) == 5
    assert places == sorted(places)


def test_the_letter_says_once_and_last_that_it_informs() -> None:
    letter = told(html())
    assert letter.count(FRAME["informative"]) == 1
    assert letter.endswith(FRAME["informative"])


def test_the_template_itself_speaks_of_no_notification() -> None:
    templates = files("letters").joinpath("templates")
    said = "".join(path.read_text("utf-8") for path in templates.iterdir()) + html()
    assert "notific" not in said.lower()


def test_the_letter_says_from_whom_to_whom_when_and_where_to_call() -> None:
    letter = told(html())
    for fact in (COVER.sender, COVER.sender_place, COVER.reference, *COVER.address):
        assert fact in letter
    assert f"Señora o señor {COVER.recipient}:" in letter
    assert f"Llame al {COVER.phone} y diga su expediente: {NUMBER}." in letter


def test_the_wording_is_given_the_facts_of_the_frame() -> None:
    letter = told(Typesetter(PlainWording(), "PE").status(OBSERVED, COVER, "es"))
    assert "letter.date(sent_on=2026-12-21)" in letter
    assert f"letter.number(number={NUMBER})" in letter
    assert f"letter.reach(phone=084 203 040 number={NUMBER})" in letter


def test_who_may_not_know_more_is_told_the_stage_alone() -> None:
    stage_only = replace(OBSERVED, level=Level.STAGE)
    letter = told(Typesetter(PlainWording(), "PE").status(stage_only, COVER, "es"))
    assert "stage.in_progress(" in letter
    assert "status." not in letter
    assert "rights." not in letter


@pytest.mark.parametrize(
    ("asked", "tag"), [("es", "es-PE"), ("quz", "quz-PE"), ("agr", "es-PE"), ("qu-BO", "qu-BO")]
)
def test_the_language_that_is_spoken_is_declared(asked: str, tag: str) -> None:
    setter = Typesetter(PlainWording("es", "quz", "qu-BO"), "PE")
    assert f'<html lang="{tag}">' in setter.status(OBSERVED, COVER, asked)


def test_the_whole_letter_is_worded_at_once_so_that_its_languages_never_mix() -> None:
    wording = Counting()
    Typesetter(wording, "PE").status(OBSERVED, COVER, "quz")
    assert wording.asked == [("quz", "letter")]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_told_and_never_obeyed(text: str) -> None:
    letter = html(sender=text, sender_place=text, recipient=text, address=(text,), reference=text)
    assert set(re.findall(r"</?[a-z0-9]+", letter)) == set(re.findall(r"</?[a-z0-9]+", html()))
    assert told(letter).count(told(text.replace("&", "&amp;").replace("<", "&lt;"))) >= 6


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_wording_is_told_and_never_obeyed(text: str) -> None:
    tags = r"<(?!/?span)/?[a-z0-9]+"
    assert set(re.findall(tags, html_saying(text))) == set(re.findall(tags, html_saying("a")))


@pytest.mark.parametrize("text", ["😀", "a\0b", "\u202eabc", "שלום", "a\u200bb", "♥"])
def test_a_text_that_the_typeface_lacks_is_refused(text: str) -> None:
    with pytest.raises(LetterUnprintable) as refused:
        html_saying(text)
    assert refused.value.facts == {"problem": "unprintable_letter"}


@pytest.mark.parametrize("part", ["sender", "sender_place", "reference"])
def test_a_sender_that_the_typeface_lacks_is_refused(part: str) -> None:
    with pytest.raises(LetterUnprintable):
        html(**{part: "Oficina 😀"})


def test_a_name_or_an_address_that_the_typeface_lacks_is_refused_as_such() -> None:
    with pytest.raises(AddressUnprintable) as refused:
        html(recipient="Ana 😀")
    assert refused.value.facts["problem"] == "unprintable_letter"
    with pytest.raises(AddressUnprintable) as refused:
        html(address=("Ana", "Jr. Grau\0", "PISAC"))
    assert refused.value.facts["line"] == 2


def test_a_letter_without_address_is_refused() -> None:
    with pytest.raises(AddressMissing):
        html(address=())


def test_line_ends_in_a_wording_are_spaces() -> None:
    assert "uno dos tres" in told(html_saying("uno\ndos\ttres"))


def test_the_same_letter_is_set_alike_twice() -> None:
    assert html() == html()
    assert html() != html(reference="C-2026-000418")


@pytest.mark.parametrize("figures", ["140-000-4276", "084 203 040", "1-2"])
def test_grouped_figures_stay_on_one_line(figures: str) -> None:
    assert f'Su <span class="unbroken">{figures}</span>, 7.</p>' in html_saying(f"Su {figures}, 7.")


def test_figures_too_long_for_a_line_may_break() -> None:
    kept = [part for part, is_figures in by_figures("1234567890-" * 20) if is_figures]
    assert kept
    assert max(map(len, kept)) <= 43


@given(st.text(st.sampled_from("12- <>&añ"), max_size=40))
def test_keeping_figures_together_changes_no_word(text: str) -> None:
    assert "".join(part for part, _ in by_figures(text)) == text
