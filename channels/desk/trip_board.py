"""What the rooms of trips ask: stops as they stand, who moves them, and the list of a departure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.appointments import Appointments
from core.ports import Trips
from core.readiness import Check
from core.trip_moving import TripMoving
from core.trip_planning import TripPlanning


@dataclass(frozen=True, slots=True, kw_only=True)
class TripBoard:
    """The use cases of trips; `ready` goes through the list of one."""

    trips: Trips
    planning: TripPlanning
    moving: TripMoving
    ready: Callable[[str], Sequence[Check]]
    appointments: Appointments
