"""Plans where a unit stops, so that every channel can tell when it comes."""

from dataclasses import dataclass
from datetime import date

from core.acts import Act
from core.model.event import Event
from core.model.trip_plan import LONGEST_SHORT_PLACE
from core.ports import Clock, Ledger
from core.refusals import DateOutOfOrder, TextTooLong
from core.visit_events import NewVisit, plan_of

__all__ = ["LONGEST_SHORT_PLACE", "NewVisit", "Visiting", "check_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visiting:
    """Keeps the stops of units."""

    ledger: Ledger
    clock: Clock

    def plan(self, visit: NewVisit, act: Act) -> Event:
        """Plan a stop; one that lies in the past helps nobody."""
        check_plan(visit, self.clock.today())
        with self.ledger.writing() as work:
            return work.append(plan_of(visit, act, self.clock, before=work.visit(visit.id)))


def check_plan(visit: NewVisit, today: date) -> None:
    """Refuse a stop that lies in the past, ends before it begins or has too long a name."""
    if visit.on < today:
        raise DateOutOfOrder(field="on")
    if visit.from_hour and visit.until_hour and visit.until_hour <= visit.from_hour:
        raise DateOutOfOrder(field="until")
    if len(visit.short_place) > LONGEST_SHORT_PLACE:
        raise TextTooLong(limit=LONGEST_SHORT_PLACE)
