"""Speaks prompts on the server with espeak-ng, as narrow as a telephone line, and keeps them."""

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from channels.porch.narrowing import narrowed
from channels.porch.waves import Sound, pcm_wave, read_wave
from core.refusals import FileUnreadable

PROGRAM = "espeak-ng"
MOST_LETTERS = 2_000
MOST_SECONDS = 20.0
MOST_FILES = 200
WORDS_A_MINUTE = "150"
# Four fifths of the usual pace, as the carrier's slow voice has it.
SLOW_WORDS_A_MINUTE = "120"
# The voice of Latin America where it is installed, else that of Spain.
VOICES = {"es": ("es-419", "es")}


@dataclass(frozen=True, slots=True)
class Speech:
    """Makes the WAV of a prompt once and keeps it under the hash of its text and language."""

    folder: Path
    program: str = PROGRAM
    most_files: int = MOST_FILES
    seconds: float = MOST_SECONDS
    words_a_minute: str = WORDS_A_MINUTE  # another pace needs another folder

    def slowly(self) -> "Speech":
        """Give the same voice at the pace of who asked for it, with a folder of its own."""
        return replace(self, folder=self.folder / "slow", words_a_minute=SLOW_WORDS_A_MINUTE)

    @property
    def can_speak(self) -> bool:
        """Say whether there is a voice on this machine."""
        return shutil.which(self.program) is not None

    def wav(self, language: str, text: str) -> Path | None:
        """Give the file of a prompt; none where no voice can read it."""
        words = " ".join(text.split())[:MOST_LETTERS]
        kept = self.folder / f"{_hash(language, words)}.wav"
        if kept.exists():
            kept.touch()
            return kept
        sound = self.sound(language, words)
        if sound is None:
            return None
        write_whole(kept, pcm_wave(sound))
        self._forget_the_oldest()
        return kept

    def sound(self, language: str, text: str) -> Sound | None:
        """Speak a prompt without keeping it; none where no voice can read it."""
        words = " ".join(text.split())[:MOST_LETTERS]
        if not words or not self.can_speak:
            return None
        self.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.folder) as scratch:
            spoken = Path(scratch) / "spoken.wav"
            if not any(self._read_out(voice, words, spoken) for voice in voices_for(language)):
                return None
            try:
                return narrowed(read_wave(spoken.read_bytes()))
            except FileUnreadable:  # a voice that broke off before its first word
                return None

    def _read_out(self, voice: str, words: str, file: Path) -> bool:
        # The words go in by standard input: nothing that they begin with can be an option.
        how = ("-v", voice, "-s", self.words_a_minute, "-b", "1", "--stdin")
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and no caller's word among these
                (self.program, *how, "-w", file),
                input=_without_codes(words).encode("utf-8", "replace"),
                capture_output=True,
                timeout=self.seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0 and file.exists()

    def _forget_the_oldest(self) -> None:
        files = sorted(self.folder.glob("*.wav"), key=_age, reverse=True)
        for file in files[self.most_files :]:
            file.unlink(missing_ok=True)


def voices_for(language: str) -> tuple[str, ...]:
    """List the voices that may read a language such as `es-MX`, the best first."""
    primary = language.partition("-")[0].lower()
    if not re.fullmatch("[a-z]{2,3}", primary):
        return ()
    return VOICES.get(primary, (primary,))


def write_whole(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, so that what was stopped is begun again."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=file.parent) as scratch:
        unfinished = Path(scratch) / file.name
        unfinished.write_bytes(content)
        unfinished.replace(file)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _without_codes(words: str) -> str:
    """Take espeak's own brackets apart: what stands between two of them is read as phonemes."""
    return words.replace("[[", "[ [")


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # another request forgot it a moment ago
        return 0.0
