"""Where an event stands in the order in which the hub accepted it."""

from core.store.tables import ArrivalRow, EventRow
from core.store.upserts import table

ARRIVALS, _EVENTS = table(ArrivalRow), table(EventRow)
# Joins an event with its arrival, which alone knows the order over all origins.
ARRIVED = (
    (ARRIVALS.c.origin == _EVENTS.c.origin)
    & (ARRIVALS.c.epoch == _EVENTS.c.epoch)
    & (ARRIVALS.c.seq == _EVENTS.c.seq)
)
