"""Speaks prompts on the server with espeak-ng, as narrow as a telephone line, and keeps them."""

import hashlib
import re
import shutil
import subprocess
import wave
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = "espeak-ng"
RATE = 8_000
MOST_LETTERS = 2_000
MOST_SECONDS = 20.0
MOST_FILES = 200
WORDS_A_MINUTE = "150"
# The voice of Latin America where it is installed, else that of Spain.
VOICES = {"es": ("es-419", "es")}
# Four samples of espeak's 22,050 Hz: what a telephone line would not carry is averaged away.
_BLUR = 4


@dataclass(frozen=True, slots=True)
class Speech:
    """Makes the WAV of a prompt once and keeps it under the hash of its text and language."""

    folder: Path
    program: str = PROGRAM
    most_files: int = MOST_FILES
    seconds: float = MOST_SECONDS

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
        if not words or not self.can_speak:
            return None
        return self._speak(language, words, kept)

    def _speak(self, language: str, words: str, kept: Path) -> Path | None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.folder) as scratch:
            spoken = Path(scratch) / "spoken.wav"
            if not any(self._read_out(voice, words, spoken) for voice in voices_for(language)):
                return None
            narrow = Path(scratch) / "narrow.wav"
            narrow_down(spoken, narrow)
            narrow.replace(kept)
        self._forget_the_oldest()
        return kept

    def _read_out(self, voice: str, words: str, file: Path) -> bool:
        # The words go in by standard input: nothing that they begin with can be an option.
        how = ("-v", voice, "-s", WORDS_A_MINUTE, "-b", "1", "--stdin")
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


def narrow_down(wide: Path, narrow: Path) -> None:
    """Write speech anew at the rate of a telephone."""
    with wave.open(str(wide), "rb") as spoken:
        rate, samples = spoken.getframerate(), array("h", spoken.readframes(spoken.getnframes()))
    with wave.open(str(narrow), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array("h", _thinned(samples, rate)).tobytes())


def _thinned(samples: Sequence[int], rate: int) -> Iterator[int]:
    sums = list(accumulate(samples, initial=0))
    for place in range(len(samples) * RATE // rate):
        start = place * rate // RATE
        end = min(start + _BLUR, len(samples))
        yield (sums[end] - sums[start]) // (end - start)


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
