"""The sounds of the voice: a speaker's where there is one, else a machine's, made once and kept."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from channels.porch.recordings import Recordings
from channels.porch.speech import VOICES, Speech, voices_for, write_whole
from channels.porch.waves import mulaw_wave, seconds_of
from config.shipped import shipped_recordings
from core.wording.readings import fixed
from core.wording.recordable import Piece
from core.wording.standing import Review, look_through

Origin = Literal["recorded", "kept", "made", "silent"]


def shipped_review() -> Review:
    """Look through the languages that this release ships."""
    return look_through(files("core.wording"), shipped_recordings().mark)


@dataclass(frozen=True, slots=True)
class Sounds:
    """Every fixed prompt of every language as a telephone plays it, under one folder."""

    folder: Path
    recordings: Recordings
    speech: Speech

    @classmethod
    def under(cls, folder: Path, recordings: Recordings) -> "Sounds":
        """Keep the sounds of a machine under a folder."""
        return cls(folder, recordings, Speech(folder))

    def file(self, language: str, text: str) -> Path:
        """Name the file of a machine's sound by all that changes how it sounds."""
        heard = "\n".join((language, *voices_for(language), self.speech.words_a_minute, text))
        name = hashlib.sha256(heard.encode("utf-8", "replace")).hexdigest()
        return self.folder / language / f"{name}.wav"

    def sound(self, language: str, piece: Piece) -> Traversable | None:
        """Give the sound of a prompt: a speaker's beats a machine's, and there may be none."""
        recorded = self.recordings.sound(language, piece.name, piece.text)
        if recorded is not None:
            return recorded
        made = self.file(language, piece.text)
        return made if made.exists() else None

    def make(self, language: str, piece: Piece) -> Origin:
        """Make the sound of a prompt unless there is one; stopped half-way, it is begun again."""
        if self.recordings.has(language, piece.name, piece.text):
            return "recorded"
        kept = self.file(language, piece.text)
        if kept.exists():
            return "kept"
        # espeak-ng has voices for languages that it cannot read well enough to answer a citizen.
        sound = self.speech.sound(language, piece.text) if language in VOICES else None
        if sound is None:
            return "silent"
        write_whole(kept, mulaw_wave(sound))
        return "made"


def durations(review: Review, sounds: Sounds) -> Callable[[str, str], float | None]:
    """Give the look-up of how long a fixed prompt lasts, by language and message."""
    pieces = {
        (language, piece.name): piece
        for language in review.said
        for piece in fixed(review, language)
    }

    def seconds(language: str, msgid: str) -> float | None:
        """Tell how long a prompt lasts; nothing where it has no sound, or changes with facts."""
        piece = pieces.get((language, msgid))
        sound = None if piece is None else sounds.sound(language, piece)
        return None if sound is None else seconds_of(sound.read_bytes())

    return seconds
