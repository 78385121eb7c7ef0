"""Papers and photos that a citizen hands in: what an event tells of them, never what they show."""

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.model.event import Event

PAPER_TAKEN = "paper_taken"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FIELDS = 4


class Media(StrEnum):
    """What a kept paper is: a photo made smaller, or a document as it came."""

    PHOTO = "image/jpeg"
    DOCUMENT = "application/pdf"


class Answering(StrEnum):
    """What papers answer: what was missing at the counter, what was asked for later, or nothing."""

    NOTHING = "nothing"
    OBSERVATION = "observation"
    REQUIREMENT = "requirement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper, named by the hash of its sealed bytes; `pages` is 0 where nobody could count."""

    sha256: str
    media: Media
    pages: int
    size: int


def papers_told(papers: Iterable[Paper], answering: Answering, person: str) -> dict[str, Any]:
    """Write what an event says of papers."""
    return {
        "person": person,
        "answers": answering.value,
        "papers": [[one.sha256, one.media.value, one.pages, one.size] for one in papers],
    }


def papers_of(event: Event) -> tuple[Paper, ...]:
    """Read which papers an event names; what no program of ours wrote so names none."""
    said = event.draft.data.get("papers")
    if event.draft.kind != PAPER_TAKEN or not isinstance(said, list):
        return ()
    return tuple(_paper(one) for one in said if _is_paper(one))


def answered_by(event: Event) -> Answering:
    """Tell what the papers of an event answer."""
    said = event.draft.data.get("answers")
    return Answering(said) if said in list(Answering) else Answering.NOTHING


def person_of(event: Event) -> str:
    """Tell whose papers they are: who is erased takes the key of them along."""
    said = event.draft.data.get("person")
    return said if isinstance(said, str) else ""


def every_paper(events: Iterable[Event]) -> Mapping[str, Paper]:
    """Tell the papers of many events by their names, each once."""
    return {paper.sha256: paper for event in events for paper in papers_of(event)}


def paper_key(secret: bytes) -> bytes:
    """Derive the key of a person's papers from the one secret that erasure deletes."""
    return hmac.digest(secret, b"papers/1", "sha256")


def is_paper_name(text: str) -> bool:
    """Say whether a paper may be called so."""
    return _SHA256.fullmatch(text) is not None


def _paper(said: list[Any]) -> Paper:
    name, media, pages, size = said
    return Paper(sha256=name, media=Media(media), pages=pages, size=size)


def _is_paper(said: object) -> bool:
    if not isinstance(said, list) or len(said) != _FIELDS:
        return False
    name, media, pages, size = said
    counts = all(type(one) is int and one >= 0 for one in (pages, size))
    return isinstance(name, str) and is_paper_name(name) and media in list(Media) and counts
