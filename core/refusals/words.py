"""What can be wrong with a message or a webhook."""

from core.refusals.refusal import Refusal


class TextMissing(Refusal):
    """An empty message, or one without anything readable in it."""

    code = "text_missing"


class TextTooLong(Refusal):
    """A message longer than anyone would type: fact `limit`."""

    code = "text_too_long"


class TextNotUnderstood(Refusal):
    """A readable message that asks for nothing the house knows."""

    code = "text_not_understood"


class RequestIncomplete(Refusal):
    """A webhook arrived without a field that it always has: fact `field`."""

    code = "request_incomplete"


class SignatureInvalid(Refusal):
    """A webhook is not signed by the provider: nothing is recorded."""

    code = "signature_invalid"


class TurnUnknown(Refusal):
    """A call continues from a turn that was never spoken."""

    code = "turn_unknown"
