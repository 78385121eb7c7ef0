"""What the house answers: typed facts, and which of them every channel must tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.model.case_number import CaseNumber
from core.model.cost import CostKind
from core.model.disclosure import Level
from core.model.expected import Expected
from core.model.line import Line, Place, Value
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term
from core.model.topics import DATED, WAITING, Stage, Topic
from core.refusals import Refusal

__all__ = [
    "INFORMATIVE",
    "Answer",
    "Line",
    "MyCasesAnswer",
    "NumbersSentAnswer",
    "OfficeAnswer",
    "OnRoute",
    "Place",
    "ProcedureAnswer",
    "RefusalAnswer",
    "StatusAnswer",
    "Value",
    "VisitAnswer",
]


class Answer(Protocol):
    """Anything a citizen can be told; a channel that is short of room may leave out `may_tell`."""

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """What every channel says."""
        ...

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """What a channel adds when it has room, or when the citizen asks for more."""
        ...


INFORMATIVE = Line("informative", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRoute:
    """At which station a case lies, which one is next, and the office's own last day (art. 143)."""

    station: Place
    next_station: Place | None = None
    due: date | None = None
    is_late: bool = False

    @property
    def line(self) -> Line:
        """Tell the internal day as the office's own: it promises the citizen nothing."""
        facts: dict[str, Value] = {"station": self.station}
        if self.next_station is not None:
            facts["next"] = self.next_station
        if self.due is not None:
            facts["due"] = self.due
        last = ".last" if self.next_station is None else ""
        passed = ".late" if self.is_late else ""
        return Line(f"status.station{last}{'.undated' if self.due is None else passed}", facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAnswer:
    """Where a case stands, what is missing, by when and what to do next."""

    number: CaseNumber
    level: Level
    stage: Stage
    topic: Topic
    place: Place
    procedure: str
    due: date | None = None
    missing: tuple[Reason, ...] = ()
    outcome: str | None = None
    joined_to: CaseNumber | None = None
    as_of: date | None = None
    on_route: OnRoute | None = None
    is_disputed: bool = False
    appointments: tuple[Expected, ...] = ()

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell the stage to anyone with the number; the rest needs proof (level 2).

        That what stands is contradicted is no secret: nobody is to rely on it.
        """
        disputed = (Line("status.disputed", {}),) if self.is_disputed else ()
        if self.level < Level.DETAIL:
            return (
                Line(f"stage.{self.stage}", {"number": self.number}),
                *disputed,
                Line("stage.ask_for_more", {}),
                INFORMATIVE,
            )
        stated = () if self.is_disputed else self._as_of()
        return (Line(self._message(), self._facts()), *stated, *disputed, INFORMATIVE)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add appointments, all that is missing, the procedure, the station and the rights."""
        if self.level < Level.DETAIL:
            return ()
        more = tuple(Line("status.also_missing", {"reason": reason}) for reason in self.missing[1:])
        about = Line("status.procedure", {"procedure": self.procedure, "place": self.place})
        way = () if self.on_route is None else (self.on_route.line,)
        # Of what is contradicted, its day comes after that; one text has no room for both.
        stated = self._as_of() if self.is_disputed else ()
        booked = (one.line for one in self.appointments)
        return (*booked, *more, about, *way, *stated, Line(f"rights.{self.topic}", {}))

    def _as_of(self) -> tuple[Line, ...]:
        return () if self.as_of is None else (Line("status.as_of", {"as_of": self.as_of}),)

    def _message(self) -> str:
        unknown = self.topic in DATED and self.due is None
        outcome = f".{self.outcome}" if self.topic is Topic.NOTIFIED and self.outcome else ""
        return f"status.{self.topic}{outcome}{self._how_much()}{'.unconfirmed' if unknown else ''}"

    def _how_much(self) -> str:
        """Tell whether what there is to name is one thing, several, or was never stated."""
        if self.topic in WAITING:
            return {0: ".unstated", 1: ""}.get(len(self.missing), ".several")
        return ".unstated" if self.topic is Topic.JOINED and self.joined_to is None else ""

    def _facts(self) -> Mapping[str, Value]:
        facts: dict[str, Value] = {"number": self.number, "place": self.place}
        if self.due is not None and self.topic in DATED:
            facts["due"] = self.due
        if self.topic in WAITING and self.missing:
            facts["reason"] = self.missing[0]
        if self.topic in WAITING and len(self.missing) > 1:
            facts["others"] = len(self.missing) - 1
        if self.topic is Topic.JOINED and self.joined_to is not None:
            facts["joined_to"] = self.joined_to
        return facts


@dataclass(frozen=True, slots=True)
class MyCasesAnswer:
    """Which cases a proven phone of one person follows."""

    cases: tuple[tuple[CaseNumber, Stage], ...]

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell every number with its stage, or that there is none."""
        if not self.cases:
            return (Line("my_cases.none", {}), INFORMATIVE)
        told = tuple(Line(f"stage.{stage}", {"number": number}) for number, stage in self.cases)
        return (Line("my_cases.some", {"count": len(self.cases)}), *told, INFORMATIVE)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Say how to hear more of one of them."""
        return (Line("stage.ask_for_more", {}),) if self.cases else ()


@dataclass(frozen=True, slots=True)
class NumbersSentAnswer:
    """The one sentence for whoever keys a DNI, known or not: a DNI is never a secret.

    `document` is the blinded DNI whose numbers are to be sent, if anybody has it.
    """

    document: str = ""

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Say that, if there are cases, their numbers go to the phone or address on file."""
        return (Line("numbers_sent", {}),)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add nothing: any more would tell whether the person has cases."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureAnswer:
    """What a procedure needs, costs and takes; `None` is said to be unconfirmed."""

    code: str
    name: str
    short_name: str
    requirements: tuple[str, ...]
    cost_kind: CostKind
    cost: Money | None
    term: Term | None
    term_note: str | None
    where: str
    read_on: date

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell cost and term as known on a day, and that the entity confirms."""
        facts: dict[str, Value] = {"procedure": self.short_name}
        if self.cost is not None:
            facts["cost"] = self.cost
        cost = Line(f"procedure.cost.{self.cost_kind}", facts)
        if self.term is not None:
            term = Line("procedure.term", {"term": self.term})
        elif self.term_note is not None:
            term = Line("procedure.term_note", {"text": self.term_note})
        else:
            term = Line("procedure.term_unconfirmed", {})
        return (cost, term, Line("procedure.as_of", {"as_of": self.read_on}))

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Tell what to bring and where."""
        needs = tuple(Line("procedure.requirement", {"text": text}) for text in self.requirements)
        needs = needs or (Line("procedure.requirements_unconfirmed", {}),)
        return (*needs, Line("procedure.where", {"where": self.where}))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnswer:
    """Where an office is and when it opens."""

    place: Place
    address: str
    hours: str
    phone: str | None
    is_confirmed: bool

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell name, address and hours, and whether anyone has confirmed them."""
        told: dict[str, Value] = {"place": self.place, "address": self.address, "hours": self.hours}
        office = Line("office", told)
        return (office,) if self.is_confirmed else (office, Line("office.unconfirmed", {}))

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Tell the office's phone, if it has one."""
        return () if self.phone is None else (Line("office.phone", {"phone": self.phone}),)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAnswer:
    """When the unit comes, where it stops and what it does there, or that it does not come.

    `was` is the day that was told before, once the stop was moved.
    """

    place: Place
    on: date
    services: tuple[str, ...]
    was: date | None = None
    is_cancelled: bool = False

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell the place and the day, and which day no longer holds."""
        facts: dict[str, Value] = {"place": self.place, "on": self.on}
        if self.is_cancelled:
            return (Line("visit.cancelled", facts), INFORMATIVE)
        if self.was is not None:
            return (Line("visit.moved", {**facts, "was": self.was}), INFORMATIVE)
        return (Line("visit", facts), INFORMATIVE)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Tell what can be done there."""
        if self.is_cancelled:
            return ()
        return tuple(Line("visit.service", {"text": text}) for text in self.services)


@dataclass(frozen=True, slots=True)
class RefusalAnswer:
    """What is wrong with the thing asked, and the way on."""

    refusal: Refusal

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell the refusal in the channel's own words."""
        return (Line(f"refusal.{self.refusal.code}", dict(self.refusal.facts)),)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add nothing."""
        return ()
