"""Whether a caller can be passed on to a person now, and from which day on if not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo

from core.library import Library
from core.model.at_the_phone import OfficeHours, PersonAnswer
from core.ports import Clock
from core.refusals import CalendarMissing, PersonAway, PersonUnavailable

TOMORROW = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """The phone at which a person of the office answers; empty where there is none.

    `may_spend` says whether the month's money for calls that we begin is not used up.
    """

    phone: str = field(repr=False)
    hours: OfficeHours
    library: Library
    clock: Clock
    zone: tzinfo
    country: str
    may_spend: Callable[[], bool]

    def open(self) -> PersonAnswer:
        """Say that a person is there, or refuse with the next day on which one is."""
        if not self.phone or not self.hours.spans or not self.may_spend():
            raise PersonUnavailable
        at = self.clock.now().astimezone(self.zone).time()
        today = self.clock.today()
        following = self._next_day(today)
        if following != today:
            raise PersonAway(on=following)
        if self.hours.is_open(at):
            return PersonAnswer()
        raise PersonAway(
            on=today if self.hours.opens_later(at) else self._next_day(today + TOMORROW)
        )

    def _next_day(self, since: date) -> date:
        """Find the first working day of the country; where no calendar reaches, promise none."""
        calendar = self.library.books().country_calendar(self.country)
        try:
            return calendar.next_business(since)
        except CalendarMissing:
            raise PersonUnavailable from None
