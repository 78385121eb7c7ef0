"""The forms that move a case: what each asks for, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import MultiDict

from core.acts import Act
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.event import Event
from core.model.route import Deviation
from core.moving import PLAIN_MOVES, CaseMoving

LONGEST_NOTE = 600
MOST_CURE_DAYS = 90
KEY = r"^[0-9a-f]{32}$"
SEEN = r"^[A-Za-z0-9_.-]{3,80}$"
# Not a move of the state: a report is given more days where it lies (TUO LPAG art. 143.3).
EXTENSION = "station_extended"
# What a form asks for besides the day; a move that is not named asks for nothing more.
ASKS: Mapping[str, tuple[str, ...]] = {
    "case_observed": ("reasons", "note", "days"),
    "case_cured": ("presented_on",),
    "case_routed": ("station", "deviation"),
    "case_resolved": ("outcome",),
    "case_appealed": ("appeal",),
    "case_joined": ("other",),
}
Optional = Annotated[str | None, Field(max_length=100)]


class MoveForm(BaseModel):
    """Everything that a move may be told; `seen` and `key` come with the page itself."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    on: date
    seen: str = Field(pattern=SEEN)
    key: str = Field(pattern=KEY)
    reasons: tuple[str, ...] = Field((), max_length=30)
    note: str | None = Field(None, max_length=LONGEST_NOTE)
    days: int | None = Field(None, ge=1, le=MOST_CURE_DAYS)
    presented_on: date | None = None
    station: Optional = None
    deviation: Deviation | None = None
    outcome: Literal["favorable", "parcial", "denegado", "improcedente"] | None = None
    appeal: Literal["reconsideracion", "apelacion"] | None = None
    other: Optional = None


def read_move(form: MultiDict[str, str]) -> MoveForm:
    """Read a form; a field left empty is one that was not filled in."""
    told: dict[str, Any] = {name: value for name, value in form.items() if value.strip()}
    told["reasons"] = tuple(form.getlist("reasons"))
    return MoveForm.model_validate(told)


def asked_but_missing(kind: str, form: MoveForm) -> str | None:
    """Name a field that the move cannot do without and that was left empty."""
    needed = {
        "case_observed": "reasons",
        "case_routed": "station",
        "case_resolved": "outcome",
        "case_appealed": "appeal",
        "case_joined": "other",
    }.get(kind)
    return needed if needed is not None and not getattr(form, needed) else None


@dataclass(frozen=True, slots=True)
class Moving:
    """Does what a form asks for, in the name of whoever filled it in."""

    moving: CaseMoving
    number: CaseNumber
    act: Act

    def perform(self, kind: str, form: MoveForm) -> Event:
        """Do the move."""
        doer = _DOERS.get(kind)
        if doer is None:
            return self.moving.record(self.number, self.act, kind=kind)
        return doer(self, form)

    def observe(self, form: MoveForm) -> Event:
        """Say what is missing."""
        return self.moving.observe(
            self.number, self.act, reasons=form.reasons, note=form.note, days=form.days
        )

    def cure(self, form: MoveForm) -> Event:
        """Take in what was missing."""
        return self.moving.cure(self.number, self.act, presented_on=form.presented_on)

    def route(self, form: MoveForm) -> Event:
        """Hand the case over."""
        return self.moving.route(
            self.number, self.act, station=form.station or "", deviation=form.deviation
        )

    def resolve(self, form: MoveForm) -> Event:
        """Record the decision."""
        return self.moving.resolve(self.number, self.act, outcome=Outcome(form.outcome or ""))

    def appeal(self, form: MoveForm) -> Event:
        """Take in an appeal."""
        is_first = form.appeal == "reconsideracion"
        return self.moving.appeal(self.number, self.act, is_reconsideration=is_first)

    def join(self, form: MoveForm) -> Event:
        """Join the case to another one."""
        return self.moving.join(self.number, self.act, other=CaseNumber.parse(form.other or ""))


_DOERS: Mapping[str, Callable[[Moving, MoveForm], Event]] = {
    "case_received": lambda doing, _: doing.moving.receive(doing.number, doing.act),
    "case_observed": Moving.observe,
    "case_cured": Moving.cure,
    "case_routed": Moving.route,
    "case_resolved": Moving.resolve,
    "case_notified": lambda doing, _: doing.moving.notify(doing.number, doing.act),
    "case_delivered": lambda doing, _: doing.moving.deliver(doing.number, doing.act),
    "case_appealed": Moving.appeal,
    "case_joined": Moving.join,
    EXTENSION: lambda doing, _: doing.moving.extend(doing.number, doing.act),
}
DONE_HERE = frozenset({*_DOERS, *PLAIN_MOVES})
