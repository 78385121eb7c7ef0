"""What stands between a citizen and a person: nobody at the phone, or a message that moved on."""

from core.refusals.refusal import Refusal


class PersonAway(Refusal):
    """Nobody is at the phone now; the next day on which someone is: fact `on`."""

    code = "person_away"


class PersonUnavailable(Refusal):
    """No person can be reached by phone, and nobody knows from which day on one can."""

    code = "person_unavailable"


class MessageUnknown(Refusal):
    """No message of this institution has this id, or what it said was deleted in its time."""

    code = "message_unknown"


class MessageMoved(Refusal):
    """Somebody else took the message, gave it back or settled it meanwhile."""

    code = "message_moved"
