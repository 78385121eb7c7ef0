"""The clock of the house: the only place that asks the machine for the time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class SystemClock:
    """Tells the machine's moment, and the day where the country lives."""

    zone: ZoneInfo

    def now(self) -> datetime:
        """Tell the moment, in UTC."""
        return datetime.now(tz=UTC)

    def today(self) -> date:
        """Tell the day where the country lives."""
        return datetime.now(tz=self.zone).date()
