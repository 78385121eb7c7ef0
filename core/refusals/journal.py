"""What the journal does not let through."""

from core.refusals.refusal import Refusal


class TooManyEvents(Refusal):
    """One transaction may hold 500 events at most, so that readers never wait long."""

    code = "too_many_events"


class ChainBroken(Refusal):
    """The journal no longer verifies: facts `event` and `problem`."""

    code = "chain_broken"
