"""The way of papers from a unit to the hub: what waits there, and what the hub takes in."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.model.event import Event
from core.model.paper import Paper, every_paper, papers_of, person_of
from core.ports.papers import PaperBox, PaperEvents, PaperMarks
from core.refusals import PaperDamaged, PaperGone, PaperUnknown

_DIGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStanding:
    """How many papers a unit took in, how many lie here, and how many the hub said it has."""

    told: int
    here: int
    at_hub: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersHome:
    """The unit's end: its own papers, until the hub has said that it has each of them."""

    events: PaperEvents
    box: PaperBox
    marks: PaperMarks
    origin: str

    def standing(self) -> PaperStanding:
        """Count the papers of this unit."""
        told = every_paper(self.events.of_origin(self.origin))
        return PaperStanding(
            told=len(told),
            here=sum(map(self.box.has, told)),
            at_hub=sum(map(self.marks.has, told)),
        )

    def missing(self) -> int:
        """Count what the hub has not said to have, of whoever was not erased."""
        return sum(not self.marks.has(name) for name in every_paper(self._living()))

    def waiting(self) -> tuple[Paper, ...]:
        """List what the hub has not acknowledged and what is here, the smallest first."""
        waits = (
            paper
            for name, paper in every_paper(self._living()).items()
            if not self.marks.has(name) and self.box.has(name)
        )
        return tuple(sorted(waits, key=lambda paper: (paper.size, paper.sha256)))

    def agreed(self) -> str:
        """Tell by what digest the hub last named all that it has of this unit, if it did."""
        return self.marks.agreed()

    def agree(self, digest: str) -> None:
        """Remember what the hub says to have of this unit, to see whether it still does."""
        self.marks.agree(digest)

    def doubt(self) -> None:
        """Believe nothing of what the hub once had: it may have been restored from a backup."""
        for name in every_paper(self.events.of_origin(self.origin)):
            self.marks.remove(name)
        self.marks.agree("")

    def sealed(self, paper: Paper) -> bytes:
        """Read the bytes that travel, or refuse what was changed on this disk."""
        sealed = self.box.get(paper.sha256)
        if sealed is None:
            raise PaperGone
        return checked(sealed, paper.sha256)

    def acknowledged(self, name: str) -> None:
        """Believe the hub that it has a paper; of others than this unit's own it may not speak."""
        if name in every_paper(self.events.naming(self.origin, name)):
            self.marks.add(name)

    def _living(self) -> Iterator[Event]:
        for event in self.events.of_origin(self.origin):
            if self.box.opens(person_of(event)):
                yield event


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersArriving:
    """The hub's end: takes in what an event of the same unit told of, and nothing else."""

    events: PaperEvents
    box: PaperBox

    def expected(self, origin: str, name: str) -> Paper:
        """Tell what was announced under a name, or refuse what nobody announced or may keep."""
        for event in self.events.naming(origin, name):
            for paper in papers_of(event):
                if paper.sha256 == name:
                    if not self.box.opens(person_of(event)):
                        raise PaperGone
                    return paper
        raise PaperUnknown

    def is_here(self, paper: Paper) -> bool:
        """Say whether a paper came before, by whatever way."""
        return self.box.has(paper.sha256)

    def take(self, paper: Paper, sealed: bytes) -> None:
        """Keep the bytes of a paper once; refuse others than were announced."""
        if not self.is_here(paper):
            self.box.put(paper.sha256, checked(sealed, paper.sha256))

    def digest(self, origin: str) -> str:
        """Name in few letters which papers of a unit are here, so that it may compare."""
        living = (
            event for event in self.events.of_origin(origin) if self.box.opens(person_of(event))
        )
        return digest_of(name for name in every_paper(living) if self.box.has(name))


def digest_of(names: Iterable[str]) -> str:
    """Name a set of papers in few letters."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:_DIGEST]


def checked(sealed: bytes, name: str) -> bytes:
    """Hand bytes on that bear this name, or refuse them."""
    if hashlib.sha256(sealed).hexdigest() != name:
        raise PaperDamaged
    return sealed
