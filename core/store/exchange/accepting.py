"""The hub takes runs of units' chains in: kept, folded where it goes, and given their places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.letter_arrivals import FOLLOWED
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen_story import ERASURE
from core.model.disputes import RESOLUTION
from core.model.event import MOST_EVENTS_A_TRANSACTION, Event, EventId
from core.model.moves import ASSERTION
from core.model.visit_story import ANNOUNCED
from core.ports import Work
from core.refusals import (
    ChainBroken,
    ChainForked,
    EventForeign,
    TooManyEvents,
)
from core.store import numbers, quarantine
from core.store.exchange import held
from core.store.exchange.chain import Link, links_of, what_is_new
from core.store.exchange.held import Coming
from core.store.exchange.values import Values, seals_of
from core.store.settling import Settling
from core.store.vault import erase
from core.store.work import StoreLedger, StoreWork, head_of

Effects = Callable[[Work, Case, Event], None]
Announce = Callable[[Work, Event], None]
# Staff and documents are the hub's: a lost laptop must not add any.
THE_HUBS = frozenset({"user", "document"})
# So is what an office's own system says, and who is right in a contradiction.
THE_OFFICES = frozenset({ASSERTION, RESOLUTION})
ITS_OWN = "origin"


@dataclass(frozen=True, slots=True)
class Accepting:
    """Takes runs in, each in one transaction with those that waited for it."""

    ledger: StoreLedger
    effects: Effects
    announce: Announce

    def accept(self, coming: Coming) -> None:
        """Keep a run, or let it wait for the one before; what it freed is kept too."""
        links = links_of(coming.parcel.events)
        if len(links) > MOST_EVENTS_A_TRANSACTION:
            raise TooManyEvents
        origin, epoch, _ = links[0].event.id
        with self.ledger.writing() as work:
            if origin in numbers.origins(work.connection):
                raise ChainBroken(event=str(links[0].event.id), problem="origin")
            new = what_is_new(work.connection, links)
            if new is None:
                held.hold(work.connection, coming, work.clock.now())
                return
            self._keep(work, new, coming)
            self._release(work, origin, epoch)
        while self._release_more(origin, epoch):
            pass

    def _release_more(self, origin: str, epoch: int) -> bool:
        """Keep what else was freed, a transaction at a time, so that nobody waits long."""
        with self.ledger.writing() as work:
            return self._release(work, origin, epoch)

    def _release(self, work: StoreWork, origin: str, epoch: int) -> bool:
        """Keep the runs that waited for what is here now; say whether there was one."""
        was_any = False
        while True:
            work.arriving.flush()
            head, _ = head_of(work.connection, origin, epoch)
            waiting = held.next_of(work.connection, origin, epoch, head)
            if waiting is None:
                return was_any
            first, last, coming = waiting
            if work.arriving.count + last - first + 1 > MOST_EVENTS_A_TRANSACTION:
                return was_any
            was_any = True
            held.drop(work.connection, origin, epoch, first)
            try:
                new = what_is_new(work.connection, links_of(coming.parcel.events))
            except (ChainBroken, ChainForked):
                # The unit hears of it when it sends the run again; what filled the gap counts.
                continue
            self._keep(work, new or (), coming)

    def _keep(self, work: StoreWork, links: Sequence[Link], coming: Coming) -> None:
        if not links:
            return
        events = [link.event for link in links]
        if coming.suspect:
            beside = (coming.parcel.values, coming.parcel.secrets)
            quarantine.shut_out(
                work.connection, events, coming.suspect, at=work.clock.now(), beside=beside
            )
            self._place(work, links, coming, {event.id: () for event in events})
            return
        buckets = self._fold(work, events, coming)
        self._place(work, links, coming, buckets)

    def _fold(
        self, work: StoreWork, events: Sequence[Event], coming: Coming
    ) -> Mapping[EventId, Sequence[str]]:
        now = work.clock.now()
        foreign = [event for event in events if not _may_tell(event)]
        quarantine.shut_out(work.connection, foreign, EventForeign.code, at=now)
        lawful = [event for event in events if _may_tell(event)]
        parcel = coming.parcel
        Values(work).keep_proved(parcel.values, parcel.secrets, seals_of(lawful))
        told: list[tuple[Case, Event]] = []
        codes = Settling(work.connection, work.projections).settle(
            lawful, lambda event: _note(work, event, told), told.clear
        )
        quarantine.set_aside(work.connection, lawful, codes, now)
        settled = [event for event in lawful if event.id not in codes]
        for event in settled:
            if event.draft.kind == ERASURE:
                erase(work.connection, event.draft.subject.partition(":")[2])
        for case, event in told:
            is_heard = event.id.seq <= coming.acked
            if event.id not in codes and not is_heard and _is_applied(case, event):
                self.effects(work, case, event)
        for event in settled:
            is_heard = event.draft.kind in ANNOUNCED and event.id.seq <= coming.acked
            if event.draft.kind in FOLLOWED and not is_heard:
                self.announce(work, event)
        return {event.id: tuple(work.districts.of(event.draft)) for event in lawful}

    def _place(
        self,
        work: StoreWork,
        links: Sequence[Link],
        coming: Coming,
        buckets: Mapping[EventId, Sequence[str]],
    ) -> None:
        now = work.clock.now()
        for link in links:
            districts = buckets.get(link.event.id, ())
            if link.event.draft.subject.partition(":")[0] == ITS_OWN:
                districts = ()
            work.arriving.accept(dict(link.row), now, districts, transport=coming.transport)


def unannounced(_work: Work, _event: Event) -> None:
    """Tell nobody of a stop that changed: where no one wishes that they are told."""


def _may_tell(event: Event) -> bool:
    kind, _, key = event.draft.subject.partition(":")
    if kind == ITS_OWN:
        return key == event.id.origin
    return kind not in THE_HUBS and event.draft.kind not in THE_OFFICES


def _note(work: StoreWork, event: Event, told: list[tuple[Case, Event]]) -> None:
    """Note a case as it stands right after an event of its own."""
    kind, _, key = event.draft.subject.partition(":")
    case = work.case(CaseNumber(key)) if kind == "case" else None
    if case is not None:
        told.append((case, event))


def _is_applied(case: Case, event: Event) -> bool:
    """Say whether an event moved its case, and nothing contradicts where it stands now."""
    return not case.is_disputed and all(one.event != event.id for one in case.disputes)
