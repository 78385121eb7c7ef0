"""The story of a case across every channel: what happened, what was said and what went out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from channels.desk.words import Words
from core.casework import CaseFile
from core.library import Books
from core.model.answers import Value
from core.model.case_number import CaseNumber
from core.model.disputes import RESOLUTION
from core.model.event import Event, EventId
from core.model.moves import ASSERTION, MOVES, OPENING
from core.model.paper import PAPER_TAKEN, Answering, answered_by, papers_of
from core.model.verdict import Dispute
from core.ports import Errand, Spoken
from core.reception import CURE_RECEIVED
from core.refusals import Refusal

TOLD = frozenset({"found", "status", "more", "answer", "after"})
SEEN = "seen"
CHANNELS = frozenset({"voice", "sms", "desk", "post"})
SLIPS = "slip_"
ERRANDS = frozenset(
    {"status_text", "status_letter", "voice_message", "person_text", "thread_notice"}
)
OF_LETTERS = frozenset(
    {
        "letter_approved",
        "letter_returned",
        "letter_delivered",
        "letter_tried",
        "letter_reprinted",
    }
)
OWN_WORDS = (
    frozenset(MOVES)
    | OF_LETTERS
    | {OPENING, ASSERTION, RESOLUTION, CURE_RECEIVED, PAPER_TAKEN, "clave_issued"}
)
# What is said of a step whose facts are not what they should be.
_UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, Refusal)
NameOf = Callable[[str], str]
Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One thing that happened: when, what, by whom, through which door and on what basis.

    `event` names what the journal has of it; a conversation is no event.
    """

    at: datetime
    title: str
    by: str = ""
    via: str = ""
    basis: str = ""
    detail: str = ""
    is_move: bool = False
    is_undone: bool = False
    event: str = ""


@dataclass(frozen=True, slots=True)
class Storyteller:
    """Tells stories; `name_of` names an actor, whose name lies in the vault."""

    words: Words
    books: Books
    name_of: NameOf

    def tell(self, file: CaseFile) -> tuple[Chapter, ...]:
        """Tell everything, the newest first."""
        chapters = (
            *self.events(file.events, file.case.disputes),
            *map(self._conversation, file.spoken),
            *map(self._errand, file.errands),
        )
        # Of what bears the same hour, the last to be recorded comes first.
        return tuple(sorted(chapters, key=lambda chapter: chapter.at)[::-1])

    def since(self, file: CaseFile, seen: EventId) -> tuple[Chapter, ...]:
        """Tell only what happened after an event, for who worked from an older page."""
        ids = [event.id for event in file.events]
        later = file.events[ids.index(seen) + 1 :] if seen in ids else file.events
        return tuple(self.events(later, file.case.disputes))

    def events(
        self, events: Iterable[Event], disputes: Iterable[Dispute] = ()
    ) -> Iterator[Chapter]:
        """Tell what the journal has; of a move that moved nothing, why."""
        kept = {dispute.event: dispute.verdict for dispute in disputes}
        for event in events:
            draft, verdict = event.draft, kept.get(event.id)
            yield Chapter(
                at=draft.happened_at,
                title=self._title(event),
                by=self.name_of(draft.actor),
                via=draft.via,
                basis=draft.basis,
                detail="" if verdict is None else self.words.say(f"dispute.verdict.{verdict}"),
                is_move=True,
                is_undone=verdict is not None,
                event=str(event.id),
            )

    def _title(self, event: Event) -> str:
        kind = event.draft.kind
        if kind not in OWN_WORDS:
            return self.words.say("event.other")
        told = _TOLD_WITH.get(kind)
        try:
            facts = {} if told is None else told(self, event)
        except _UNREADABLE:
            # It is kept and lies aside: a page about everything else is not to break over it.
            return self.words.say("event.other")
        return self.words.say(f"event.{kind}{_form(event)}", **facts)

    def reasons(self, event: Event) -> Facts:
        """Name what was missing."""
        book = self.books.reasons[self.books.institution(event.draft.institution).country]
        codes = event.draft.data["reasons"]
        return {"reasons": tuple(book.get(code).forms["es"] for code in codes)}

    def station(self, event: Event) -> Facts:
        """Name the office that a case was handed to."""
        office = self.books.institution(event.draft.institution).office(event.draft.data["station"])
        return {"station": office.name}

    def outcome(self, event: Event) -> Facts:
        """Name what was decided."""
        return {"outcome": self.words.say(f"outcome.{event.draft.data['outcome']}")}

    def papers(self, event: Event) -> Facts:
        """Count what was handed in."""
        return {"count": len(papers_of(event))}

    def joined(self, event: Event) -> Facts:
        """Name the case that goes on for both."""
        return {"joined_to": CaseNumber(event.draft.data["joined_to"])}

    def _conversation(self, spoken: Spoken) -> Chapter:
        channel = spoken.channel if spoken.channel in CHANNELS else "other"
        told = "seen" if spoken.outcome == SEEN else "told" if spoken.outcome in TOLD else "other"
        if spoken.outcome.startswith(("clave_", "number_", "case_")):
            told = "refused"
        if spoken.outcome.startswith(SLIPS):
            told = spoken.outcome
        by = self.name_of(spoken.by) if spoken.channel == "desk" and spoken.by else ""
        return Chapter(
            at=spoken.at,
            title=self.words.say(f"spoken.{channel}"),
            by=by,
            detail=self.words.say(f"told.{told}"),
        )

    def _errand(self, errand: Errand) -> Chapter:
        kind = errand.kind if errand.kind in ERRANDS else "other"
        return Chapter(
            at=errand.at,
            title=self.words.say(f"errand.{kind}"),
            detail=self.words.say(f"errand_state.{errand.state}"),
            is_undone=errand.state in {"failed", "expired", "in_doubt"},
        )


def _form(event: Event) -> str:
    """Tell a hand-over off the route, and more days for a report, from the usual one."""
    data = event.draft.data
    if event.draft.kind == PAPER_TAKEN:
        answers = answered_by(event)
        return "" if answers is Answering.NOTHING else f".{answers}"
    if data.get("deviation"):
        return ".deviation"
    return ".extended" if data.get("extended") else ""


_TOLD_WITH: Mapping[str, Callable[[Storyteller, Event], Facts]] = {
    "case_observed": Storyteller.reasons,
    "case_routed": Storyteller.station,
    "case_resolved": Storyteller.outcome,
    "case_joined": Storyteller.joined,
    PAPER_TAKEN: Storyteller.papers,
}
