"""Words what a page says: facts in the house's own words, refusals and problems in a person's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from channels.porch.refusal_words import CHANNEL, LANGUAGE, refusal_words
from core.model.answers import Line, Value
from core.ports import Wording
from core.refusals import (
    CountOutOfRange,
    DateOutOfOrder,
    IdentityInvalid,
    PhoneForeign,
    PhoneInvalid,
    PhoneMissing,
    PhoneShortCode,
    PhoneUnreadable,
    PlaceAmbiguous,
    PlaceUnknown,
    ReasonForbidden,
    ReasonUnknown,
    Refusal,
)

Problems = Mapping[str, str]
# Which field of a form a refusal is about; any other stands above the form.
FIELD_OF: Mapping[type[Refusal], str] = {
    CountOutOfRange: "days",
    IdentityInvalid: "document",
    PhoneForeign: "phone",
    PhoneInvalid: "phone",
    PhoneMissing: "phone",
    PhoneShortCode: "phone",
    PhoneUnreadable: "phone",
    PlaceAmbiguous: "district",
    PlaceUnknown: "district",
    ReasonForbidden: "reasons",
    ReasonUnknown: "reasons",
}
# How pydantic calls what is wrong with a field, and which of our words say it.
_PROBLEMS = {
    "missing": "missing",
    "string_too_short": "string_too_short",
    "string_too_long": "string_too_long",
    "date_from_datetime_parsing": "date",
    "date_parsing": "date",
    "date_type": "date",
    "time_parsing": "hour",
    "int_parsing": "number",
    "greater_than_equal": "number",
    "less_than_equal": "number",
    "literal_error": "choice",
    "enum": "choice",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Says things on a page, in the zone where the office is."""

    wording: Wording
    zone: ZoneInfo

    def say(self, message: str, /, **facts: Value) -> str:
        """Say one message of the pages."""
        line = Line(f"{CHANNEL}.{message}", facts)
        return self.wording.compose(LANGUAGE, CHANNEL, (line,)).texts[0]

    def hour(self, moment: datetime) -> str:
        """Write a moment as the clock on the wall of the office told it."""
        return moment.astimezone(self.zone).strftime("%d/%m/%Y %H:%M")

    def refusal(self, refusal: Refusal) -> str:
        """Say what is wrong with a thing, and the way on."""
        return refusal_words(self.wording, refusal)

    def refused(self, refusal: Refusal) -> Problems:
        """Say a refusal at the field that it is about."""
        field = FIELD_OF.get(type(refusal), "")
        if isinstance(refusal, DateOutOfOrder):
            field = str(refusal.facts["field"])
        return {field: self.refusal(refusal)}

    def invalid(self, fault: ValidationError) -> Problems:
        """Say what is wrong with the fields of a form, each once."""
        found: dict[str, str] = {}
        for error in fault.errors(include_url=False, include_context=False, include_input=False):
            field = str(error["loc"][0]) if error["loc"] else ""
            problem = _PROBLEMS.get(error["type"], "other")
            found.setdefault(field, self.say(f"problem.{problem}"))
        return found
