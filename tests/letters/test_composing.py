from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.answers import Line
from core.model.disclosure import Level
from core.model.told_facts import ToldFacts
from core.ports import Composed
from core.refusals import (
    AddressMissing,
    AddressUnprintable,
    LetterIncomplete,
    LetterUnprintable,
)
from letters.blocks import Block, Frame, LetterText, Style
from letters.composing import Composer, runs_of
from tests.fakes import PlainWording
from tests.letters.status_letters import (
    COVER,
    FRAME,
    NUMBER,
    OBSERVED,
    BriefWording,
    composed,
    template,
)


class Counting(PlainWording):
    """Remembers what it was asked for."""

    def __init__(self, *languages: str, lacks: str = "") -> None:
        super().__init__(*languages)
        self.asked: list[str] = []
        self._lacks = lacks

    def compose(self, language: str, channel: str, lines: Sequence[Line], /) -> Composed:
        """Word the lines; a message that is not approved is told in the first language."""
        assert channel == "letter"
        self.asked.append(language)
        lacks = any(line.message == self._lacks for line in lines)
        return super().compose("es" if lacks else language, channel, lines)


def said(letter: LetterText) -> str:
    pieces = (piece.text if isinstance(piece, Block) else piece.label for piece in letter.blocks())
    facts = (text for fact in letter.facts for text in (fact.label, fact.value))
    return "\n".join((letter.title, *facts, *pieces))


def test_every_line_of_the_answer_is_told_what_must_be_first() -> None:
    text = said(composed(BriefWording()))
    lines = [*OBSERVED.must_tell, *OBSERVED.may_tell]
    places = [text.index(f"{line.message}(") for line in lines if line.message != "informative"]
    assert len(places) == 5
    assert places == sorted(places)


def test_what_must_be_told_stands_out() -> None:
    pieces = [piece for piece in composed(BriefWording()).blocks() if isinstance(piece, Block)]
    lead = [piece.text for piece in pieces if piece.style is Style.LEAD]
    must = [line.message for line in OBSERVED.must_tell if line.message != "informative"]
    assert [text.partition("(")[0] for text in lead] == must


def test_the_letter_says_once_and_last_that_it_informs() -> None:
    letter = composed(BriefWording())
    assert said(letter).count(FRAME["informative"]) == 1
    assert said(letter).endswith(FRAME["informative"])
    assert letter.sections[-1].frame is Frame.RULE


def test_the_letter_says_from_whom_to_whom_when_and_where_to_call() -> None:
    letter = composed(BriefWording())
    assert (letter.id, letter.kind, letter.address) == (COVER.id, "status", COVER.address)
    assert (letter.sender, letter.sender_place) == (COVER.sender, COVER.sender_place)
    assert [fact.value for fact in letter.facts] == [
        "140-000-4276",
        "lunes 21 de diciembre de 2026",
        COVER.reference,
    ]
    assert [fact.is_large for fact in letter.facts] == [True, False, False]
    assert f"Señora o señor {COVER.recipient}:" in said(letter)
    assert f"Llame al {COVER.phone} y diga su expediente: {NUMBER}." in said(letter)


def test_the_wording_is_given_the_facts_of_the_frame() -> None:
    text = said(composed(PlainWording()))
    assert "letter.date(sent_on=2026-12-21)" in text
    assert f"letter.number(number={NUMBER})" in text
    assert f"letter.reach(phone=084 203 040 number={NUMBER})" in text


def test_who_may_not_know_more_is_told_the_stage_alone() -> None:
    text = said(composed(PlainWording(), replace(OBSERVED, level=Level.STAGE)))
    assert "stage.in_progress(" in text
    assert "status." not in text
    assert "rights." not in text


def test_what_an_official_added_is_told_and_nothing_is_told_of_nothing() -> None:
    assert "letter.note(note=traiga la llave)" in said(
        composed(PlainWording(), note=" traiga  la llave\n")
    )
    assert "letter.note" not in said(composed(PlainWording()))


@pytest.mark.parametrize(
    ("spoken", "tag"), [(("es",), "es-PE"), (("es", "quz"), "es-PE"), (("es-BO",), "es-BO")]
)
def test_the_language_of_the_letter_is_declared(spoken: tuple[str, ...], tag: str) -> None:
    assert composed(PlainWording(*spoken)).language == tag


def test_another_language_that_is_offered_follows_whole_after_the_first() -> None:
    alone = composed(PlainWording("es", "quz"))
    both = composed(PlainWording("es", "quz"), language="quz")
    own = both.sections[: len(alone.sections)]
    assert own == alone.sections
    assert {section.language for section in own} == {""}
    title, *again = both.sections[len(alone.sections) :]
    assert [piece.style for piece in title.pieces if isinstance(piece, Block)] == [Style.TITLE]
    assert {section.language for section in (title, *again)} == {"quz-PE"}
    assert [section.pieces for section in again] == [section.pieces for section in own]


@pytest.mark.parametrize("lacks", ["letter.subject", "rights.observed", "informative"])
def test_one_message_that_nobody_approved_keeps_the_whole_language_out(lacks: str) -> None:
    wording = Counting("es", "quz", lacks=lacks)
    assert composed(wording, language="quz") == composed(PlainWording("es", "quz"))


def test_a_language_that_is_not_offered_is_not_asked_for() -> None:
    wording = Counting("es", "quz")
    assert composed(wording, language="agr").sections == composed(PlainWording()).sections
    assert wording.asked == ["es"]


def test_each_language_is_worded_at_once_so_that_none_is_mixed() -> None:
    wording = Counting("es", "quz")
    composed(wording, language="quz")
    assert set(wording.asked) == {"es", "quz"}
    assert len(wording.asked) <= 3


@pytest.mark.parametrize("text", ["😀", "a\0b", "\u202eabc", "שלום", "a\u200bb", "♥"])
def test_a_text_that_the_typeface_lacks_is_refused(text: str) -> None:
    with pytest.raises(LetterUnprintable) as refused:
        composed(BriefWording(text))
    assert refused.value.facts == {"problem": "unprintable_letter"}
    with pytest.raises(LetterUnprintable):
        composed(PlainWording(), note=f"venga {text}")


@pytest.mark.parametrize("part", ["sender", "sender_place", "reference"])
def test_a_sender_that_the_typeface_lacks_is_refused(part: str) -> None:
    with pytest.raises(LetterUnprintable):
        composed(BriefWording(), **{part: "Oficina 😀"})  # type: ignore[arg-type] # parts of a cover


def test_a_name_or_an_address_that_the_typeface_lacks_is_refused_as_such() -> None:
    with pytest.raises(AddressUnprintable) as refused:
        composed(BriefWording(), recipient="Ana 😀")
    assert refused.value.facts["problem"] == "unprintable_letter"
    with pytest.raises(AddressUnprintable) as refused:
        composed(BriefWording(), address=("Ana", "Jr. Grau\0", "PISAC"))
    assert refused.value.facts["line"] == 2


def test_a_letter_without_address_is_refused() -> None:
    with pytest.raises(AddressMissing):
        composed(BriefWording(), address=())


@pytest.mark.parametrize("blank", ["", "   ", "\n"])
def test_a_message_that_says_nothing_is_refused_and_not_printed_as_a_hole(blank: str) -> None:
    with pytest.raises(LetterIncomplete):
        composed(BriefWording(blank or " "))


def test_a_letter_without_its_number_or_its_answer_is_refused_by_name() -> None:
    for facts, field in (
        (ToldFacts(answer=OBSERVED), "number"),
        (ToldFacts(values={"number": NUMBER}), "status"),
    ):
        with pytest.raises(LetterIncomplete) as refused:
            Composer(PlainWording(), "PE").compose(template(), facts, COVER, "es")
        assert refused.value.facts == {"field": field}


@pytest.mark.parametrize("text", ["Usted fue notificado.", "Se le notifica.", "NOTIFICADA"])
def test_an_informative_letter_never_says_that_it_notifies(text: str) -> None:
    with pytest.raises(LetterUnprintable) as refused:
        composed(PlainWording(), note=text)
    assert refused.value.facts == {"problem": "says_notified"}


def test_a_letter_may_speak_of_the_notification_that_it_is_not() -> None:
    assert "La notificación llega aparte." in said(
        composed(PlainWording(), note="La notificación llega aparte.")
    )


def test_line_ends_in_a_wording_are_spaces() -> None:
    assert "uno dos tres" in said(composed(BriefWording("uno\ndos\ttres")))


def test_large_print_is_asked_of_the_press_and_changes_no_word() -> None:
    usual, large = (composed(BriefWording(), is_large=large) for large in (False, True))
    assert large.is_large
    assert replace(large, is_large=False) == usual


@pytest.mark.parametrize("figures", ["140-000-4276", "084 203 040", "1-2"])
def test_grouped_figures_stay_on_one_line(figures: str) -> None:
    runs = runs_of(f"Su {figures}, 7.")
    assert [run.text for run in runs if run.is_unbroken] == [figures]


def test_figures_too_long_for_a_line_may_break() -> None:
    kept = [run.text for run in runs_of("1234567890-" * 20) if run.is_unbroken]
    assert kept
    assert max(map(len, kept)) <= 43


@given(st.text(st.sampled_from("12- <>&añ"), max_size=40))
def test_keeping_figures_together_changes_no_word(text: str) -> None:
    assert "".join(run.text for run in runs_of(text)) == text
