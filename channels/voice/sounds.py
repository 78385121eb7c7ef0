"""Finds the sound file of every prompt before it is asked for: a missing one is a silent phone."""

from collections.abc import Iterable, Iterator
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


class Records(Protocol):
    """Keeps what speakers recorded where a telephone exchange finds it."""

    def file(self, mark: str, /) -> Path | None:
        """Give the file of a sound by its hash; none where this release has it no more."""
        ...


class SoundMissing(Exception):
    """A prompt cannot be heard; its words are not told here, since they may be somebody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """Names sounds as Asterisk finds them: a path without its ending, which it chooses itself.

    All voices keep their files under `here`; `there` is that folder as Asterisk's machine knows
    it, if it is another machine than ours.
    """

    usual: Voice
    slow: Voice
    records: Records
    here: Path
    there: str = ""

    def names(self, spoken: Iterable[Spoken]) -> tuple[str, ...]:
        """Make the sounds of a turn; what has no words needs none."""
        return tuple(self._name(file) for words in spoken for file in self._files(words))

    def _files(self, words: Spoken) -> Iterator[Path]:
        """Take a recording if all of it is there, else let a machine read all the words."""
        recorded = [self.records.file(mark) for mark in words.sounds]
        if recorded and all(recorded):
            yield from filter(None, recorded)
        elif words.text.strip():
            yield self._read_out(words)

    def _read_out(self, words: Spoken) -> Path:
        voice = self.slow if words.slow else self.usual
        file = voice.wav(words.language, words.text)
        if file is None or not file.is_file() or file.stat().st_size <= HEAD_BYTES:
            raise SoundMissing
        return file

    def _name(self, file: Path) -> str:
        root = self.there.rstrip("/") if self.there else str(self.here.resolve())
        return f"{root}/{file.relative_to(self.here).with_suffix('')}"
