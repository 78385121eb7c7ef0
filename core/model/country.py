"""The country pack: what the core must know of a country, as data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from core.model.body import Body
from core.model.case_number import LENGTH
from core.model.certainty import Certainty
from core.model.document import Document
from core.refusals import DocumentInvalid

KIND = "country"
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIELDS = (
    "name",
    "time_zone",
    "phone_region",
    "phone_prefix",
    "phone_mobile",
    "short_codes",
    "area_codes",
    "currency",
    "weekend",
    "languages",
    "language_by_department",
    "language_certainty",
    "places_key",
    "case_number_length",
    "support_phone",
)


@dataclass(frozen=True, slots=True)
class Currency:
    """Money as the country counts it: ISO code and the words for one and for several."""

    code: str
    singular: str
    plural: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPack:
    """One country; `weekend` counts days as `date.weekday` does, departments are INEI's codes.

    `phone_mobile` is the form in which a provider writes a mobile, `area_codes` tell a fixed
    phone's department by name, `support_phone` is what letters and texts tell people to call.
    Without a `places_key` the house knows no district of the country.
    """

    code: str
    name: str
    time_zone: str
    phone_region: str
    phone_prefix: str
    phone_mobile: str
    short_codes: Mapping[str, str]
    area_codes: Mapping[str, str]
    currency: Currency
    weekend: frozenset[int]
    languages: tuple[str, ...]
    language_by_department: Mapping[str, tuple[str, ...]]
    language_certainty: Certainty
    places_key: str | None
    case_number_length: int
    support_phone: str

    @classmethod
    def parse(cls, document: Document) -> Self:
        """Read a country's document, or refuse it with the field that is wrong."""
        body = Body(document.key, document.body)
        if document.kind != KIND:
            raise DocumentInvalid(document=document.key, problem="unknown_choice", field="kind")
        body.only(*_FIELDS)
        languages = body.texts("languages", 12)
        if not languages:
            raise body.refuse("empty", "languages")
        return cls(
            code=document.key,
            name=body.text("name", 60),
            time_zone=_matching(body, "time_zone", r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)+"),
            phone_region=_matching(body, "phone_region", r"[A-Z]{2}"),
            phone_prefix=_matching(body, "phone_prefix", r"[1-9][0-9]{0,2}"),
            phone_mobile=_pattern(body, "phone_mobile"),
            short_codes=_named(body, "short_codes", r"[0-9]{3,6}"),
            area_codes=_named(body, "area_codes", r"[1-9][0-9]{0,3}"),
            currency=_currency(body.part("currency")),
            weekend=_weekend(body),
            languages=languages,
            language_by_department=_spoken(body.part("language_by_department"), languages),
            language_certainty=body.choice("language_certainty", Certainty),
            places_key=body.maybe_text("places_key", 40),
            case_number_length=_length(body),
            support_phone=body.text("support_phone", 20),
        )

    @property
    def default_language(self) -> str:
        """Tell the language that everyone falls back to."""
        return self.languages[0]

    def is_weekend(self, day: date) -> bool:
        """Say whether a day is of the weekend, whatever the calendar adds."""
        return day.weekday() in self.weekend

    def languages_in(self, department: str | None) -> tuple[str, ...]:
        """List every language, those spoken in a department (INEI's code) first.

        It only orders what is offered: the caller always chooses.
        """
        local = self.language_by_department.get(department or "", ())
        return tuple(dict.fromkeys((*local, *self.languages)))


def _matching(body: Body, field: str, pattern: str) -> str:
    value = body.text(field, 60)
    if re.fullmatch(pattern, value) is None:
        raise body.refuse("malformed", field)
    return value


def _pattern(body: Body, field: str) -> str:
    value = body.text(field, 60)
    try:
        re.compile(value)
    except re.error:
        raise body.refuse("malformed", field) from None
    return value


def _named(body: Body, field: str, pattern: str) -> Mapping[str, str]:
    names = body.part(field)
    for code in names.fields:
        if re.fullmatch(pattern, code) is None:
            raise names.refuse("malformed", code)
    return {code: names.text(code, 60) for code in names.fields}


def _currency(part: Body) -> Currency:
    part.only("code", "singular", "plural")
    code = _matching(part, "code", r"[A-Z]{3}")
    return Currency(code, part.text("singular", 20), part.text("plural", 20))


def _weekend(body: Body) -> frozenset[int]:
    days = body.texts("weekend", 9)
    if not set(_WEEK).issuperset(days):
        raise body.refuse("unknown_choice", "weekend")
    return frozenset(_WEEK.index(day) for day in days)


def _spoken(part: Body, languages: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    spoken = {department: part.texts(department, 12) for department in part.fields}
    for department, local in spoken.items():
        if re.fullmatch(r"[0-9]{2}", department) is None:
            raise part.refuse("malformed", department)
        if not set(languages).issuperset(local):
            raise part.refuse("unknown_choice", department)
    return spoken


def _length(body: Body) -> int:
    length = body.whole("case_number_length", least=LENGTH)
    if length != LENGTH:
        raise body.refuse("too_large", "case_number_length")
    return length
