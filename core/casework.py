"""Reads cases for a person at a desk: all that there is to know, within one institution."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.library import Books, Library
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Address, Citizen
from core.model.event import Event
from core.model.identity import DocumentKind, IdentityDocument
from core.model.legal_clock import Deadlines
from core.model.moves import open_moves
from core.model.name_key import name_keys
from core.model.phone import Numbering
from core.model.procedure import Procedure
from core.model.reasons import Reason
from core.model.state import State
from core.model.topics import Topic
from core.notes import note_field
from core.ports import CaseFinder, CaseLog, Cases, Citizens, Clock, DueAfter, Errand, Spoken
from core.refusals import (
    CalendarMissing,
    CaseNotFound,
    NumberWrongCheck,
    Refusal,
    TextMissing,
    TextTooLong,
)
from core.standing import Standing, place_of, standing

LONGEST_SEARCH = 200
MOST_FOUND = 50
MOST_TURNS = 40
LOOK_AHEAD = timedelta(days=7)
APPEAL = "case_appealed"
Blind = Callable[[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A case as one line of a list."""

    case: Case
    standing: Standing
    applicant: str = field(repr=False)
    procedure: str

    @property
    def stands(self) -> State:
        """Tell the state of today, with what silence has made of it."""
        return stands_as(self.case, self.standing)


@dataclass(frozen=True, slots=True)
class FoundCases:
    """What a search found; `hint` says what is wrong with what was typed, if that is plain."""

    glances: tuple[Glance, ...]
    hint: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what is due, and where the next one begins."""

    glances: tuple[Glance, ...]
    following: DueAfter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asked for something, with the values that a desk may see; none where erased."""

    citizen: Citizen | None
    name: str = field(default="", repr=False)
    document: str = field(default="", repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    address: Address | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything about one case that a person at a desk sees."""

    case: Case
    person: Person
    procedure: Procedure
    place: str
    standing: Standing
    stands: State
    deadlines: Deadlines
    missing: tuple[Reason, ...]
    note: str | None = field(repr=False)
    days_left: int | None
    moves: tuple[str, ...]
    events: tuple[Event, ...]
    spoken: tuple[Spoken, ...]
    errands: tuple[Errand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """Looks cases up for one institution; a case of another one is as unknown as none."""

    cases: Cases
    finder: CaseFinder
    log: CaseLog
    citizens: Citizens
    library: Library
    clock: Clock
    numbering: Numbering
    blind: Blind

    def queue(self, institution: str, after: DueAfter | None = None) -> Queue:
        """List what is overdue or due within a week, the soonest first, a page at a time."""
        until = self.clock.today() + LOOK_AHEAD
        due = self.finder.due(institution, until, after=after, limit=MOST_FOUND + 1)
        page = due[:MOST_FOUND]
        last = page[-1] if len(due) > len(page) else None
        following = None if last is None else DueAfter(last[1], last[0].number)
        return Queue(tuple(self._glances(case for case, _ in page)), following)

    def search(self, wanted: str, institution: str) -> FoundCases:
        """Find cases by number, the office's own number, document, phone or name."""
        text = " ".join(wanted.split())
        if not text:
            raise TextMissing
        if len(text) > LONGEST_SEARCH:
            raise TextTooLong(limit=LONGEST_SEARCH)
        found = {case.number: case for case in self._matching(text, institution)}
        glances = tuple(self._glances(list(found.values())[:MOST_FOUND]))
        return FoundCases(glances, None if glances else _hint(text))

    def glances(self, cases: Iterable[Case]) -> tuple[Glance, ...]:
        """Show cases that were found otherwise as lines of a list."""
        return tuple(self._glances(cases))

    def file(self, number: CaseNumber, institution: str) -> CaseFile:
        """Read everything about a case, or refuse it as unknown."""
        found = self.cases.find(number, None)
        if found is None or found.case.institution != institution:
            raise CaseNotFound
        case, books = found.case, self.library.at(found.documents)
        deadlines, today = books.deadlines(case), self.clock.today()
        now = standing(case, deadlines, today)
        stands = stands_as(case, now)
        return CaseFile(
            case=case,
            person=self.person(case.applicant),
            procedure=books.procedure(case.procedure),
            place=place_of(case, books).full,
            standing=now,
            stands=stands,
            deadlines=deadlines,
            missing=_missing(case, books),
            note=self.citizens.open_value(case.applicant, note_field(number)),
            days_left=_days_left(books, case, today, now.due),
            moves=() if case.is_disputed else _moves(stands, deadlines, today),
            events=self.log.events(number),
            spoken=self.log.spoken(number, limit=MOST_TURNS),
            errands=self.log.errands(number, limit=MOST_TURNS),
        )

    def person(self, citizen_id: str) -> Person:
        """Open the values of a citizen; what was erased or never given is empty."""
        citizen = self.citizens.get(citizen_id)
        if citizen is None or citizen.erased:
            return Person(citizen=citizen)
        address = self.citizens.open_value(citizen_id, "address")
        phones = (self.citizens.open_value(citizen_id, phone.field) for phone in citizen.phones)
        return Person(
            citizen=citizen,
            name=self.citizens.open_value(citizen_id, "name") or "",
            document=self.citizens.open_value(citizen_id, "document") or "",
            phones=tuple(phone for phone in phones if phone is not None),
            address=None if address is None else Address.from_text(address),
        )

    def _matching(self, text: str, institution: str) -> Iterator[Case]:
        """Try every reading of what was typed: the surest first."""
        own = self.finder.by_alias(institution, text)
        yield from self._numbered(own, institution)
        with suppress(Refusal):
            yield from self._numbered(CaseNumber.parse(text), institution)
        for kind in DocumentKind:
            with suppress(Refusal):
                blinded = self.blind("document", IdentityDocument.parse(kind, text).text)
                yield from _of(institution, self.cases.of_document(blinded))
        with suppress(Refusal):
            phone = self.blind("phone", self.numbering.read(text).e164)
            yield from _of(institution, (case for case, _ in self.cases.of_phone(phone)))
        keys = [self.blind("name", key) for key in name_keys(text)]
        if keys:
            yield from self.finder.by_name(institution, keys, limit=MOST_FOUND)

    def _numbered(self, number: CaseNumber | None, institution: str) -> Iterator[Case]:
        found = None if number is None else self.cases.find(number, None)
        if found is not None:
            yield from _of(institution, (found.case,))

    def _glances(self, cases: Iterable[Case]) -> Iterator[Glance]:
        books, today = self.library.books(), self.clock.today()
        for case in cases:
            yield Glance(
                case=case,
                standing=standing(case, books.deadlines(case), today),
                applicant=self.citizens.open_value(case.applicant, "name") or "",
                procedure=books.procedure(case.procedure).short_name,
            )


def stands_as(case: Case, now: Standing) -> State:
    """Tell the state on a day, with what silence has made of it (art. 199.1)."""
    return State.SILENCIO_POSITIVO if now.topic is Topic.APPROVED_BY_SILENCE else case.state


def _days_left(books: Books, case: Case, today: date, due: date | None) -> int | None:
    """Count the business days until a day, or below nought those since it; none without a day."""
    if due is None:
        return None
    calendar = books.calendar(case.institution)
    try:
        return calendar.count_business(today, due) - calendar.count_business(due, today)
    except CalendarMissing:
        return None


def _moves(stands: State, deadlines: Deadlines, today: date) -> tuple[str, ...]:
    """List what the law allows; negative silence gives a right to appeal (art. 199.3)."""
    moves, since = open_moves(stands), deadlines.negative_silence_on
    if since is not None and today > since and APPEAL not in moves:
        return (*moves, APPEAL)
    return moves


def _of(institution: str, cases: Iterable[Case]) -> Iterator[Case]:
    return (case for case in cases if case.institution == institution)


def _missing(case: Case, books: Books) -> tuple[Reason, ...]:
    book = books.reasons[books.institution(case.institution).country]
    return tuple(book.get(code) for code in case.reasons)


def _hint(text: str) -> Refusal | None:
    """Say what is wrong with a number that has the length of one of ours."""
    try:
        CaseNumber.parse(text)
    except NumberWrongCheck as refusal:
        return refusal
    except Refusal:
        return None
    return None
