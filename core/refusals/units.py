"""What a hub and its units decline while they exchange."""

from core.refusals.refusal import Refusal


class KeyNotLent(Refusal):
    """A unit was asked for a key of another origin, which only the hub has."""

    code = "key_not_lent"


class DeviceUnknown(Refusal):
    """No unit of this name is enrolled, or not in this epoch: fact `unit`."""

    code = "device_unknown"


class DeviceRevoked(Refusal):
    """The unit was shut out, as after a lost laptop: fact `unit`."""

    code = "device_revoked"


class DeviceExpired(Refusal):
    """The last day of the unit's key is over: fact `unit`."""

    code = "device_expired"


class DeviceKnown(Refusal):
    """A unit of this name is enrolled already: fact `unit`."""

    code = "device_known"


class DeviceKeyWrong(Refusal):
    """The line that a unit's laptop printed is not whole."""

    code = "device_key_wrong"


class CrewUnready(Refusal):
    """Who is to travel could not sign in on board: fact `users`, who has no codes yet."""

    code = "crew_unready"


class SessionOld(Refusal):
    """A session of the exchange was over before this came: fact `session`."""

    code = "session_old"


class UnitCopied(Refusal):
    """The unit's database or machine is not the one that was enrolled: a copy may not write."""

    code = "unit_copied"


class UnitOnly(Refusal):
    """A unit alone can do it, and this installation is none."""

    code = "unit_only"


class HubOnly(Refusal):
    """The hub alone can do it, and this installation is a unit."""

    code = "hub_only"


class PackOther(Refusal):
    """The unit was begun with another pack."""

    code = "pack_other"


class SparesSpent(Refusal):
    """No epoch is left to a unit; the hub must enrol it anew."""

    code = "spares_spent"


class ExchangeBusy(Refusal):
    """An exchange is going on already."""

    code = "exchange_busy"


class LinkDown(Refusal):
    """The hub could not be reached, or the line broke too often: fact `problem`."""

    code = "link_down"


class ExchangeRefused(Refusal):
    """The hub declined the exchange: fact `answer`, a code."""

    code = "exchange_refused"


class EpochTaken(Refusal):
    """Another disk began this epoch before: fact `epoch`."""

    code = "epoch_taken"


class HubBehind(Refusal):
    """The hub came back from an old backup, and has not begun a new epoch yet."""

    code = "hub_behind"


class AnswerAhead(Refusal):
    """An answer follows one that was never taken in here."""

    code = "answer_ahead"


class DeviceActive(Refusal):
    """The unit was never shut out, so there is nothing to let back in: fact `unit`."""

    code = "device_active"


class DeviceKeyOld(Refusal):
    """A laptop that was lost comes back with the keys that it had: fact `unit`."""

    code = "device_key_old"
