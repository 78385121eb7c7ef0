"""What could be wrong with an exchange, one fault at a time, so that a test sees it noticed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.event import Event
from core.model.exchange import PENDING, Acknowledged, Chain, Cursors, Parcel, Scope
from core.ports import Work
from core.store.event_rows import to_row
from core.store.exchange import StoreHubShelf, StoreUnitShelf
from core.store.exchange.values import Values
from core.store.exchange.waiting import Placing, waits_at
from core.store.settling import Settling
from core.store.work import StoreWork
from core.wishes import EVENT, status_text
from tests.exchange.lines import Faults
from tests.exchange.nodes import UnitNode
from tests.exchange.worlds import CALCA_DISTRICT


class Deaf(StoreUnitShelf):
    """Drops every acknowledgement."""

    def acknowledge(self, ack: Acknowledged, /) -> None:
        del ack


class Careless(StoreUnitShelf):
    """Folds what comes on top of what is read, in the order of arrival."""

    def _take(self, work: StoreWork, placed: Sequence[tuple[int, Event]], parcel: Parcel) -> None:
        here = waits_at(work.connection, [event.id for _, event in placed])
        new = [(place, event) for place, event in placed if event.id not in here]
        for place, event in new:
            work.arriving.take(to_row(event), work.clock.now(), event.draft.buckets, place)
        for place, event in placed:
            if here.get(event.id, 0) > PENDING:
                Placing(work).put(here[event.id], place)
        Settling(work.connection, work.projections).settle([event for _, event in new])
        Values(work).keep(parcel.values, parcel.secrets, set())


class Hasty(StoreUnitShelf):
    """Moves its cursors on and takes only the first half in."""

    def take(self, parcel: Parcel, cursors: Cursors, /) -> None:
        half = (len(parcel.events) + 1) // 2
        kept = replace(parcel, events=parcel.events[:half], order=parcel.order[:half])
        super().take(kept, cursors)


class Boastful(StoreHubShelf):
    """Acknowledges before it has anything."""

    def placed(self, origin: str, epoch: int, chain: Chain, /) -> Acknowledged:
        told = super().placed(origin, epoch, chain)
        return replace(told, seq=told.seq + 1)


class Credulous(StoreHubShelf):
    """Believes what another hand made of a run, as one without signatures would."""

    def accept(
        self, parcel: Parcel, /, *, transport: str, suspect: str = "", acked: int = 0
    ) -> Acknowledged:
        events: list[Event] = []
        for event in parcel.events:
            draft = replace(event.draft, basis=f"{event.draft.basis}.")
            before = events[-1].hash() if events else event.prev_hash
            events.append(replace(event, draft=draft, prev_hash=before))
        altered = replace(parcel, events=tuple(events))
        return super().accept(altered, transport=transport, suspect=suspect, acked=acked)


class Generous(StoreHubShelf):
    """Sends what concerns other districts too."""

    def since(self, scope: Scope, cursors: Cursors, /, *, limit: int) -> tuple[Parcel, Cursors]:
        wider = replace(scope, buckets=scope.buckets | {CALCA_DISTRICT})
        return super().since(wider, cursors, limit=limit)


class Forgetful(StoreHubShelf):
    """Forgets on the way down what the authors had seen."""

    def since(self, scope: Scope, cursors: Cursors, /, *, limit: int) -> tuple[Parcel, Cursors]:
        parcel, moved = super().since(scope, cursors, limit=limit)
        events = tuple(replace(e, draft=replace(e.draft, base=())) for e in parcel.events)
        return replace(parcel, events=events), moved


class Skipping(StoreHubShelf):
    """Steps over one event of each page, as a reader of cursors that come late would."""

    def since(self, scope: Scope, cursors: Cursors, /, *, limit: int) -> tuple[Parcel, Cursors]:
        parcel, moved = super().since(scope, cursors, limit=limit)
        if len(parcel.events) > 1:
            parcel = replace(parcel, events=parcel.events[1:], order=parcel.order[1:])
        return parcel, moved


class Secretive(StoreHubShelf):
    """Loses the newest value of each page on the way down, and keeps the event."""

    def since(self, scope: Scope, cursors: Cursors, /, *, limit: int) -> tuple[Parcel, Cursors]:
        parcel, moved = super().since(scope, cursors, limit=limit)
        return replace(
            parcel, values=tuple(replace(v, value=f"{v.value}!") for v in parcel.values)
        ), moved


class Prompt(StoreHubShelf):
    """Quarantines a whole run with whatever nobody can fold in it."""

    def accept(
        self, parcel: Parcel, /, *, transport: str, suspect: str = "", acked: int = 0
    ) -> Acknowledged:
        poisoned = any(event.draft.schema_v > 1 for event in parcel.events)
        return super().accept(
            parcel,
            transport=transport,
            suspect="event_unreadable" if poisoned else suspect,
            acked=acked,
        )


@dataclass(frozen=True)
class Twice:
    """Wishes what follows from an event a second time, under another key."""

    effects: Callable[[Work, Case, Event], None]

    def __call__(self, work: Work, case: Case, event: Event) -> None:
        self.effects(work, case, event)
        for hand in ("first", "second"):
            wish = status_text(case.number, cause=f"{EVENT}{event.id}", at=event.recorded_at)
            work.intend(replace(wish, unique_key=f"{wish.unique_key}:{hand}"))


class Talkative(StoreHubShelf):
    """Tells citizens of whatever comes, contradicted or not."""

    def accept(
        self, parcel: Parcel, /, *, transport: str, suspect: str = "", acked: int = 0
    ) -> Acknowledged:
        told = super().accept(parcel, transport=transport, suspect=suspect, acked=acked)
        with self.ledger.writing() as work:
            for event in parcel.events:
                kind, _, key = event.draft.subject.partition(":")
                if kind == "case":
                    cause = f"{EVENT}{event.id}"
                    work.intend(status_text(CaseNumber(key), cause=cause, at=event.recorded_at))
        return told


def goes_on_in_the_old_epoch(unit: UnitNode) -> None:
    """Bring a backup back and write on as if nothing had been."""
    unit.place.settle()


def _hub(kind: type[StoreHubShelf]) -> Faults:
    return Faults(hub=lambda shelf: kind(shelf.ledger, shelf.effects))  # type: ignore[attr-defined]


def _unit(kind: type[StoreUnitShelf]) -> Faults:
    return Faults(unit=lambda shelf: kind(shelf.ledger))  # type: ignore[attr-defined]


# Each fault, with the invariants of which one must notice it.
FAULTS: Mapping[str, tuple[Faults, frozenset[str]]] = {
    "drops an acknowledgement": (_unit(Deaf), frozenset({"I2"})),
    "folds in the order of arrival": (_unit(Careless), frozenset({"I1", "I15"})),
    "moves cursors before events": (_unit(Hasty), frozenset({"I1", "I8"})),
    "acknowledges what is not there": (_hub(Boastful), frozenset({"I2", "I5"})),
    "accepts another hand's bytes": (_hub(Credulous), frozenset({"I5", "I9", "I2"})),
    "sends other districts": (_hub(Generous), frozenset({"I8", "I1"})),
    "forgets what was seen": (_hub(Forgetful), frozenset({"I1", "I14"})),
    "steps over an event": (_hub(Skipping), frozenset({"I1", "I15"})),
    "spoils values": (_hub(Secretive), frozenset({"I15", "I1"})),
    "delays others for poison": (_hub(Prompt), frozenset({"I13"})),
    "wishes twice": (
        Faults(hub=lambda shelf: replace(shelf, effects=Twice(shelf.effects))),  # type: ignore[attr-defined,type-var]
        frozenset({"I16"}),
    ),
    "tells of a contradiction": (_hub(Talkative), frozenset({"I16"})),
    "goes on in an old epoch": (
        Faults(restored=goes_on_in_the_old_epoch),
        frozenset({"I2", "I5", "I7"}),
    ),
}
