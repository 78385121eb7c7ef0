"""A stop of a unit: where and when, what is done there, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.model.appointment import Appointment
from core.model.bag import Carried


class VisitState(StrEnum):
    """What became of a stop; the codes are stored in Spanish."""

    PLANNED = "PLANEADA"
    CANCELLED = "CANCELADA"
    DONE = "ATENDIDA"


class Hindrance(StrEnum):
    """Why a stop is moved or falls away."""

    WEATHER = "clima"
    WAY = "camino"
    RIVER = "rio"
    ENGINE = "motor"
    FUEL = "combustible"
    HEALTH = "salud"
    SAFETY = "seguridad"
    COMMUNITY = "comunidad"
    PLAN = "plan"


class Task(StrEnum):
    """What a unit has to do at a stop besides its services; a code, or a name might slip in."""

    LETTERS = "entregar_cartas"
    SECOND_VISIT = "segunda_visita"
    CURE = "subsanar"
    COLLECT = "recoger_documentos"
    REGISTER = "empadronar"
    TALK = "charla"
    MEET = "coordinar"


class Attended(StrEnum):
    """What was done for people at a stop, counted."""

    STATUS = "consultas"
    INTAKE = "ingresos"
    CURED = "subsanaciones"
    LETTERS = "cartas"
    DATA = "datos"
    OTHER = "otros"


class Note(StrEnum):
    """What whoever plans the next trip must know of a stop; a code, never anyone's words."""

    FEW_KNEW = "pocos_sabian"
    MANY_LEFT = "quedo_gente"
    NO_POWER = "sin_luz"
    NO_PAPER = "sin_papel"
    NO_PLACE = "local_cerrado"
    NO_INTERPRETER = "falto_interprete"
    COME_BACK = "piden_volver"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport:
    """How a stop went, in hours, counts and codes: nothing in it is about a person."""

    on: date
    arrived: str
    left: str
    attended: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Count everything that was done for people."""
        return sum(self.attended.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A stop of a unit at a place and time; hours are written HH:MM, or nothing is said.

    `stop` is its place in the trip, from 1. `was` is the day told before, once it was moved,
    `moves` counts how often that happened, and `planned_on` is the day of the plan where the stop
    is on another one now.
    """

    id: str
    district: str
    place: str
    short_place: str
    on: date
    services: tuple[str, ...]
    unit: str = ""
    trip: str = ""
    stop: int = 0
    from_hour: str = ""
    until_hour: str = ""
    languages: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    state: VisitState = VisitState.PLANNED
    was: date | None = None
    planned_on: date | None = None
    moves: int = 0
    reason: str = ""
    report: VisitReport | None = None
    bag: tuple[Carried, ...] = ()
    appointments: tuple[Appointment, ...] = ()

    @property
    def day_of_plan(self) -> date:
        """Tell the day that the plan says, wherever delays have taken the stop."""
        return self.planned_on or self.on

    @property
    def is_planned(self) -> bool:
        """Say whether the unit is still to come."""
        return self.state is VisitState.PLANNED

    def is_late(self, today: date) -> bool:
        """Say whether its day is over without a report."""
        return self.is_planned and self.on < today
