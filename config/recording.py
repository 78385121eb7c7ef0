"""Takes a speaker's sounds in: each is judged, and those that pass may be kept for the phone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from channels.porch.recordings import LIST, Recording, fingerprint, listed, parse
from channels.porch.speech import write_whole
from channels.porch.takes import Verdict, judge
from channels.porch.waves import MOST_BYTES, mulaw_wave
from core.refusals import FileUnreadable
from core.wording.readings import Reading


@dataclass(frozen=True, slots=True)
class Take:
    """One file that came back, and what was found in it."""

    file: str
    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Studio:
    """Hears what a speaker brings, against the list that was to be read."""

    readings: Mapping[str, Reading]

    def files(self, folder: Path) -> tuple[Path, ...]:
        """List the sounds of a folder, by name."""
        if not folder.is_dir():
            raise FileUnreadable(problem="not_a_folder")
        found = (file for file in folder.iterdir() if file.suffix.lower() == ".wav")
        return tuple(sorted(file for file in found if file.is_file()))

    def hear(self, file: Path) -> Take:
        """Judge one file; one that nobody asked for is no sound of the house."""
        reading = self.readings.get(file.stem)
        if reading is None:
            return Take(file.name, _refused("unknown_name"), "")
        return Take(file.name, judge(_content(file), reading.text), reading.text)

    def missing(self, takes: tuple[Take, ...]) -> tuple[str, ...]:
        """List what was to be read and has not come back well."""
        good = {Path(take.file).stem for take in takes if not take.verdict.faults}
        return tuple(name for name in self.readings if name not in good)


def keep(folder: Path, takes: tuple[Take, ...]) -> int:
    """Keep what passed, as a telephone plays it, beside what a language had before."""
    list_file = folder / LIST
    before = parse(list_file.read_text(encoding="utf-8")) if list_file.exists() else ()
    kept = {one.name: one for one in before}
    new = dict(_kept(folder, takes))
    if new:
        # The list last: a sound without a line is no sound yet, a line without a sound is a fault.
        write_whole(list_file, listed((kept | new).values()).encode())
    return len(new)


def _kept(folder: Path, takes: tuple[Take, ...]) -> Iterator[tuple[str, Recording]]:
    for take in takes:
        sound, name = take.verdict.sound, Path(take.file).stem
        if sound is None or take.verdict.faults:
            continue
        content = mulaw_wave(sound)
        write_whole(folder / f"{name}.wav", content)
        words = fingerprint(take.text.encode())
        yield name, Recording(name, words, fingerprint(content), round(sound.seconds, 2))


def _content(file: Path) -> bytes:
    # One byte more than is read anyway tells that there is more.
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as fault:
        raise FileUnreadable(problem="not_readable") from fault


def _refused(code: str) -> Verdict:
    return Verdict(0.0, 0.0, 0.0, (code,))
