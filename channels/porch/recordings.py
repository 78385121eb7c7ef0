"""The sounds that speakers recorded: each stands only for the words that were read for it."""

import csv
import hashlib
import io
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable

from channels.porch.waves import RATE, Sound, mulaw_wave
from core.refusals import DocumentInvalid

LIST = "recordings.csv"
REST_NAME = "rest"
REST_SECONDS = 0.3
COLUMNS = ("name", "words_sha256", "sound_sha256", "seconds")


@dataclass(frozen=True, slots=True)
class Recording:
    """One sound: the words it was recorded for, the file as it was checked, and its length."""

    name: str
    words_sha256: str
    sound_sha256: str
    seconds: float

    @property
    def row(self) -> tuple[str, str, str, str]:
        """Write it as a row of the list."""
        return self.name, self.words_sha256, self.sound_sha256, f"{self.seconds:.2f}"


@dataclass(frozen=True, slots=True)
class Recordings:
    """What was recorded in every language, `<language>/<name>.wav` under one folder."""

    folder: Traversable
    kept: Mapping[tuple[str, str], Recording]
    files: Mapping[str, Traversable] = field(default_factory=dict)

    def content(self, mark: str) -> bytes | None:
        """Give the WAV of a sound by its hash, if this release has it."""
        if mark == rest_mark():
            return rest_sound()
        file = self.files.get(mark)
        return None if file is None else file.read_bytes()

    def has(self, language: str, name: str, text: str, /) -> bool:
        """Say whether these words were recorded; words edited since have lost their sound."""
        found = self.kept.get((language, name))
        return found is not None and found.words_sha256 == fingerprint(text.encode())

    def mark(self, language: str, name: str, text: str, /) -> str:
        """Name the sound of these words by its hash; nothing where nobody recorded them."""
        if name == REST_NAME:
            return rest_mark()
        found = self.kept.get((language, name))
        if found is None or found.words_sha256 != fingerprint(text.encode()):
            return ""
        return found.sound_sha256

    def seconds(self, language: str, name: str, text: str) -> float | None:
        """Tell how long the sound of these words lasts, if there is one."""
        return self.kept[language, name].seconds if self.has(language, name, text) else None

    def sound(self, language: str, name: str, text: str) -> Traversable | None:
        """Give the file of these words, if there is one."""
        has = self.has(language, name, text)
        return self.folder / language / file_name(name) if has else None


def read_recordings(folder: Traversable) -> Recordings:
    """Read every language's list; a file that is not the one that was checked is refused."""
    found: dict[tuple[str, str], Recording] = {}
    for inside in folder.iterdir() if folder.is_dir() else ():
        if inside.is_dir() and (inside / LIST).is_file():
            for one in parse((inside / LIST).read_text(encoding="utf-8")):
                _check(inside / file_name(one.name), one)
                found[inside.name, one.name] = one
    files = {
        one.sound_sha256: folder / language / file_name(one.name)
        for (language, _), one in found.items()
    }
    return Recordings(folder, found, files)


@cache
def rest_sound() -> bytes:
    """Make the rest between two groups of figures, which nobody has to record."""
    return mulaw_wave(Sound(RATE, array("h", bytes(2 * round(REST_SECONDS * RATE)))))


@cache
def rest_mark() -> str:
    """Name the rest by its hash."""
    return fingerprint(rest_sound())


def parse(text: str) -> tuple[Recording, ...]:
    """Read one list."""
    rows = csv.reader(io.StringIO(text))
    if tuple(next(rows, ())) != COLUMNS:
        raise DocumentInvalid(document=LIST, problem="header")
    return tuple(_rows(rows))


def listed(recordings: Iterable[Recording]) -> str:
    """Write one list, by name."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(each.row for each in sorted(recordings, key=lambda each: each.name))
    return text.getvalue()


def file_name(name: str) -> str:
    """Name the file of a sound."""
    return f"{name}.wav"


def fingerprint(content: bytes) -> str:
    """Name words or a sound by what they are."""
    return hashlib.sha256(content).hexdigest()


def _rows(rows: Iterable[list[str]]) -> Iterator[Recording]:
    for line, row in enumerate(rows, start=2):
        try:
            name, words, sound, seconds = row
            recording = Recording(name, words, sound, float(seconds))
        except ValueError:
            raise DocumentInvalid(document=LIST, problem=f"line {line}") from None
        # A name is a file of this folder and of no other.
        if "/" in name or "\\" in name or name.startswith(".") or not recording.seconds > 0:
            raise DocumentInvalid(document=LIST, problem=f"line {line}")
        yield recording


def _check(file: Traversable, recording: Recording) -> None:
    if not file.is_file() or fingerprint(file.read_bytes()) != recording.sound_sha256:
        raise DocumentInvalid(document=file.name, problem="not_the_sound_that_was_checked")
