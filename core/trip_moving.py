"""Moves the stops of a trip along, calls them off and takes their reports; people are told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo

from core.acts import Act
from core.model.event import Draft, Event
from core.model.visit import Hindrance, Visit
from core.ports import Clock, Ledger, Work
from core.refusals import DateOutOfOrder, VisitChanged, VisitUnknown
from core.visit_events import NewReport, cancellation_of, move_of, report_of
from core.visit_notices import announce

# Who is later than this makes another plan.
MOST_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class TripMoving:
    """Changes stops as the river does; each change is an event, and is announced once.

    `seen` is the day that the page showed: a stop that was moved meanwhile is not moved again.
    """

    ledger: Ledger
    clock: Clock
    zone: tzinfo

    def delay(
        self,
        visit: str,
        days: int,
        act: Act,
        *,
        along: bool = True,
        reason: Hindrance = Hindrance.PLAN,
        seen: date | None = None,
    ) -> tuple[Event, ...]:
        """Move a stop by so many calendar days, and with `along` all later ones of its trip too.

        Stops keep their order; what was called off or is done already stays where it is.
        """
        if not days or abs(days) > MOST_DAYS:
            raise DateOutOfOrder(field="days")
        act.check(None, self.clock.today())

        def write(work: Work, stop: Visit) -> Iterator[Draft]:
            moved = _moved(work, stop, timedelta(days=days), along=along)
            if moved[0].on < self.clock.today():
                raise DateOutOfOrder(field="days")
            for one in moved:
                yield move_of(one, act, self.clock, on=one.on, reason=reason)

        return self._change(visit, act, write, seen=seen)

    def cancel(
        self, visit: str, act: Act, *, reason: Hindrance, seen: date | None = None
    ) -> tuple[Event, ...]:
        """Call a stop off."""
        act.check(None, self.clock.today())

        def write(_work: Work, stop: Visit) -> Iterator[Draft]:
            yield cancellation_of(stop, act, self.clock, reason=reason)

        return self._change(visit, act, write, seen=seen)

    def report(self, visit: str, report: NewReport, act: Act) -> tuple[Event, ...]:
        """Take the report of a stop; told again, the later one holds."""
        if report.on > self.clock.today():
            raise DateOutOfOrder(field="on")
        if report.left < report.arrived:
            raise DateOutOfOrder(field="left")
        with self.ledger.writing() as work:
            stop = work.visit(visit)
            if stop is None:
                raise VisitUnknown
            if _is_known(work, act):
                return ()
            event = work.append(report_of(stop, act, self.clock, report=report))
            _remember(work, act, event)
            return (event,)

    def _change(
        self,
        visit: str,
        act: Act,
        write: Callable[[Work, Visit], Iterator[Draft]],
        *,
        seen: date | None,
    ) -> tuple[Event, ...]:
        with self.ledger.writing() as work:
            stop = work.visit(visit)
            if stop is None:
                raise VisitUnknown
            if _is_known(work, act):
                return ()
            if not stop.is_planned or seen not in {None, stop.on}:
                raise VisitChanged
            events = tuple(work.append(draft) for draft in tuple(write(work, stop)))
            for event in events:
                announce(work, event, self.clock, self.zone)
            _remember(work, act, events[0])
            return events


def _moved(work: Work, stop: Visit, by: timedelta, *, along: bool) -> Sequence[Visit]:
    """Tell the stops that move, on their new days, or refuse where they would pass another one."""
    trip = work.trip(stop.trip) if stop.trip else (stop,)
    coming = [one for one in trip if one.is_planned]
    at = next(place for place, one in enumerate(coming) if one.id == stop.id)
    last = len(coming) if along else at + 1
    moved = [replace(one, on=one.on + by) for one in coming[at:last]]
    before, after = coming[max(0, at - 1) : at], coming[last : last + 1]
    if any(moved[0].on < one.on for one in before) or any(one.on < moved[-1].on for one in after):
        raise DateOutOfOrder(field="days")
    return moved


def _is_known(work: Work, act: Act) -> bool:
    return act.key is not None and work.remembered(act.key) is not None


def _remember(work: Work, act: Act, event: Event) -> None:
    if act.key is not None:
        work.remember(act.key, str(event.id))
