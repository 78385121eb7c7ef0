"""Gives what has to do with trips what it stands on."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from config.use_cases import Ground
from core.announcing import Announcing
from core.trip_moving import TripMoving
from core.trip_planning import TripPlanning
from core.visiting import Visiting


@dataclass(frozen=True, slots=True, kw_only=True)
class TripDesk:
    """Plans the trips of units, moves their stops and tells people of it."""

    visiting: Visiting
    planning: TripPlanning
    moving: TripMoving
    announcing: Announcing


def trips_of(ground: Ground) -> TripDesk:
    """Build the use cases of trips."""
    shelf, zone = ground.shelf, ZoneInfo(ground.country.time_zone)
    return TripDesk(
        visiting=Visiting(ledger=shelf.ledger, clock=ground.clock),
        planning=TripPlanning(ledger=shelf.ledger, clock=ground.clock, zone=zone),
        moving=TripMoving(ledger=shelf.ledger, clock=ground.clock, zone=zone),
        announcing=Announcing(
            ledger=shelf.ledger,
            trips=shelf.visits,
            citizens=shelf.citizens,
            has_opted_out=lambda phone: shelf.opt_outs.has(ground.keys.blind("phone", phone)),
            clock=ground.clock,
            zone=zone,
            first_language=ground.country.languages[0],
        ),
    )
