"""The forms of a stop: moved, called off, reported, or planned beside the others."""

from datetime import date, time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator
from werkzeug.datastructures import MultiDict

from channels.desk.move_form import KEY
from core.model.trip_plan import LONGEST_SHORT_PLACE, PlannedStop
from core.model.visit import Attended, Hindrance, Note
from core.trip_moving import MOST_DAYS
from core.visit_events import NewReport

MOST_ATTENDED = 9999
COUNT = "n_"


class _Form(BaseModel):
    """What every form brings along: its own id."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=KEY)


class DelayForm(_Form):
    """How many days, why, and whether the later stops go along; `seen` is the day shown."""

    days: int = Field(ge=-MOST_DAYS, le=MOST_DAYS)
    reason: Hindrance
    along: bool = False
    seen: date


class CancelForm(_Form):
    """Why a stop is called off."""

    cancel_reason: Hindrance
    seen: date


class ReportForm(_Form):
    """How a stop went."""

    on: date
    arrived: time
    left: time
    counts: dict[Attended, int] = {}
    notes: tuple[Note, ...] = Field((), max_length=len(Note))

    @field_validator("counts")
    @classmethod
    def _few(cls, counts: dict[Attended, int]) -> dict[Attended, int]:
        if any(not 0 <= count <= MOST_ATTENDED for count in counts.values()):
            raise ValueError("a count that no stop ever reached")
        return counts

    @property
    def report(self) -> NewReport:
        """Tell it as the core takes it."""
        return NewReport(
            on=self.on,
            arrived=f"{self.arrived:%H:%M}",
            left=f"{self.left:%H:%M}",
            attended=self.counts,
            notes=self.notes,
        )


class StopForm(_Form):
    """One more stop of a trip."""

    district: str = Field(min_length=2, max_length=80)
    place: str = Field(min_length=2, max_length=120)
    short_place: str = Field(min_length=2, max_length=LONGEST_SHORT_PLACE)
    on: date
    begins: time | None = None
    ends: time | None = None
    services: str = Field("", max_length=300)

    def planned(self, district: str) -> PlannedStop:
        """Tell it as a row of a plan."""
        services = (service.strip() for service in self.services.split(";"))
        return PlannedStop(
            row=1,
            district=district,
            place=self.place,
            short_place=self.short_place,
            on=self.on,
            from_hour="" if self.begins is None else f"{self.begins:%H:%M}",
            until_hour="" if self.ends is None else f"{self.ends:%H:%M}",
            services=tuple(service for service in services if service),
        )


def read_fields(form: MultiDict[str, str]) -> dict[str, Any]:
    """Read a form; a field left empty is one that was not filled in."""
    told: dict[str, Any] = {name: value for name, value in form.items() if value.strip()}
    counted = {what: told.pop(f"{COUNT}{what}", None) for what in Attended}
    told["counts"] = {what: count for what, count in counted.items() if count is not None}
    told["notes"] = tuple(form.getlist("notes"))
    return told
