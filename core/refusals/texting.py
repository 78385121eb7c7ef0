"""What stands between whoever texts and what they wish."""

from core.refusals.refusal import Refusal


class PhoneUnregistered(Refusal):
    """The phone is on file for nobody, so nothing can be changed for it by text."""

    code = "phone_unregistered"


class NumberNeeded(Refusal):
    """The phone is on file for several people: the number of a case says whose wish it is."""

    code = "number_needed"


class LanguageNotOffered(Refusal):
    """No answer is approved in this language yet."""

    code = "language_not_offered"
