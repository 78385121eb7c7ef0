"""Whatever is not in the vocabulary never passes, whichever way it is planted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.handset.markup import LONGEST_REPLY, TwimlInvalid
from channels.handset.vocabulary import check_twiml, shipped_vocabulary
from channels.sms.twiml import message
from channels.voice.render import Speech, Spoken, twiml
from ivr_flows.effects import Collect
from tests.channels.handsets import ASK, BYE, SILENCE, asking, reply
from tests.sources import HOUSE

SAY = '<Say language="es-MX" voice="Polly.Mia-Neural">Hola</Say>'
SLOW = '<prosody rate="80%">Hola</prosody>'
BOMB = (
    '<!DOCTYPE a [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><Response><Message>&c;</Message></Response>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><Response><Message>&a;</Message></Response>'

FAULTS = [
    ("not_xml", ""),
    ("not_xml", "Hola"),
    ("not_xml", "<Response>"),
    ("not_xml", "<Response/><Response/>"),
    ("not_xml", '<Response><Say language="a" language="b">Hola</Say></Response>'),
    ("not_xml", "<Response>&nada;</Response>"),
    ("not_xml", '<?xml version="1.0" encoding="klingon"?><Response/>'),
    ("not_xml", "<Response>\ud800</Response>"),
    ("too_long", f"<Response>{' ' * LONGEST_REPLY}</Response>"),
    ("doctype", "<!DOCTYPE Response><Response/>"),
    ("doctype", BOMB),
    ("doctype", OUTSIDE),
    ("comment", reply("<!-- Hola -->")),
    ("instruction", reply("<?php echo 1 ?>")),
    ("root", "<response/>"),
    ("root", f"<Answer>{SAY}</Answer>"),
    ("attribute_unknown", '<Response version="1"/>'),
    ("text", "<Response>Hola</Response>"),
    ("text", f"<Response>{SAY} y adiós</Response>"),
    ("value", reply("<Play>/a.mp3</Play>")),
    ("value", reply(f"<Play>https://a.example/audio/{'g' * 64}.wav</Play>")),
    ("value", reply(f"<Play>https://a.example/audio/{'a' * 64}.wav?caller=1</Play>")),
    ("value", reply(f"<Play>https://a@b.example/audio/{'a' * 64}.wav</Play>")),
    ("text_missing", reply("<Play/>")),
    ("attribute_unknown", reply(f'<Play loop="2">https://a.example/audio/{"a" * 64}.wav</Play>')),
    ("verb_unknown", reply("<say>Hola</say>")),
    ("verb_unknown", reply("<Enqueue>espera</Enqueue>")),
    ("verb_unknown", reply(ASK.format(more="").replace("<Say ", "<Pause/><Say "))),
    ("attribute_unknown", reply(SAY.replace("<Say", '<Say loop="2"'))),
    ("attribute_unknown", asking(speechTimeout="auto")),
    ("attribute_unknown", reply('<Hangup reason="x"/>')),
    ("attribute_unknown", reply('<Message to="+51984123456">Hola</Message>')),
    ("attribute_missing", reply("<Say>Hola</Say>")),
    ("attribute_missing", reply("<Redirect>/voice/turn/1?silence=1</Redirect>")),
    ("value", reply(SAY.replace("es-MX", "es-PE"))),
    ("value", reply(SAY.replace("Polly.Mia-Neural", "alice"))),
    ("value", asking().replace('"dtmf"', '"speech"')),
    ("value", asking().replace('timeout="7"', 'timeout="0"')),
    ("value", asking(numDigits="0")),
    ("value", asking(numDigits="many")),
    ("value", asking(actionOnEmptyResult="yes")),
    ("value", asking().replace('finishOnKey="#"', 'finishOnKey="##"')),
    ("value", asking().replace('action="/voice/turn/1"', 'action="https://example.org/"')),
    ("value", asking().replace("POST", "GET")),
    ("value", asking().replace("?silence=1<", "?silence=2<")),
    ("text_missing", reply(SAY.replace("Hola", " "))),
    ("text_missing", reply("<Message/>")),
    ("text_too_long", reply(f"<Message>{'a' * 1601}</Message>")),
    ("text_too_long", reply(SAY.replace("Hola", "a" * 4097))),
    ("text", reply("<Hangup>ahora</Hangup>")),
    ("text", asking().replace("</Gather>", "Hola</Gather>")),
    ("nesting", reply(SAY.replace("Hola", f"Hola {SAY}"))),
    ("nesting", reply(SLOW)),
    ("nesting", reply(SAY.replace("Hola", SLOW.replace("Hola", SLOW)))),
    ("text", reply(SAY.replace("Hola", f"Hola {SLOW}"))),
    ("text_missing", reply(SAY.replace("Hola", SLOW.replace("Hola", "")))),
    ("value", reply(SAY.replace("Hola", SLOW.replace("80%", "x-slow")))),
    ("attribute_unknown", reply(SAY.replace("Hola", SLOW.replace("rate", "pitch")))),
    ("attribute_missing", reply(SAY.replace("Hola", "<prosody>Hola</prosody>"))),
    ("nesting", reply(ASK.format(more="").replace("</Gather>", "<Hangup/></Gather>"))),
    ("nesting", reply(f"<Message>Hola</Message>{SAY}")),
    ("unreachable", reply(f"<Hangup/>{SAY}")),
    ("unreachable", reply(SILENCE + BYE)),
]


@pytest.mark.parametrize(("problem", "twiml"), FAULTS)
def test_a_planted_fault_is_named(problem: str, twiml: str) -> None:
    with pytest.raises(TwimlInvalid) as fault:
        check_twiml(twiml)
    assert fault.value.problem == problem


def test_a_bomb_is_refused_before_anything_of_it_is_opened() -> None:
    with pytest.raises(TwimlInvalid, match="doctype: a"):
        check_twiml(BOMB)


@pytest.mark.parametrize(
    "twiml",
    [
        reply(SAY),
        reply(SAY.replace("Hola", SLOW)),
        reply(""),
        reply(BYE),
        asking(),
        asking(numDigits="10"),
        reply(f"{SAY}\n{BYE}"),
    ],
)
def test_what_a_call_may_be_answered_is_let_through(twiml: str) -> None:
    check_twiml(twiml)
    check_twiml(twiml.encode(), "voice")


def test_a_call_is_never_answered_with_a_text_nor_a_text_with_speech() -> None:
    text, speech = reply("<Message>Hola</Message>"), reply(SAY)
    check_twiml(text, "messaging")
    check_twiml(speech, "voice")
    with pytest.raises(TwimlInvalid, match="nesting"):
        check_twiml(text, "voice")
    with pytest.raises(TwimlInvalid, match="nesting"):
        check_twiml(speech, "messaging")


@given(st.text(min_size=1, max_size=300), st.integers(0, 9999))
def test_whatever_words_the_voice_door_writes_stay_in_the_vocabulary(words: str, turn: int) -> None:
    spoken = [Spoken("es", f"x{words}"), Spoken("es", f"x{words}", slow=True)]
    speech = Speech(spoken, Collect(10), hangs_up=False, next_turn=turn)
    check_twiml(twiml(speech, "/muni"), "voice")


@given(st.text(max_size=300))
def test_whatever_words_the_sms_door_writes_stay_in_the_vocabulary(words: str) -> None:
    check_twiml(message(f"x{words}"), "messaging")


@given(st.binary(max_size=300))
def test_noise_is_refused_by_name_and_never_breaks_the_check(noise: bytes) -> None:
    with pytest.raises(TwimlInvalid):
        check_twiml(noise)


def test_every_verb_and_attribute_of_the_vocabulary_is_in_the_reference() -> None:
    page = Path(HOUSE / "docs/reference/twiml.md").read_text(encoding="utf-8")
    vocabulary = shipped_vocabulary()
    assert vocabulary.verbs
    for name, entry in vocabulary.verbs.items():
        assert f"`{name}`" in page
        assert [word for word in entry.attributes if f"`{word}`" not in page] == []
