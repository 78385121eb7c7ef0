"""Where carriers keep what a caller recorded: one shape, a file for each carrier."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NotHeard:
    """There is no sound: a stable code, and whether it may come yet."""

    code: str
    retryable: bool


# It is not there: carriers need a moment after the caller has spoken.
NOT_READY = NotHeard("recording_not_ready", retryable=True)
NOT_OURS = NotHeard("recording_unknown", retryable=False)
TOO_LARGE = NotHeard("recording_too_large", retryable=False)


class Recorder(Protocol):
    """Gives a recording away by the name that it has at its carrier, and deletes it there."""

    def fetch(self, recording: str, /) -> bytes | NotHeard:
        """Give the file as it lies there."""
        ...

    def forget(self, recording: str, /) -> bool:
        """Delete it there; tell whether it is gone."""
        ...
