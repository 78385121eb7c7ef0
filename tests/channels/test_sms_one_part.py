"""What must be told of a status, an observation or a visit costs one part, with its hint."""

import pytest

from channels.porch.tell import tell
from channels.sms.fitting import fit
from channels.sms.words import HELP, HINTS, KEYWORDS
from core.model.answers import Answer, StatusAnswer
from core.model.gsm7 import is_gsm7, parts
from core.wording.message import PLACE as FACT
from core.wording.po_files import read_language
from tests.core.catalogues import SHIPPED, shipped
from tests.every_answer import every_answer, stages, statuses, visit

ONE_PART: tuple[Answer, ...] = (*statuses(), *stages(), visit())


def texted(answer: Answer) -> str:
    must = tell(shipped(), "es", "sms", answer, more=False).texts
    may = tell(shipped(), "es", "sms", answer, more=True).texts[len(must) :]
    hints = shipped().compose("es", "sms", HINTS).texts
    return fit(" ".join(must), " ".join(may), hints).text


@pytest.mark.parametrize("answer", ONE_PART, ids=lambda answer: answer.must_tell[0].message)
def test_it_fits_one_part_with_the_longest_facts(answer: Answer) -> None:
    text = texted(answer)
    assert is_gsm7(text)
    assert parts(text) == 1, text
    assert "Aviso informativo." in text
    assert text.endswith("MAS") == bool(answer.may_tell)


def test_every_topic_and_outcome_was_measured() -> None:
    measured = {answer.must_tell[0].message for answer in ONE_PART}
    known = {
        entry.msgid
        for entry in read_language(SHIPPED / "es")
        if entry.msgid.startswith(("status.", "stage.")) and ".unstated" not in entry.msgid
    }
    lines_of_their_own = {"status.as_of", "status.also_missing", "status.procedure"} | {
        msgid for msgid in known if msgid.startswith("status.station")
    }
    assert known - measured - lines_of_their_own == {"stage.ask_for_more"}


def test_an_observation_was_measured_with_one_thing_missing_and_with_several() -> None:
    counts = {len(a.missing) for a in ONE_PART if isinstance(a, StatusAnswer) and a.missing}
    assert counts == {1, 3}


@pytest.mark.parametrize("language", ["es", "quz"])
def test_no_text_of_the_catalogue_forces_the_short_alphabet_out(language: str) -> None:
    texts = [
        (entry.msgid, text)
        for entry in read_language(SHIPPED / language)
        if entry.channel == "sms"
        for text in entry.texts
    ]
    assert texts
    assert [msgid for msgid, text in texts if not is_gsm7(FACT.sub("", text))] == []


def test_every_answer_travels_in_the_short_alphabet() -> None:
    for answer in every_answer():
        texts = tell(shipped(), "es", "sms", answer, more=True).texts
        assert [text for text in texts if not is_gsm7(text)] == []


def test_help_names_every_word_in_two_parts_at_most() -> None:
    (text,) = shipped().compose("es", "sms", HELP.must_tell).texts
    assert parts(text) <= 2
    # Two words for the same thing are one too many for a text.
    other_words = ["AYUDA", "MIS EXPEDIENTES", "PERDI MI NUMERO"]
    assert [word for word in KEYWORDS if word not in text] == other_words
