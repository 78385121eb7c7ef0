"""Where a case stands today: what its state and its days mean for the citizen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.library import Books
from core.model.answers import MyCasesAnswer, OnRoute, Place, StatusAnswer
from core.model.case import Case, has_silence_operated
from core.model.disclosure import Level
from core.model.institution import LONGEST_SHORT_NAME, Institution, Office
from core.model.legal_clock import Deadlines
from core.model.reasons import Reason
from core.model.state import ClockEffect, State
from core.model.topics import WAITING, Stage, Topic
from core.ports import Found
from core.routing import route_of

_TOPICS = {
    State.EN_RUTA: Topic.ON_THE_WAY,
    State.PRESENTADO: Topic.RECEIVED,
    State.OBSERVADO_MESA: Topic.OBSERVED,
    State.EN_TRAMITE: Topic.IN_PROCESS,
    State.REQUERIDO: Topic.OBSERVED,
    State.SUSPENDIDO: Topic.SUSPENDED,
    State.RESUELTO: Topic.RESOLVED,
    State.SILENCIO_POSITIVO: Topic.APPROVED_BY_SILENCE,
    State.SILENCIO_NEGATIVO: Topic.LATE,
    State.NOTIFICACION_EN_CURSO: Topic.NOTIFYING,
    State.NOTIFICADO: Topic.NOTIFIED,
    State.LISTO_PARA_RECOJO: Topic.READY,
    State.ENTREGADO: Topic.DELIVERED,
    State.IMPUGNADO: Topic.APPEALED,
    State.DESISTIDO: Topic.WITHDRAWN,
    State.ABANDONADO: Topic.ABANDONED,
    State.NO_PRESENTADO: Topic.NOT_PRESENTED,
    State.ACUMULADO: Topic.JOINED,
    State.FIRME: Topic.FIRM,
    State.ARCHIVADO: Topic.ARCHIVED,
}
# Topics in which an office has the case in hand, so that its route says something.
_IN_HAND = frozenset({Topic.RECEIVED, Topic.IN_PROCESS, Topic.LATE})
_JUST_RECEIVED = frozenset({Topic.ON_THE_WAY, Topic.RECEIVED})
_FINISHED = frozenset(
    {
        Topic.APPROVED_BY_SILENCE,
        Topic.NOTIFIED,
        Topic.READY,
        Topic.DELIVERED,
        Topic.WITHDRAWN,
        Topic.ABANDONED,
        Topic.NOT_PRESENTED,
        Topic.JOINED,
        Topic.FIRM,
        Topic.ARCHIVED,
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to say of a case today, and the day that matters."""

    topic: Topic
    due: date | None


def stage_of(topic: Topic) -> Stage:
    """Tell all that a case number alone may tell."""
    if topic in _JUST_RECEIVED:
        return Stage.RECEIVED
    return Stage.FINISHED if topic in _FINISHED else Stage.IN_PROGRESS


def standing(case: Case, deadlines: Deadlines, today: date) -> Standing:
    """Work out what the law says of a case today: silence, delay, a right that has lapsed."""
    if has_silence_operated(deadlines.silence_on, case.state, today):
        return Standing(Topic.APPROVED_BY_SILENCE, deadlines.silence_on)
    topic = _TOPICS[case.state]
    current = deadlines.current
    due = None if current is None else current.on
    if due is None or today <= due:
        return Standing(topic, due)
    if topic is Topic.NOTIFIED:
        return Standing(Topic.FIRM, due)
    if topic is Topic.OBSERVED:
        return Standing(Topic.OBSERVED_PAST, due)
    return Standing(Topic.LATE if case.effect is ClockEffect.RUNS else topic, due)


def stages_of(cases: Iterable[Case], books: Books, today: date) -> MyCasesAnswer:
    """Answer which cases there are, each with its stage of today."""
    counted = ((case, standing(case, books.deadlines(case), today)) for case in cases)
    return MyCasesAnswer(tuple((case.number, stage_of(now.topic)) for case, now in counted))


def status_of(found: Found, books: Books, level: Level, today: date) -> StatusAnswer:
    """Answer where a case stands, with days counted under the calendar of today's books."""
    case = found.case
    known = found.deadlines
    if known is None or known.calendar_hash != books.calendar(case.institution).hash:
        known = books.deadlines(case)
    now = standing(case, known, today)
    return StatusAnswer(
        number=case.number,
        level=level,
        stage=stage_of(now.topic),
        topic=now.topic,
        place=place_of(case, books),
        procedure=_procedure_name(case, books),
        due=now.due,
        missing=_missing(case, books) if now.topic in WAITING else (),
        outcome=None if case.outcome is None else case.outcome.value,
        joined_to=case.joined_to,
        as_of=case.as_of,
        on_route=_on_route(case, books, today) if now.topic in _IN_HAND else None,
        is_disputed=case.is_disputed,
    )


def place_of(case: Case, books: Books) -> Place:
    """Tell where the citizen goes: the office that has the case, or else the reception."""
    institution = books.institution(case.institution)
    to_bring = case.effect is ClockEffect.SUSPENDED or case.station is None
    office = institution.office(None if to_bring else case.station)
    return name_place(office, institution)


def name_place(office: Office, institution: Institution) -> Place:
    """Name an office so that nobody takes it for another's: if both do not fit, the institution."""
    both = f"{office.short_name}, {institution.short_name}"
    short = both if len(both) <= LONGEST_SHORT_NAME else institution.short_name
    return Place(short, f"{office.name}, {institution.name}")


def _on_route(case: Case, books: Books, today: date) -> OnRoute | None:
    """Tell the station and the next one by office alone: the institution is told beside them."""
    view = route_of(case, books, today)
    if view is None or view.office is None:
        return None
    here, following = view.office, view.expected_next
    institution = books.institution(case.institution)
    return OnRoute(
        station=_name_office(institution.office(here)),
        next_station=None if following is None else _name_office(institution.office(following)),
        due=view.due,
        is_late=view.is_late,
    )


def _name_office(office: Office) -> Place:
    return Place(office.short_name, office.name)


def _missing(case: Case, books: Books) -> tuple[Reason, ...]:
    book = books.reasons[books.institution(case.institution).country]
    return tuple(book.get(code) for code in case.reasons)


def _procedure_name(case: Case, books: Books) -> str:
    return books.procedure(case.procedure).short_name
