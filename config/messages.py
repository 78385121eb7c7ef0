"""Brings to the desk what callers recorded: from their carrier into the letterbox, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from channels.voice.keeping import NOT_OURS, NotHeard, Recorder
from channels.voice.keeping.asterisk import PREFIX, AsteriskRecordings
from channels.voice.keeping.hearing import Heard, hear
from channels.voice.keeping.twilio import TwilioRecordings
from config.house import House
from config.settings import Settings
from core.dispatch import MOST_ATTEMPTS, NotPerformed, Performance, Performed
from core.letterbox import Left, Letterbox
from core.model.left_message import Content, Kind, LeftMessage
from core.ports import Clock, Job

TWILIO, ASTERISK = "RE", PREFIX


def recordings_folder(settings: Settings) -> Path:
    """Tell where Asterisk leaves what callers say, beside the prompts that it reads."""
    return settings.var_folder / "audio" / "calls" / "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingIn:
    """Performs the wish that a recording reaches the desk; again does nothing twice."""

    letterbox: Letterbox
    clock: Clock
    recorders: Mapping[str, Recorder]

    def perform(self, job: Job) -> Performance:
        """Note who called, fetch what was said, and leave nothing of it with the carrier."""
        recording = str(job.intent.payload["recording"])
        recorder = self._recorder(recording)
        message = self.letterbox.expect(self._left(job))
        if message.content is Content.AWAITED:
            missing = self._fetch(recorder, recording, message)
            if missing is not None:
                return self._without(message, missing, job)
        if recorder is not None and not recorder.forget(recording):
            return NotPerformed("recording_not_deleted", retryable=True)
        return Performed(message.id)

    def _fetch(
        self, recorder: Recorder | None, recording: str, message: LeftMessage
    ) -> NotHeard | None:
        content = NOT_OURS if recorder is None else recorder.fetch(recording)
        heard = hear(content) if isinstance(content, bytes) else content
        if not isinstance(heard, Heard):
            return heard
        self.letterbox.add_sound(message, heard.sound, heard.seconds)
        return None

    def _without(self, message: LeftMessage, missing: NotHeard, job: Job) -> Performance:
        """Wait for a sound that may come yet; else the desk learns that someone called in vain."""
        if missing.retryable and job.attempts < MOST_ATTEMPTS:
            return NotPerformed(missing.code, retryable=True)
        self.letterbox.give_up_sound(message)
        recorder = self._recorder(message.source)
        if recorder is not None:
            recorder.forget(message.source)
        return NotPerformed(missing.code, retryable=False)

    def _recorder(self, recording: str) -> Recorder | None:
        found = (one for start, one in self.recorders.items() if recording.startswith(start))
        return next(found, None)

    def _left(self, job: Job) -> Left:
        payload, intent = job.intent.payload, job.intent
        channel, _, conversation = intent.cause.partition(":")
        return Left(
            kind=Kind.VOICE,
            channel=channel,
            conversation=conversation,
            source=payload["recording"],
            at=intent.not_before or self.clock.now(),
            language=payload["language"],
            caller=payload["caller"] or None,
            number=payload["number"],
            seconds=payload["seconds"],
        )


def taking_in(house: House) -> TakingIn:
    """Assemble it: Twilio where there is an account, and the folder of Asterisk."""
    settings = house.settings
    recorders: dict[str, Recorder] = {ASTERISK: AsteriskRecordings(recordings_folder(settings))}
    if settings.twilio_account_sid:
        account = settings.twilio_account_sid
        recorders[TWILIO] = TwilioRecordings.open(account, house.twilio_token)
    return TakingIn(letterbox=house.letterbox, clock=house.clock, recorders=recorders)
