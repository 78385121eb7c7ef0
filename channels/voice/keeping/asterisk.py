"""Recordings that Asterisk leaves in a folder of ours: read by name, and never beyond it."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from channels.voice.keeping import NOT_OURS, NOT_READY, TOO_LARGE, NotHeard
from channels.voice.keeping.hearing import MOST_BYTES

PREFIX = "agi:"
ENDING = ".wav"
_NAME = re.compile(r"agi:([A-Za-z0-9_-]{1,80})")
# A link would lead elsewhere, and a pipe would keep the worker waiting.
_PLAINLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class AsteriskRecordings:
    """The folder that Asterisk records into."""

    folder: Path

    def fetch(self, recording: str, /) -> bytes | NotHeard:
        """Give the file; it may come late where the folder is shared between machines."""
        place = self._place(recording)
        if place is None:
            return NOT_OURS
        try:
            descriptor = os.open(place, _PLAINLY)
        except FileNotFoundError:
            return NOT_READY
        except OSError:
            return NotHeard("recording_shut", retryable=False)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return NOT_OURS
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MOST_BYTES + 1)
        return TOO_LARGE if len(content) > MOST_BYTES else content

    def forget(self, recording: str, /) -> bool:
        """Delete it there; one that is not there is gone."""
        place = self._place(recording)
        try:
            if place is not None:
                place.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _place(self, recording: str) -> Path | None:
        named = _NAME.fullmatch(recording)
        return None if named is None else self.folder / f"{named[1]}{ENDING}"
