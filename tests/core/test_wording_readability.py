"""Formula: Szigriszt Pazos (1993), perspicuity; scale INFLESZ, Barrio-Cantalejo et al. (2008).

P = 206.835 - 62.3 syllables/words - words/sentences; from 65 on a text is "bastante fácil".
"""

import re
from itertools import groupby
from statistics import mean

import pytest

from core.wording.message import PLACE as FACT
from core.wording.po_files import read_language
from tests.core.catalogues import CHANNELS, SHIPPED

EASY, SOMEWHAT_HARD, MOST_WORDS = 65, 40, 15
STRONG, WEAK = "aeoáéóíú", "iuüy"
SAMPLES = {
    "reason": "su firma en la solicitud",
    "place": "Mesa de Partes, Municipalidad de Pisac",
    "due": "viernes ocho de enero",
    "as_of": "martes primero de diciembre",
    "on": "viernes ocho de enero",
    "procedure": "Certificado de domicilio",
    "term": "treinta días hábiles",
    "cost": "diez soles con treinta céntimos",
    "address": "la plaza",
    "hours": "de lunes a viernes",
    "text": "Lleve su DNI",
    "where": "en su municipalidad",
}


def perspicuity(text: str) -> float:
    words = re.findall(r"[a-záéíóúüñ]+", text.lower())
    sentences = len(re.findall(r"[^.!?]*[a-z][^.!?]*", text)) or 1
    return 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / sentences


def syllables(word: str) -> int:
    """Count strong vowels, and runs of weak ones that lean on none."""
    runs = [
        "".join(run) for is_vowel, run in groupby(word, (STRONG + WEAK).__contains__) if is_vowel
    ]
    return max(1, sum(max(1, sum(letter in STRONG for letter in run)) for run in runs))


def shipped_texts(channel: str) -> dict[str, str]:
    entries = (entry for entry in read_language(SHIPPED / "es") if entry.channel == channel)
    return {
        entry.msgid: FACT.sub(lambda fact: SAMPLES.get(fact[1], "tres"), entry.texts[-1])
        for entry in entries
    }


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("que", 1), ("guía", 2), ("día", 2), ("oficina", 4), ("cargo", 2), ("ley", 1)),
        *(("corregir", 3), ("expediente", 4), ("trámite", 3), ("aprobación", 4), ("país", 2)),
        *(("ciudad", 2), ("leer", 2), ("muy", 1), ("y", 1), ("DNI".lower(), 1), ("vacío", 3)),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_text_of_the_law_is_found_hard() -> None:
    law = (
        "El incumplimiento injustificado de las obligaciones procedimentales determinará la "
        "declaración de improcedencia correspondiente por la autoridad administrativa competente."
    )
    assert perspicuity(law) < SOMEWHAT_HARD


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_people_read_and_hear_is_fairly_easy(channel: str) -> None:
    scores = {msgid: perspicuity(text) for msgid, text in shipped_texts(channel).items()}
    assert mean(scores.values()) >= EASY


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_message_about_a_case_is_hard_by_itself(channel: str) -> None:
    texts = shipped_texts(channel)
    ways = ("status.", "stage.", "rights.", "refusal.number_", "refusal.clave_")
    scores = {msgid: perspicuity(text) for msgid, text in texts.items() if msgid.startswith(ways)}
    assert {msgid: score for msgid, score in scores.items() if score < SOMEWHAT_HARD} == {}


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_sentence_has_fifteen_words_at_most(channel: str) -> None:
    # A fact counts as one word, and the article of the law in brackets as none.
    texts = {
        entry.msgid: re.sub(r" \(TUO LPAG[^)]*\)", "", " ".join(entry.texts))
        for entry in read_language(SHIPPED / "es")
        if entry.channel == channel
    }
    long = {
        msgid: sentence
        for msgid, text in texts.items()
        for sentence in re.split(r"[.!?:](?:\s|$)", text)
        if len(sentence.split()) > MOST_WORDS
    }
    assert long == {}
