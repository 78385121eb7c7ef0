from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.twiml.voice_response import Gather, VoiceResponse

from channels.voice.render import SLOW_RATE, VOICES, Speech, Spoken, twiml
from core.wording.hearing import READ_BY_MACHINE
from ivr_flows.effects import Collect, Record, Transfer, Wait

# Twilio's own list of what <Say> speaks; es-PE is not on it.
SPOKEN_BY_TWILIO = {"es-ES", "es-MX", "es-US"}
WORDS = [Spoken("es", 'Su expediente "1 & 2" está <listo>.'), Spoken("es-PE", "Hasta el viernes.")]
SLOW_WORDS = [Spoken("es", 'Su expediente "1 & 2" está <listo>.', slow=True), WORDS[1]]

PERSON = "+5184000111"

# Twilio has one time-out: whole where the last digit ends the keys, else between first and next.
PATIENCE = {
    Collect(1): 7,
    Collect(10): 7,
    Collect(6, empty_counts=True): 7,
    Collect(2, "#"): 7,
    Collect(None): 5,
    Collect(None, "*", 20): 11,
    Collect(None, between_seconds=7): 7,
}


def gathering(collect: Collect, action: str) -> Gather:
    optional = {} if collect.digits is None else {"num_digits": collect.digits}
    if collect.empty_counts:
        optional |= {"action_on_empty_result": True}
    return Gather(
        input="dtmf",
        action=action,
        method="POST",
        timeout=PATIENCE[collect],
        finish_on_key=collect.finish_on,
        **optional,
    )


def official(speech: Speech) -> str:
    """Write a turn by Twilio's own library."""
    response = VoiceResponse()
    outer: VoiceResponse | Gather = response
    action = f"/voice/turn/{speech.next_turn}"
    if isinstance(speech.wait, Collect):
        outer = gathering(speech.wait, action)
        response.append(outer)
        response.redirect(f"{action}?silence=1", method="POST")
    for spoken in speech.spoken:
        words = None if spoken.slow else spoken.text
        say = outer.say(words, language="es-MX", voice="Polly.Mia-Neural")
        if spoken.slow:
            say.prosody(spoken.text, rate=SLOW_RATE)
    match speech.wait:
        case Record(seconds, finish_on, silence):
            response.record(
                action=action, method="POST", finish_on_key=finish_on, max_length=seconds,
                play_beep=True, timeout=silence,
            )  # fmt: skip
            response.redirect(f"{action}?silence=1", method="POST")
        case Transfer(seconds):
            dial = response.dial(action=action, method="POST", time_limit=1800, timeout=seconds)
            dial.number(PERSON)
    if speech.hangs_up:
        response.hangup()
    return str(response)


@pytest.mark.parametrize("words", [WORDS, SLOW_WORDS, []])
@pytest.mark.parametrize(
    ("wait", "hangs_up"),
    [
        *((collect, False) for collect in PATIENCE),
        (Record(), False),
        (Record(20, "*", 3), False),
        (Transfer(), False),
        (Transfer(10), False),
        (None, True),
        (None, False),
    ],
)
def test_what_is_written_is_what_the_official_library_writes(
    words: list[Spoken], wait: Wait | None, *, hangs_up: bool
) -> None:
    speech = Speech(words, wait, hangs_up, 7)
    written = twiml(speech, "", person=PERSON)
    assert ET.canonicalize(written) == ET.canonicalize(official(speech))


XML_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"]))


@given(XML_TEXT, st.booleans())
def test_any_words_are_written_as_the_official_library_writes_them(
    text: str,
    slow: bool,  # noqa: FBT001  # hypothesis draws it
) -> None:
    speech = Speech([Spoken("es", text, slow)], None, hangs_up=True, next_turn=1)
    assert ET.canonicalize(twiml(speech, "")) == ET.canonicalize(official(speech))


@given(st.text(alphabet=st.characters(codec=None), max_size=30))
def test_no_words_break_the_xml_and_all_that_can_be_spoken_is(text: str) -> None:
    written = twiml(Speech([Spoken("es", text)], Collect(1), hangs_up=False, next_turn=1), "/muni")
    say = ET.fromstring(written.encode()).find("Gather/Say")  # noqa: S314  # our own bytes
    assert say is not None
    kept = "".join(letter for letter in text if letter.isprintable())
    assert "".join(letter for letter in say.text or "" if letter.isprintable()) == kept


@pytest.mark.parametrize("bad", ["\0", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_left_out(bad: str) -> None:
    written = twiml(Speech([Spoken("es", f"a{bad}b")], None, hangs_up=True, next_turn=1), "")
    assert ">ab</Say>" in written


def test_the_public_path_of_the_house_leads_every_address() -> None:
    written = twiml(Speech([], Collect(1), hangs_up=False, next_turn=3), "/a&b")
    gather = ET.fromstring(written).find("Gather")  # noqa: S314  # our own bytes
    assert gather is not None
    assert gather.get("action") == "/a&b/voice/turn/3"


def test_every_voice_speaks_a_language_that_the_carrier_knows() -> None:
    assert {language for language, _ in VOICES.values()} <= SPOKEN_BY_TWILIO


def test_the_wording_offers_by_machine_what_the_voices_speak() -> None:
    assert VOICES.keys() == READ_BY_MACHINE
