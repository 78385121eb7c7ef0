"""When and where a person is expected at a stop of a unit, as every channel tells it."""

from dataclasses import dataclass
from datetime import date

from core.model.line import Line, Place, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An appointment to be told: in which hour of which day, and where."""

    on: date
    place: Place
    begins: int
    ends: int

    @property
    def line(self) -> Line:
        """Tell it; it moves with its stop, so that the day is always the one that holds."""
        hours: dict[str, Value] = {"begins": self.begins, "ends": self.ends}
        return Line("status.appointment", {"on": self.on, "place": self.place, **hours})
