"""Why the house does not call a phone, or does not go on with who calls it."""

from core.refusals.refusal import Refusal


class PhoneHidden(Refusal):
    """The carrier shows no phone that could be called: it is withheld, or nobody answers it."""

    code = "phone_hidden"


class PhoneAbroad(Refusal):
    """The phone is of another country, where no call of ours goes."""

    code = "phone_abroad"


class CallsTooMany(Refusal):
    """The phone was called as often as one is in a day, or the house called enough in all."""

    code = "calls_too_many"


class CallingOptedOut(Refusal):
    """Whoever has this phone asked that the house begins nothing with it."""

    code = "calling_opted_out"


class CallingPaused(Refusal):
    """The money for calls of this month is spent."""

    code = "calling_paused"


class CalledTooOften(Refusal):
    """The phone called more often today than anyone needs to."""

    code = "called_too_often"
