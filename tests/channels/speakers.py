"""A language that nobody speaks, signed and recorded in a folder of its own: tones for words."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from channels.porch.recordings import (
    LIST,
    Recording,
    Recordings,
    file_name,
    fingerprint,
    listed,
    read_recordings,
)
from channels.porch.waves import RATE, Sound, mulaw_wave
from core.ports import Wording
from core.wording.catalogue import load
from core.wording.readings import Reading, readings
from core.wording.standing import look_through
from tests.spoilt_catalogues import said_again

LANGUAGE, MARK = "quz", "Zumbido"
SAMPLES = 80


@dataclass(frozen=True)
class Spoken:
    """What a house is given that speaks one language more."""

    wording: Wording
    recordings: Recordings

    def said(self, mark: str) -> str:
        """Name what is said in a sound."""
        named = {one.sound_sha256: one.name for one in self.recordings.kept.values()}
        return named.get(mark, "rest")


def spoken(
    folder: Path, names: Iterable[str] = (), *, language: str = LANGUAGE, lacking: str = ""
) -> Spoken:
    """Write the language, sign it, and record all of it but what is lacking."""
    words, audio = folder / "words", folder / "audio"
    said_again(words, LANGUAGE, MARK)
    to_read = readings(look_through(words), language, names)
    record(audio / language, [one for one in to_read if one.name != lacking])
    recordings = read_recordings(audio)
    return Spoken(load(words, production=True, sound_of=recordings.mark), recordings)


def record(folder: Path, lines: Iterable[Reading]) -> None:
    """Hum each line at a pitch of its own."""
    folder.mkdir(parents=True)
    kept = []
    for number, line in enumerate(lines, start=1):
        hum = Sound(
            RATE, array("h", [(number * step) % 24_001 - 12_000 for step in range(SAMPLES)])
        )
        content = mulaw_wave(hum)
        (folder / file_name(line.name)).write_bytes(content)
        words = fingerprint(line.text.encode())
        kept.append(Recording(line.name, words, fingerprint(content), hum.seconds))
    (folder / LIST).write_text(listed(kept), encoding="utf-8")
