"""What the journal does not let through."""

from core.refusals.refusal import Refusal


class TooManyEvents(Refusal):
    """One transaction may hold 500 events at most, so that readers never wait long."""

    code = "too_many_events"


class ChainBroken(Refusal):
    """The journal no longer verifies: facts `event` and `problem`."""

    code = "chain_broken"


class ChainForked(Refusal):
    """Two events bear one place in a chain, as after a copied disk: fact `event`."""

    code = "chain_forked"


class EventUnreadable(Refusal):
    """An event is kept, but what it says cannot be read here."""

    code = "event_unreadable"


class EventForeign(Refusal):
    """An event is kept, but tells of what its author has no say in."""

    code = "event_foreign"
