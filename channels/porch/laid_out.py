"""Lays recorded sounds out for an exchange: bare mu-law, which Asterisk plays as it comes.

Asterisk reads a WAV only of 16-bit samples, and these are mu-law; the same bytes without their
head are a file that it knows by the ending `.ulaw`.
"""

from dataclasses import dataclass
from pathlib import Path

from channels.porch.recordings import Recordings
from channels.porch.speech import write_whole
from channels.porch.waves import bare_mulaw


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The sounds of a release under one folder, each laid there when it is first played."""

    folder: Path
    recordings: Recordings

    def file(self, mark: str, /) -> Path | None:
        """Give the file of a sound by its hash; none where this release has it no more."""
        file = self.folder / f"{mark}.ulaw"
        if file.exists():
            return file
        content = self.recordings.content(mark)
        if content is None:
            return None
        write_whole(file, bare_mulaw(content))
        return file
