"""Finds the sound file of every prompt before it is asked for: a missing one is a silent phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from channels.voice.render import Spoken

# A WAV of nothing is all head.
HEAD_BYTES = 44


class Voice(Protocol):
    """Reads words out into a file, once."""

    def wav(self, language: str, text: str, /) -> Path | None:
        """Give the file of a prompt; none where no voice can read it."""
        ...


class SoundMissing(Exception):
    """A prompt cannot be heard; its words are not told here, since they may be somebody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """Names sounds as Asterisk finds them: a path without its ending, which it chooses itself.

    Both voices keep their files under `here`; `there` is that folder as Asterisk's machine knows
    it, if it is another machine than ours.
    """

    usual: Voice
    slow: Voice
    here: Path
    there: str = ""

    def names(self, spoken: Iterable[Spoken]) -> tuple[str, ...]:
        """Make the sounds of a turn; what has no words needs none."""
        return tuple(self._name(words) for words in spoken if words.text.strip())

    def _name(self, words: Spoken) -> str:
        voice = self.slow if words.slow else self.usual
        file = voice.wav(words.language, words.text)
        if file is None or not file.is_file() or file.stat().st_size <= HEAD_BYTES:
            raise SoundMissing
        root = self.there.rstrip("/") if self.there else str(self.here.resolve())
        return f"{root}/{file.relative_to(self.here).with_suffix('')}"
