"""What keeps a letter from being handed over at a stop, and a person from an appointment there."""

from core.refusals.refusal import Refusal


class ReceiverForbidden(Refusal):
    """Whoever is there may not take or refuse this letter here (TUO LPAG art. 21)."""

    code = "receiver_forbidden"


class SecondVisitUnannounced(Refusal):
    """A letter goes under the door only on the day that a notice named (art. 21.5)."""

    code = "second_visit_unannounced"


class DrawingInvalid(Refusal):
    """What was drawn is no signature, or more than can be kept."""

    code = "drawing_invalid"


class StopFull(Refusal):
    """In that hour of a stop there is no room for one more appointment: fact `limit`."""

    code = "stop_full"


class StopHourless(Refusal):
    """The stop does not attend in that hour."""

    code = "stop_hourless"


class AppointmentKnown(Refusal):
    """The case has an appointment at a coming stop."""

    code = "appointment_known"


class AppointmentUnknown(Refusal):
    """The case has no such appointment, or it is over or was called off."""

    code = "appointment_unknown"
