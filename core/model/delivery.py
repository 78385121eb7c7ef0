"""How far a text came, in whatever order its receipts arrive, and why it came no further."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far a text came; each hides the ones before it, so that no receipt leads back.

    Nothing outdoes a phone that has the text, and no network can say that it has not after all.
    """

    QUEUED = "queued"
    DOUBTED = "in_doubt"
    ACCEPTED = "accepted"
    SENT = "sent"
    REJECTED = "rejected"
    UNDELIVERED = "undelivered"
    DELIVERED = "delivered"


class Cause(StrEnum):
    """Why a text came no further, whichever carrier says so; each has words for staff."""

    PHONE_INVALID = "phone_invalid"
    PHONE_NOT_MOBILE = "phone_not_mobile"
    PHONE_OFF = "phone_off"
    OPTED_OUT = "opted_out"
    COUNTRY_FORBIDDEN = "country_forbidden"
    BLOCKED = "blocked"
    SENDER_INVALID = "sender_invalid"
    TEXT_INVALID = "text_invalid"
    ACCOUNT_REFUSED = "account_refused"
    NO_CREDIT = "no_credit"
    TOO_FAST = "too_fast"
    NETWORK_DOWN = "network_down"
    NETWORK_REFUSED = "network_refused"
    NOT_REACHED = "not_reached"
    EXPIRED = "expired"
    NO_ANSWER = "no_answer"
    NO_ROUTE = "no_route"
    CARRIERS_RESTING = "carriers_resting"
    UNKNOWN = "unknown"


# The carrier's own trouble: another one may carry the text, and this one may need a rest.
OF_THE_CARRIER = frozenset(
    {
        Cause.SENDER_INVALID,
        Cause.ACCOUNT_REFUSED,
        Cause.NO_CREDIT,
        Cause.TOO_FAST,
        Cause.NETWORK_DOWN,
        Cause.NETWORK_REFUSED,
        Cause.NOT_REACHED,
        Cause.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One text on its way; `key` is what carriers bring back, `code` their own word for a cause."""

    key: str
    wish: str
    carrier: str
    state: State
    cause: Cause | None
    code: str
    provider_id: str
    parts: int
    cost_cents: int
    at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a carrier tells of a text that it took.

    `goes_on` says that it surely never left, and by no fault of phone or text.
    """

    key: str
    state: State
    cause: Cause | None = None
    code: str = ""
    provider_id: str = ""
    goes_on: bool = False


def later(one: State, other: State) -> State:
    """Tell which of two states stands: the same, whichever was heard first or twice."""
    order = tuple(State)
    return max(one, other, key=order.index)


def hidden_by(state: State) -> tuple[State, ...]:
    """List the states that a state replaces."""
    order = tuple(State)
    return order[: order.index(state)]


def cause_of(code: str) -> Cause:
    """Read a failure's code as a cause; one that no table knows is unknown."""
    return Cause(code) if code in {*Cause} else Cause.UNKNOWN
