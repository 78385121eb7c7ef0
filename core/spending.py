"""Keeps what calls cost within the month's money: staff are warned, then the house begins none."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from core.model.calling import month_of
from core.model.charge import Charge, Direction, Spent, Tariff, reached
from core.ports import Charges, Clock, Ledger
from core.wishes import spending_alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """The money for calls; a ceiling of 0 cents is none."""

    charges: Charges
    ledger: Ledger
    clock: Clock
    zone: tzinfo
    ceiling: int

    def may_spend(self) -> bool:
        """Say whether the house may begin another call or transfer this month."""
        if not self.ceiling:
            return True
        return self.charges.cents_since(self._month()) < self.ceiling

    def charge(self, call: str, seconds: int, *, direction: Direction, tariff: Tariff) -> None:
        """Keep what a call cost, once; a report that comes again changes nothing."""
        charge = Charge(
            call=call,
            at=self.clock.now(),
            seconds=max(0, seconds),
            cents=tariff.cents(direction, seconds),
            direction=direction,
        )
        if self.charges.add(charge) and self.ceiling:
            self._warn(charge.at)

    def month(self) -> Spent:
        """Tell what this month's calls came to."""
        return Spent(self.charges.shares_since(self._month()), self.ceiling)

    def _month(self) -> datetime:
        return month_of(self.clock.now(), self.zone)

    def _warn(self, at: datetime) -> None:
        warnings = reached(self.charges.cents_since(self._month()), self.ceiling)
        if not warnings:
            return
        month = at.astimezone(self.zone).strftime("%Y-%m")
        with self.ledger.writing() as work:
            for part in warnings:
                work.intend(spending_alarm(part, month=month, at=at))
