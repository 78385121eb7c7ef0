"""Phones as people and providers write them; the only module that knows phonenumbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from core.model.country import CountryPack
from core.refusals import (
    PhoneForeign,
    PhoneInvalid,
    PhoneMissing,
    PhoneShortCode,
    PhoneUnreadable,
)

LONGEST = 40
PhoneKind = Literal["mobile", "fixed"]
# Figures, at most three plain separators between them, one + in front: nothing else is guessed at.
_PLAIN = re.compile(r"\+?\(?[0-9]+(?:[ .()-]{1,3}[0-9]+)*")
_INTERNATIONAL = re.compile(r"\A(?:\+|00)")
_KINDS: Mapping[int, PhoneKind] = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "fixed",
}


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that a person can answer; a fixed one tells its department by name."""

    e164: str = field(repr=False)
    kind: PhoneKind
    department: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How one country numbers its phones."""

    region: str
    prefix: str
    mobile: str
    short_codes: Mapping[str, str]
    area_codes: Mapping[str, str]

    @classmethod
    def of(cls, pack: CountryPack) -> Self:
        """Take from the country pack what phones need."""
        return cls(
            region=pack.phone_region,
            prefix=pack.phone_prefix,
            mobile=pack.phone_mobile,
            short_codes=pack.short_codes,
            area_codes=pack.area_codes,
        )

    def trusted(self, e164: str) -> Phone:
        """Read a sender's number as a provider writes it: mobiles at the cost of one match."""
        if re.fullmatch(self.mobile, e164):
            return Phone(e164, "mobile")
        return self.read(e164)

    def read(self, text: str) -> Phone:
        """Read a phone of this country in any plain spelling, or refuse it."""
        written = _plain(text)
        self._refuse_short_code(written)
        number = self._parsed(written)
        kind = _KINDS.get(phonenumbers.number_type(number))
        if kind is None:  # toll-free and premium numbers serve, nobody lives there
            raise PhoneShortCode
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return Phone(e164, kind, self._department(number) if kind == "fixed" else None)

    def _refuse_short_code(self, written: str) -> None:
        national = _INTERNATIONAL.sub("", written).removeprefix(self.prefix)
        if written in self.short_codes or national in self.short_codes:
            raise PhoneShortCode

    def _parsed(self, written: str) -> PhoneNumber:
        try:
            number = phonenumbers.parse(written, self.region)
        except NumberParseException as refused:
            if refused.error_type == NumberParseException.INVALID_COUNTRY_CODE:
                raise PhoneForeign from None
            raise PhoneInvalid from None
        if str(number.country_code) != self.prefix:
            raise PhoneForeign
        if not phonenumbers.is_valid_number_for_region(number, self.region):
            raise PhoneInvalid
        return number

    def _department(self, number: PhoneNumber) -> str | None:
        national = str(number.national_number)
        longest_first = sorted(self.area_codes, key=len, reverse=True)
        found = (self.area_codes[code] for code in longest_first if national.startswith(code))
        return next(found, None)


def _plain(text: str) -> str:
    """Keep the figures and the + of a phone that is written plainly."""
    written = text.strip()
    if not written:
        raise PhoneMissing
    opened, closed = written.count("("), written.count(")")
    is_balanced = opened == closed <= 1 and written.find("(") <= written.find(")")
    if len(written) > LONGEST or not is_balanced or _PLAIN.fullmatch(written) is None:
        raise PhoneUnreadable
    return re.sub(r"[^+0-9]", "", written)
