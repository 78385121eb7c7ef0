"""Hands out what speakers recorded for this release, to whoever a carrier sends for it.

A carrier fetches a sound without a signature, so nothing of a caller is in its address: only the
hash of a file that was recorded before anybody called, and that never changes.
"""

from http import HTTPStatus
from typing import Protocol

from flask import Blueprint, Response, abort

from channels.voice.render import AUDIO

MARK_LETTERS = 64
FOR_A_YEAR = "public, max-age=31536000, immutable"


class Released(Protocol):
    """The sounds that ship, by the hash of each."""

    def content(self, mark: str, /) -> bytes | None:
        """Give the WAV of a sound, if this release has it."""
        ...


def blueprint(released: Released) -> Blueprint:
    """Build the one address of recorded sounds."""
    door = Blueprint("audio", __name__, url_prefix=AUDIO)

    @door.get(f"/<string(length={MARK_LETTERS}):mark>.wav")
    def sound(mark: str) -> Response:
        content = released.content(mark)
        if content is None:
            abort(HTTPStatus.NOT_FOUND)
        response = Response(content, content_type="audio/wav")
        response.headers["Cache-Control"] = FOR_A_YEAR
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return door
