"""The recorded sounds of the house as its pretended phone gets them: fetched, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask
from werkzeug.test import Client

from channels.handset.network import CallFailed
from channels.porch.recordings import REST_NAME, Recordings
from config.audio import shipped_review
from core.wording.readings import readings


@dataclass(frozen=True, slots=True)
class HouseMedia:
    """Fetches through the house's own door, as a carrier does; `said` are the words by hash."""

    app: Flask | None
    said: Mapping[str, str]

    def fetch(self, path: str, /) -> bytes:
        """Fetch a sound by its path; anything else fails the walk."""
        if self.app is None:
            raise CallFailed("no_media", path)
        answer = Client(self.app).get(path)
        if answer.status_code != HTTPStatus.OK:
            raise CallFailed(f"http_{answer.status_code}", path)
        return answer.get_data()

    def words(self, mark: str, /) -> str:
        """Tell what is said in a sound; where the words are not known, its name or hash."""
        return self.said.get(mark, f"[sonido {mark[:8]}]")


def words_by_sound(recordings: Recordings) -> Mapping[str, str]:
    """Tell what is said in each sound of a release; a sound of other words is named only."""
    if not recordings.kept:
        return {}
    review = shipped_review()
    read = {
        recordings.mark(language, each.name, each.text): each.text
        for language in review.said
        for each in readings(review, language)
    }
    named = {one.sound_sha256: f"[{one.name}]" for one in recordings.kept.values()}
    return {**named, **read, recordings.mark("", REST_NAME, ""): ""}
