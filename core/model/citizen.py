"""A citizen as the journal tells it: how to reach whom, without any personal value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, Self

from core.model.event import EventId, canonical
from core.model.place import Ubigeo, UbigeoSystem

Channel = Literal["voice", "sms", "letter"]


class PhoneProof(StrEnum):
    """How it is known that a phone reaches its citizen: a caller ID alone proves nothing."""

    NONE = "none"
    CODE = "code"  # a code of ours came back
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenPhone:
    """A phone on file; its number is the value of `field` and `version` in the vault.

    It is shared unless the citizen said otherwise.
    """

    field: str
    version: int
    proof: PhoneProof = PhoneProof.NONE
    proved_on: date | None = None
    last_heard_on: date | None = None
    shared: bool = True

    def is_proved(self, today: date) -> bool:
        """Say whether the proof holds: it lapses after twelve months of silence.

        A day that lies ahead (a unit's clock was wrong) keeps nothing alive.
        """
        if self.proof is PhoneProof.NONE or self.proved_on is None or self.proved_on > today:
            return False
        heard = self.last_heard_on
        latest = self.proved_on if heard is None or heard > today else max(self.proved_on, heard)
        return today <= _a_year_after(latest)

    def is_own(self, today: date) -> bool:
        """Say whether what is sent there reaches this one person."""
        return not self.shared and self.is_proved(today)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Address:
    """Where a letter finds a person; it lies in the vault as text, and never shows itself.

    In the country a street is rare: `reference` says what is near, `delivery_point` who takes
    the letter in (a Tambo, a municipality, a teniente gobernador).
    """

    recipient: str
    district: Ubigeo
    lines: tuple[str, ...] = ()
    reference: str = ""
    delivery_point: str = ""
    locality: str = ""
    postal_code: str | None = None

    def __post_init__(self) -> None:
        if self.district.system is not UbigeoSystem.INEI:
            raise ValueError("an address keeps INEI's code of its district")

    def to_text(self) -> str:
        """Write the address in the one way that the vault commits to."""
        written = {
            "recipient": self.recipient,
            "district": self.district.code,
            "lines": list(self.lines),
            "reference": self.reference,
            "delivery_point": self.delivery_point,
            "locality": self.locality,
            "postal_code": self.postal_code,
        }
        return canonical(written).decode()

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read back what `to_text` wrote."""
        written = json.loads(text)
        return cls(
            recipient=written["recipient"],
            district=Ubigeo(UbigeoSystem.INEI, written["district"]),
            lines=tuple(written["lines"]),
            reference=written["reference"],
            delivery_point=written["delivery_point"],
            locality=written["locality"],
            postal_code=written["postal_code"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """Who has cases: `values` names the current version of each field in the vault.

    `district` is INEI's code, `consents` say since when each was given. `address_fault` is why a
    letter came back from the address on file, until somebody corrects it. `heads` are the changes
    of phones that no other one has followed yet.
    """

    id: str
    institution: str
    district: str
    language: str | None = None
    channel: Channel | None = None
    consents: Mapping[str, date] = field(default_factory=dict)
    phones: tuple[CitizenPhone, ...] = ()
    values: Mapping[str, int] = field(default_factory=dict)
    erased: bool = False
    address_fault: str = ""
    heads: tuple[EventId, ...] = ()

    def phone(self, field_: str) -> CitizenPhone | None:
        """Find a phone by its field."""
        return next((phone for phone in self.phones if phone.field == field_), None)


def _a_year_after(day: date) -> date:
    """Count twelve months from date to date, as the law does (TUO LPAG art. 145.3)."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)
