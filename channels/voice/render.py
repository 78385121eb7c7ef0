"""Writes a turn as TwiML: plain text building, because every turn of every call pays for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ivr_flows.effects import Collect, Record, Transfer, Wait

# Twilio's list of spoken Spanish has Spain, Mexico and the United States only: es-PE is refused.
VOICES = {"es": ("es-MX", "Polly.Mia-Neural")}
# Where recordings are fetched, below the public address; nobody signs that.
AUDIO = "/audio"
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Of a neural voice Polly changes the volume and the rate, nothing else.
SLOW_RATE = "80%"
# Half an hour with a person: what is paid for has an end.
TALK_SECONDS = 1800
_HEAD = '<?xml version="1.0" encoding="UTF-8"?><Response>'
_GONE = f"{_HEAD}</Response>"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in one language, at the usual pace or slowly.

    `sounds` are what a speaker recorded of all these words, by hash: then they are played, at the
    speaker's own pace. Without them a machine reads the words.
    """

    language: str
    text: str
    slow: bool = False
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """What a turn says, and then: waits, hangs up, or does nothing for who is gone."""

    spoken: Sequence[Spoken]
    wait: Wait | None
    hangs_up: bool
    next_turn: int


def spoken_of(
    language: str, texts: Sequence[str], sounds: Sequence[tuple[str, ...]], *, slow: bool
) -> list[Spoken]:
    """Put texts beside what was recorded of each; where nothing was, there are no sounds."""
    if not sounds:
        return [Spoken(language, text, slow) for text in texts]
    pairs = zip(texts, sounds, strict=True)
    return [Spoken(language, text, slow, recorded) for text, recorded in pairs]


def twiml(speech: Speech, base_path: str, person: str = "", *, public_url: str = "") -> str:
    """Write a turn; keys count while it speaks, and silence comes back as itself.

    `person` is the phone that a transfer rings: an office's, never a citizen's. Recordings are
    fetched from `public_url`.
    """
    says = "".join(
        _play(spoken.sounds, public_url) if spoken.sounds else _say(spoken)
        for spoken in speech.spoken
    )
    if speech.wait is not None:
        action = f"{base_path}/voice/turn/{speech.next_turn}"
        return f"{_HEAD}{_waiting(speech.wait, says, action, person)}</Response>"
    if speech.hangs_up:
        return f"{_HEAD}{says}<Hangup/></Response>"
    return f"{_HEAD}{says}</Response>" if says else _GONE


def _say(spoken: Spoken) -> str:
    language, voice = VOICES[spoken.language.partition("-")[0]]
    words = escape(_UNSPEAKABLE.sub("", spoken.text))
    if spoken.slow:
        words = f'<prosody rate="{SLOW_RATE}">{words}</prosody>'
    return f'<Say language="{language}" voice="{voice}">{words}</Say>'


def _play(sounds: tuple[str, ...], public_url: str) -> str:
    address = f"{escape(public_url.rstrip('/'))}{AUDIO}"
    return "".join([f"<Play>{address}/{sound}.wav</Play>" for sound in sounds])


def _waiting(wait: Wait, says: str, action: str, person: str) -> str:
    silence = f'<Redirect method="POST">{escape(action)}?silence=1</Redirect>'
    match wait:
        case Collect():
            return f"{_gather(wait, action)}{says}</Gather>{silence}"
        case Record():
            return f"{says}{_record(wait, action)}{silence}"
        case Transfer():
            return f"{says}{_dial(wait, action, person)}"


def _record(record: Record, action: str) -> str:
    return (
        f"<Record action={quoteattr(action)} finishOnKey={quoteattr(record.finish_on)}"
        f' maxLength="{record.seconds}" method="POST" playBeep="true"'
        f' timeout="{record.silence_seconds}"/>'
    )


def _dial(transfer: Transfer, action: str, person: str) -> str:
    return (
        f'<Dial action={quoteattr(action)} method="POST" timeLimit="{TALK_SECONDS}"'
        f' timeout="{transfer.seconds}"><Number>{escape(person)}</Number></Dial>'
    )


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
