"""Writes a turn as TwiML: plain text building, because every turn of every call pays for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ivr_flows.effects import Collect

# Twilio's list of spoken Spanish has Spain, Mexico and the United States only: es-PE is refused.
VOICES = {"es": ("es-MX", "Polly.Mia-Neural")}
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Of a neural voice Polly changes the volume and the rate, nothing else.
SLOW_RATE = "80%"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?><Response>'
_GONE = f"{_HEAD}</Response>"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in one language, at the usual pace or slowly."""

    language: str
    text: str
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """What a turn says, and then: listens, hangs up, or does nothing for who is gone."""

    spoken: Sequence[Spoken]
    collect: Collect | None
    hangs_up: bool
    next_turn: int


def can_speak(language: str) -> bool:
    """Say whether a synthetic voice may read the language: none reads Quechua or Aymara well."""
    return language.partition("-")[0] in VOICES


def twiml(speech: Speech, base_path: str) -> str:
    """Write a turn; keys count while it speaks, and silence comes back as itself."""
    says = "".join(_say(spoken) for spoken in speech.spoken)
    if speech.collect is not None:
        action = f"{base_path}/voice/turn/{speech.next_turn}"
        gather = _gather(speech.collect, action)
        redirect = f'<Redirect method="POST">{escape(action)}?silence=1</Redirect>'
        return f"{_HEAD}{gather}{says}</Gather>{redirect}</Response>"
    if speech.hangs_up:
        return f"{_HEAD}{says}<Hangup/></Response>"
    return f"{_HEAD}{says}</Response>" if says else _GONE


def _say(spoken: Spoken) -> str:
    language, voice = VOICES[spoken.language.partition("-")[0]]
    words = escape(_UNSPEAKABLE.sub("", spoken.text))
    if spoken.slow:
        words = f'<prosody rate="{SLOW_RATE}">{words}</prosody>'
    return f'<Say language="{language}" voice="{voice}">{words}</Say>'


def _gather(collect: Collect, action: str) -> str:
    digits = "" if collect.digits is None else f' numDigits="{collect.digits}"'
    # Without this attribute Twilio treats the finishing key alone as silence.
    empty = ' actionOnEmptyResult="true"' if collect.empty_counts else ""
    return (
        f"<Gather action={quoteattr(action)}{empty} finishOnKey={quoteattr(collect.finish_on)}"
        f' input="dtmf" method="POST"{digits} timeout="{_patience(collect)}">'
    )


def _patience(collect: Collect) -> int:
    """Choose Twilio's one time-out: whole where the last digit ends it, else in the middle.

    Where only a pause or the finishing key ends the keys, each second of it is waited out.
    """
    if collect.digits is not None:
        return collect.timeout_seconds
    return (collect.timeout_seconds + collect.between_seconds) // 2
