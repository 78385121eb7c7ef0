"""Takes in the plan of a trip: what changed once, the rest never, and nothing of a faulty one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from enum import StrEnum

from core.acts import Act
from core.model.asserted import RowError
from core.model.event import Draft
from core.model.trip_plan import PlannedStop, faults_of, keys_of
from core.model.visit import Hindrance, Visit, VisitState
from core.ports import Clock, Ledger, Work
from core.refusals import CellInvalid, DateOutOfOrder, TripUnknown
from core.visit_events import NewVisit, cancellation_of, plan_of
from core.visit_notices import announce

LONGEST_TRIP = 60


class Fate(StrEnum):
    """What a plan does to a stop."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What a plan did, or would do: `faults` are all of them, and with any nothing was done."""

    trip: str
    counts: Mapping[Fate, int]
    faults: tuple[RowError, ...] = ()
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    fate: Fate
    draft: Draft | None = field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TripPlanning:
    """Brings the rows of a plan into the journal, each as one event at most.

    A stop keeps the day to which a delay took it, until the plan itself says another day. One that
    is no longer in the plan is called off; one that is done, or was called off because of the
    river, stays as it is.
    """

    ledger: Ledger
    clock: Clock
    zone: tzinfo

    def take_in(
        self,
        rows: Iterable[PlannedStop | RowError],
        act: Act,
        *,
        trip: str,
        unit: str,
        dry_run: bool = False,
    ) -> PlanReport:
        """Take in a plan, whole or not at all; a dry run tells what it would do."""
        trip = trip_name(trip)
        every = tuple(rows)
        stops = tuple(one for one in every if isinstance(one, PlannedStop))
        faults = [*(one for one in every if isinstance(one, RowError)), *faults_of(stops)]
        counts = dict.fromkeys(Fate, 0)
        with self.ledger.writing() as work:
            plan = _Plan(trip, unit, work.trip(trip), self.clock.today())
            faults += plan.late_rows(stops)
            if not faults:
                for step in tuple(plan.steps(stops, act, self.clock)):
                    counts[step.fate] += 1
                    if not dry_run:
                        self._write(work, step)
        told = tuple(sorted(faults, key=lambda fault: fault.row))
        return PlanReport(trip=trip, counts=counts, faults=told, dry_run=dry_run)

    def add(self, stop: PlannedStop, act: Act, *, trip: str) -> str:
        """Plan one more stop of a trip, in its place by day; tell its id, the same for one form.

        A plan that is taken in later and does not have it calls it off.
        """
        fault = next(faults_of((stop,)), None)
        if stop.on < self.clock.today():
            raise DateOutOfOrder(field="on")
        if fault is not None:
            raise CellInvalid(column=fault.column, problem=fault.problem)
        with self.ledger.writing() as work:
            known = None if act.key is None else work.remembered(act.key)
            if known is not None:
                return known
            standing = work.trip(trip)
            if not standing:
                raise TripUnknown
            plan = _Plan(trip, standing[0].unit, standing, self.clock.today())
            key = keys_of(trip, (*standing, stop))[-1]
            before = [one.stop for one in standing if one.on <= stop.on]
            new = plan.new(key, stop, max(before, default=1))
            work.append(plan_of(new, act, self.clock))
            if act.key is not None:
                work.remember(act.key, key)
            return key

    def _write(self, work: Work, step: _Step) -> None:
        if step.draft is None:
            return
        event = work.append(step.draft)
        if step.fate in {Fate.MOVED, Fate.CANCELLED}:
            announce(work, event, self.clock, self.zone)


@dataclass(frozen=True, slots=True)
class _Plan:
    trip: str
    unit: str
    standing: tuple[Visit, ...]
    today: date

    def late_rows(self, stops: tuple[PlannedStop, ...]) -> Iterator[RowError]:
        """Tell the rows that plan something new for a day that is over."""
        known = {visit.id: visit for visit in self.standing}
        for key, stop in zip(keys_of(self.trip, stops), stops, strict=True):
            before = known.get(key)
            if stop.on < self.today and (before is None or before.day_of_plan != stop.on):
                found = stop.on.isoformat()
                yield RowError(row=stop.row, column="fecha", problem="in_the_past", found=found)

    def steps(self, stops: tuple[PlannedStop, ...], act: Act, clock: Clock) -> Iterator[_Step]:
        """Tell what becomes of each stop of the plan, and of those that are no longer in it."""
        known = {visit.id: visit for visit in self.standing}
        keys = keys_of(self.trip, stops)
        for place, (key, stop) in enumerate(zip(keys, stops, strict=True), start=1):
            yield self._step(self.new(key, stop, place), known.get(key), act, clock)
        for visit in self.standing:
            if visit.id not in keys and visit.is_planned and visit.on >= self.today:
                draft = cancellation_of(visit, act, clock, reason=Hindrance.PLAN)
                yield _Step(fate=Fate.CANCELLED, draft=draft)

    def new(self, key: str, stop: PlannedStop, place: int) -> NewVisit:
        """Tell a row as the stop that it plans."""
        return NewVisit(
            id=key,
            district=stop.district,
            on=stop.on,
            place=stop.place,
            short_place=stop.short_place,
            services=stop.services,
            unit=self.unit,
            trip=self.trip,
            stop=place,
            from_hour=stop.from_hour,
            until_hour=stop.until_hour,
            languages=stop.languages,
            tasks=stop.tasks,
        )

    def _step(self, new: NewVisit, before: Visit | None, act: Act, clock: Clock) -> _Step:
        if before is None or _was_left_out(before):
            return _Step(fate=Fate.NEW, draft=plan_of(new, act, clock, before=before))
        if not before.is_planned:
            return _Step(fate=Fate.UNCHANGED)
        if new.on != before.day_of_plan:
            return _Step(fate=Fate.MOVED, draft=plan_of(new, act, clock, before=before))
        kept = replace(new, on=before.on, planned_on=before.planned_on)
        if _facts_of(kept) == _facts_of(before):
            return _Step(fate=Fate.UNCHANGED)
        return _Step(fate=Fate.CHANGED, draft=plan_of(kept, act, clock, before=before))


def trip_name(written: str) -> str:
    """Read the name of a trip, as an address of a page may hold it."""
    name = " ".join(written.replace("/", "-").split())
    if not name or len(name) > LONGEST_TRIP or not name.isprintable():
        raise TripUnknown
    return name


def _was_left_out(visit: Visit) -> bool:
    """Say whether a plan, and no river, called a stop off: then a plan may bring it back."""
    return visit.state is VisitState.CANCELLED and visit.reason == Hindrance.PLAN


def _facts_of(stop: NewVisit | Visit) -> tuple[object, ...]:
    return (
        *(stop.district, stop.on, stop.place, stop.short_place, stop.services, stop.unit),
        *(stop.stop, stop.from_hour, stop.until_hour, stop.languages, stop.tasks),
    )
