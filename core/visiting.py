"""Plans where a unit stops, so that every channel can tell when it comes."""

from dataclasses import dataclass
from datetime import date

from core.acts import Act
from core.model.event import Draft, Event
from core.ports import Clock, Ledger
from core.refusals import DateOutOfOrder, TextTooLong

LONGEST_SHORT_PLACE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """A stop of a unit at a place and time."""

    id: str
    district: str
    on: date
    place: str
    short_place: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visiting:
    """Keeps the stops of units."""

    ledger: Ledger
    clock: Clock

    def plan(self, visit: NewVisit, act: Act) -> Event:
        """Plan a stop; one that lies in the past helps nobody."""
        if visit.on < self.clock.today():
            raise DateOutOfOrder(field="on")
        if len(visit.short_place) > LONGEST_SHORT_PLACE:
            raise TextTooLong(limit=LONGEST_SHORT_PLACE)
        with self.ledger.writing() as work:
            return work.append(
                Draft(
                    kind="visit_planned",
                    subject=f"visit:{visit.id}",
                    institution="",
                    actor=act.actor,
                    via=act.via,
                    happened_at=act.happened_at(self.clock),
                    data={
                        "district": visit.district,
                        "on": visit.on.isoformat(),
                        "place": visit.place,
                        "short_place": visit.short_place,
                        "services": list(visit.services),
                    },
                    buckets=(visit.district,),
                )
            )
