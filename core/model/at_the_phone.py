"""When a person is at the phone: the hours of the counter, and what a caller is told then."""

import re
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Self

from core.model.answers import Line
from core.refusals import SettingInvalid

SETTING = "COUNTER_HOURS"
LONGEST = 100
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a day in which someone is there: its last moment is no longer one."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The stretches of a working day, in order; none means that nobody is ever there."""

    spans: tuple[Span, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `08:15-13:00, 14:00-16:30`, or refuse what is no such list."""
        if len(text) > LONGEST:
            raise SettingInvalid(setting=SETTING, problem="too_long")
        spans = tuple(_span(part.strip()) for part in text.split(",") if part.strip())
        if any(earlier.closes > later.opens for earlier, later in pairwise(spans)):
            raise SettingInvalid(setting=SETTING, problem="not_in_order")
        return cls(spans)

    def is_open(self, at: time) -> bool:
        """Say whether someone is there at an hour of a working day."""
        return any(span.opens <= at < span.closes for span in self.spans)

    def opens_later(self, at: time) -> bool:
        """Say whether someone comes later on the same working day."""
        return any(at < span.opens for span in self.spans)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise SettingInvalid(setting=SETTING, problem="not_hours")
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, found.groups())
    try:
        span = Span(time(opens_hour, opens_minute), time(closes_hour, closes_minute))
    except ValueError:
        raise SettingInvalid(setting=SETTING, problem="not_hours") from None
    if span.opens >= span.closes:
        raise SettingInvalid(setting=SETTING, problem="not_in_order")
    return span


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """A person is there, and the call is passed on to them."""

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell that a person comes to the line."""
        return (Line("person.open", {}),)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add nothing: the person says the rest."""
        return ()
