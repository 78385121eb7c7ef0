"""What must be told of a status, an observation or a visit costs one part, with its hint."""

import re
from collections import defaultdict

import pytest

from channels.porch.tell import tell
from channels.sms.fitting import fit
from channels.sms.words import HELP, HINTS
from core.model.answers import Answer, StatusAnswer
from core.model.economy import economise, fewest_parts, plainest
from core.model.gsm7 import fold, is_gsm7, parts
from core.wording.message import PLACE as FACT
from core.wording.po_files import read_language
from tests.core.catalogues import SHIPPED, shipped
from tests.every_answer import every_answer, stages, statuses, visits

WORD = re.compile(r"[^\W\d_]+")
# What a phone may ask; other words for the same would be too many for a text.
IN_HELP = (
    *("MIS TRAMITES", "REQUISITOS", "COSTO", "PLAZO", "OFICINA", "VISITA", "CARTA", "LLAMAME"),
    *("AVISOS SI", "IDIOMA", "RECLAMO", "QUEJA", "PERSONA", "MAS", "BAJA", "PERDI"),
)
ONE_PART: tuple[Answer, ...] = (*statuses(), *stages(), *visits())


def texted(answer: Answer) -> str:
    must = tell(shipped(), "es", "sms", answer, more=False).texts
    may = tell(shipped(), "es", "sms", answer, more=True).texts[len(must) :]
    hints = shipped().compose("es", "sms", HINTS).texts
    return fit(" ".join(must), " ".join(may), hints).text


@pytest.mark.parametrize("answer", ONE_PART, ids=lambda answer: answer.must_tell[0].message)
def test_it_fits_one_part_with_the_longest_facts(answer: Answer) -> None:
    text = texted(answer)
    assert parts(text) == 1, text
    assert economise(text) == text
    assert "Aviso informativo." in text
    assert text.endswith("MAS") == bool(answer.may_tell)


def test_every_topic_and_outcome_was_measured() -> None:
    measured = {answer.must_tell[0].message for answer in ONE_PART}
    known = {
        entry.msgid
        for entry in read_language(SHIPPED / "es")
        if entry.msgid.startswith(("status.", "stage.")) and ".unstated" not in entry.msgid
    }
    beside = {"as_of", "disputed", "also_missing", "procedure", "appointment"}
    said_beside = {f"status.{name}" for name in beside}
    lines_of_their_own = said_beside | {
        msgid for msgid in known if msgid.startswith("status.station")
    }
    assert known - measured - lines_of_their_own == {"stage.ask_for_more"}


def test_an_observation_was_measured_with_one_thing_missing_and_with_several() -> None:
    counts = {len(a.missing) for a in ONE_PART if isinstance(a, StatusAnswer) and a.missing}
    assert counts == {1, 3}


@pytest.mark.parametrize("language", ["es", "quz"])
def test_every_text_of_the_catalogue_can_be_said_in_the_old_alphabet(language: str) -> None:
    texts = [
        (entry.msgid, text)
        for entry in read_language(SHIPPED / language)
        if entry.channel == "sms"
        for text in entry.texts
    ]
    assert texts
    assert [msgid for msgid, text in texts if not is_gsm7(plainest(FACT.sub("", text)))] == []


def test_every_answer_is_sent_in_the_old_alphabet_unless_its_accents_are_free() -> None:
    for answer in every_answer():
        text = " ".join(tell(shipped(), "es", "sms", answer, more=True).texts)
        sent = economise(text)
        assert parts(sent) == parts(plainest(text)), sent
        assert is_gsm7(sent) or (parts(sent) == 1 and sent == text), sent


def test_words_are_spelled_as_in_every_other_channel() -> None:
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    known: list[tuple[str, str]] = []
    for entry in read_language(SHIPPED / "es"):
        words = WORD.findall(FACT.sub(" ", " ".join(entry.texts)))
        if entry.channel == "sms":
            known.extend((entry.msgid, word.lower()) for word in words if not word.isupper())
            continue
        for word in words:
            spelled[fold(word.lower())].add(word.lower())
    plain = [(msgid, word) for msgid, word in known if fold(word) == word and word in spelled]
    assert len(plain) > 500
    # Words that nobody else writes without its accent.
    assert [(msgid, word) for msgid, word in plain if word not in spelled[word]] == []
    assert {("status.late", "venció"), ("stage.in_progress", "trámite")} <= set(known)


def test_help_names_every_word_in_two_parts_at_most() -> None:
    (text,) = shipped().compose("es", "sms", HELP.must_tell).texts
    assert fewest_parts(text) <= 2
    assert [word for word in IN_HELP if word not in text] == []
