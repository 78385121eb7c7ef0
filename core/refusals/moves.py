"""What the law or the calendar does not allow."""

from core.refusals.refusal import Refusal


class IllegalMove(Refusal):
    """The state of the case does not allow the move: facts `state` and `move`."""

    code = "illegal_move"


class BasisMissing(Refusal):
    """A move was asked for without the legal basis that it needs."""

    code = "basis_missing"


class ReasonUnknown(Refusal):
    """An observation names a reason that the document does not have: fact `reason`."""

    code = "reason_unknown"


class ReasonForbidden(Refusal):
    """The law forbids asking a citizen for this: facts `reason` and `basis`."""

    code = "reason_forbidden"


class RouteDeviation(Refusal):
    """The route leads elsewhere, and no reason was given: facts `station` and `expected`."""

    code = "route_deviation"


class RouteEnded(Refusal):
    """The case lies at the last station, where it is decided: fact `station`."""

    code = "route_ended"


class StaleCase(Refusal):
    """The case changed since the asker last saw it."""

    code = "stale_case"


class CaseDisputed(Refusal):
    """Two authors contradict each other about the case: somebody must first say what holds."""

    code = "case_disputed"


class DisputeUnknown(Refusal):
    """What was to be settled is settled already, or was never contradicted."""

    code = "dispute_unknown"


class DateUnreadable(Refusal):
    """A date is not written YYYY-MM-DD: fact `field`."""

    code = "date_unreadable"


class DateOutOfOrder(Refusal):
    """A date lies in the future or before what it must follow: fact `field`."""

    code = "date_out_of_order"


class CalendarMissing(Refusal):
    """No reviewed calendar covers a year that the count would enter: fact `year`."""

    code = "calendar_missing"


class CountOutOfRange(Refusal):
    """A number of days is negative or longer than any term: fact `days`."""

    code = "count_out_of_range"
