"""Takes papers and photos in with a case, shows them to who may see them, and forgets them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.acts import Act
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.event import Draft, Event
from core.model.paper import (
    PAPER_TAKEN,
    Answering,
    Paper,
    every_paper,
    papers_of,
    papers_told,
    person_of,
)
from core.ports import Clock, Ledger, Work
from core.ports.papers import Cleaned, PaperBox, PaperEvents, PaperMarks, PaperReader
from core.refusals import (
    CaseNotFound,
    Erased,
    PaperGone,
    PapersMissing,
    PapersTooMany,
    PaperUnknown,
)

MOST_FILES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTally:
    """How far the papers of a case have come: counted from the events, and from what is here.

    `here` are the bytes that lie in this place. A unit counts for its own papers alone what the
    hub said that it has: of others it cannot know.
    """

    told: int = 0
    here: int = 0
    own: int = 0
    at_hub: int = 0
    is_erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The counter for papers, of a hub or of a unit, which is called `origin`."""

    ledger: Ledger
    events: PaperEvents
    box: PaperBox
    reader: PaperReader
    marks: PaperMarks
    clock: Clock
    origin: str
    at_unit: bool

    def hand_in(
        self,
        number: CaseNumber,
        institution: str,
        files: Sequence[bytes],
        *,
        answering: Answering = Answering.NOTHING,
        act: Act,
    ) -> CaseNumber:
        """Take files in with a case: they lie sealed before the event tells of them."""
        if not files:
            raise PapersMissing
        if len(files) > MOST_FILES:
            raise PapersTooMany(most=MOST_FILES)
        with self.ledger.writing() as work:
            case = _known(work, number, institution)
            if self._is_done(work, act):
                return number
            act.check(case, self.clock.today())
        if not self.box.opens(case.applicant):
            raise Erased
        cleaned = [self.reader.clean(content, at) for at, content in enumerate(files, 1)]
        papers = [self._kept(case.applicant, one) for one in cleaned]
        with self.ledger.writing() as work:
            case = _known(work, number, institution)
            if not self._is_done(work, act):
                said = papers_told(papers, answering, case.applicant)
                work.append(self._draft(case, said, act))
                if act.key is not None:
                    work.remember(act.key, number.digits)
        return number

    def tally(self, events: Iterable[Event]) -> PaperTally:
        """Tell how far the papers of a case have come."""
        told = [event for event in events if papers_of(event)]
        papers = every_paper(told)
        own = every_paper(event for event in told if event.id.origin == self.origin)
        return PaperTally(
            told=len(papers),
            here=sum(map(self.box.has, papers)),
            own=len(own),
            at_hub=sum(map(self.marks.has, own)) if self.at_unit else 0,
            is_erased=bool(told) and not any(self.box.opens(person_of(event)) for event in told),
        )

    def has(self, paper: Paper) -> bool:
        """Say whether a paper is here."""
        return self.box.has(paper.sha256)

    def open(self, events: Iterable[Event], name: str) -> tuple[Paper, bytes]:
        """Open a paper of a case, or refuse what is not of it, not here or not any more."""
        for event in events:
            for paper in papers_of(event):
                if paper.sha256 == name:
                    return paper, self._opened(person_of(event), name)
        raise PaperUnknown

    def sweep(self) -> int:
        """Delete what no event tells of and what nobody can open any more; tell how many."""
        kept = {
            paper.sha256
            for event in self.events.all()
            if self.box.opens(person_of(event))
            for paper in papers_of(event)
        }
        gone = [name for name in self.box.rested() if name not in kept]
        for name in gone:
            self.box.remove(name)
        return len(gone)

    def _kept(self, person: str, cleaned: Cleaned) -> Paper:
        sealed = self.box.seal(person, cleaned.content)
        name = hashlib.sha256(sealed).hexdigest()
        self.box.put(name, sealed)
        return Paper(sha256=name, media=cleaned.media, pages=cleaned.pages, size=len(sealed))

    def _opened(self, person: str, name: str) -> bytes:
        sealed = self.box.get(name)
        content = None if sealed is None else self.box.unseal(person, sealed)
        if content is None:
            raise PaperGone
        return content

    def _draft(self, case: Case, said: Mapping[str, Any], act: Act) -> Draft:
        return Draft(
            kind=PAPER_TAKEN,
            subject=f"case:{case.number.digits}",
            institution=case.institution,
            actor=act.actor,
            via=act.via,
            happened_at=act.happened_at(self.clock),
            data={**said, **act.stop},
            buckets=(case.district,),
            basis=act.basis or "",
            base=case.seen,
            presented_on=act.on,
            # Only the entity can say that it has received something.
            received_on=None if self.at_unit else act.on,
        )

    def _is_done(self, work: Work, act: Act) -> bool:
        return act.key is not None and work.remembered(act.key) is not None


def _known(work: Work, number: CaseNumber, institution: str) -> Case:
    case = work.case(number)
    if case is None or case.institution != institution:
        raise CaseNotFound
    return case
