"""An amount of money in whole cents, so that no fee is ever a fraction that drifts."""

import re
from dataclasses import dataclass

from core.refusals import AmountUnreadable

WRITTEN = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?")
CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """So many cents of one currency, named by its three letters (ISO 4217)."""

    cents: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> "Money":
        """Read `10.30` or `30`; anything else is refused, for a fee must not be guessed."""
        written = WRITTEN.fullmatch(text)
        if written is None or CURRENCY.fullmatch(currency) is None:
            raise AmountUnreadable(text=text[:20], currency=currency[:20])
        whole, cents = written.groups(default="")
        return cls(int(whole) * 100 + int(cents.ljust(2, "0")), currency)

    @property
    def amount(self) -> str:
        """Write the amount with two decimals and a point, as `parse` reads it."""
        return f"{self.cents // 100}.{self.cents % 100:02d}"
