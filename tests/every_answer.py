"""Every answer that the house can give, with facts as long as they ever are."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from core.model.answers import (
    Answer,
    MyCasesAnswer,
    NumbersSentAnswer,
    OfficeAnswer,
    OnRoute,
    Place,
    ProcedureAnswer,
    RefusalAnswer,
    StatusAnswer,
    VisitAnswer,
)
from core.model.at_the_phone import PersonAnswer
from core.model.call_back import CallBackAnswer
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.choices import Choice, ChoicesAnswer
from core.model.cost import COST_KINDS
from core.model.disclosure import Level
from core.model.expected import Expected
from core.model.money import Money
from core.model.reasons import LONGEST_FORM, Reason
from core.model.term import Term, Unit
from core.model.topics import DATED, WAITING, Stage, Topic
from core.refusals import Refusal, every_refusal

NUMBER = CaseNumber.compose("140", 427)
OTHER = CaseNumber.compose("141", 60_118)
WEDNESDAY = date(2026, 10, 28)
A_DAY = date(2027, 1, 8)
PLACE = Place("Mesa de Partes Chinchero", "Mesa de Partes, Municipalidad Distrital de Chinchero")
A_TERM = Term(30, Unit.BUSINESS_DAYS, "TUO LPAG art. 39")
FORM = "una referencia fácil para hallar su casa"
assert len(PLACE.short) == 24
assert len(FORM) == LONGEST_FORM


CHOICES = ChoicesAnswer(
    tuple(
        Choice(key=f"PE/{code}", code=code, name=name, short_name=name, score=90 - place)
        for place, (code, name) in enumerate(
            {
                "licencia-bajo": "Licencia de negocio, riesgo bajo o medio",
                "nacimiento-tardio": "Registro de nacimiento fuera de su plazo",
                "posesion-rustico": "Constancia de posesion de terreno rural.",
            }.items()
        )
    )
)
assert [len(choice.short_name) for choice in CHOICES.choices] == [40, 40, 40]


def reason(form: str = FORM) -> Reason:
    """Make a reason of one form."""
    return Reason("motivo", {"es": form}, {"es": f"Necesitamos {form}"})


def statuses() -> Iterator[StatusAnswer]:
    """Yield every status that the house can tell to whoever has proved who they are."""
    either = (False, True)
    for topic, unconfirmed, asserted, disputed in product(Topic, either, either, either):
        outcomes = (None, *Outcome) if topic is Topic.NOTIFIED else (None,)
        missing = (1, 3) if topic in WAITING else (0,)
        if unconfirmed and topic not in DATED:
            continue
        for outcome, count in product(outcomes, missing):
            yield StatusAnswer(
                number=NUMBER,
                level=Level.DETAIL,
                stage=Stage.IN_PROGRESS,
                topic=topic,
                place=PLACE,
                procedure="Licencia de negocio, riesgo bajo o medio",
                due=None if unconfirmed else WEDNESDAY,
                missing=tuple(reason() for _ in range(count)),
                outcome=outcome,
                joined_to=OTHER,
                as_of=WEDNESDAY if asserted else None,
                is_disputed=disputed,
            )
    for on_route in ways():
        yield StatusAnswer(
            number=NUMBER,
            level=Level.DETAIL,
            stage=Stage.IN_PROGRESS,
            topic=Topic.IN_PROCESS,
            place=PLACE,
            procedure="Licencia de negocio, riesgo bajo o medio",
            due=WEDNESDAY,
            on_route=on_route,
        )
    yield booked()


def booked() -> StatusAnswer:
    """Make a status with an appointment at the next stop."""
    return StatusAnswer(
        number=NUMBER,
        level=Level.DETAIL,
        stage=Stage.IN_PROGRESS,
        topic=Topic.OBSERVED,
        place=PLACE,
        procedure="Licencia de negocio, riesgo bajo o medio",
        due=WEDNESDAY,
        missing=(reason(),),
        appointments=(Expected(on=WEDNESDAY, place=PLACE, begins=11, ends=12),),
    )


def ways() -> Iterator[OnRoute]:
    """Yield every way to tell a station: next or last; by a day, past it, or none that is known."""
    here, following = (
        Place("Desarrollo Urbano, Obras", "Desarrollo Urbano, Rural y Obras Publicas"),
        Place("Licencias y Autorizacion", "Licencias y Autorizaciones"),
    )
    for next_station, (due, is_late) in product(
        (following, None), ((WEDNESDAY, False), (WEDNESDAY, True), (None, False))
    ):
        yield OnRoute(station=here, next_station=next_station, due=due, is_late=is_late)


def stages() -> Iterator[StatusAnswer]:
    """Yield what the number alone may tell."""
    for stage, disputed in product(Stage, (False, True)):
        yield StatusAnswer(
            number=NUMBER,
            level=Level.STAGE,
            stage=stage,
            topic=Topic.IN_PROCESS,
            place=PLACE,
            procedure="Certificado de domicilio",
            is_disputed=disputed,
        )


def visit() -> VisitAnswer:
    """Make a visit with two services."""
    return VisitAnswer(place=PLACE, on=WEDNESDAY, services=("DNI", "Registro de nacimiento"))


def visits() -> Iterator[VisitAnswer]:
    """Yield a visit as planned, moved and called off."""
    yield visit()
    yield replace(visit(), was=A_DAY)
    yield replace(visit(), is_cancelled=True)


def office(*, is_confirmed: bool) -> OfficeAnswer:
    """Make an office with a phone."""
    return OfficeAnswer(
        place=PLACE,
        address="Plaza s/n",
        hours="De lunes a viernes",
        phone="+51084223344",
        is_confirmed=is_confirmed,
    )


def procedures() -> Iterator[ProcedureAnswer]:
    """Yield a procedure with every kind of cost, with and without term and requirements."""
    terms = ((None, None), (None, "Es inmediato"), (A_TERM, None))
    for kind, (term, note) in product(COST_KINDS, terms):
        yield ProcedureAnswer(
            code="domicilio",
            name="Certificado domiciliario",
            short_name="Certificado de domicilio",
            requirements=("Lleve su DNI", "Lleve un recibo") if term else (),
            cost_kind=kind,
            cost=Money(1030, "PEN") if kind == "amount" else None,
            term=term,
            term_note=note,
            where="En su municipalidad",
            read_on=A_DAY,
        )


def refusals() -> Iterator[Refusal]:
    """Yield every refusal, with the facts that its docstring names."""
    for kind in every_refusal():
        yield kind(**dict.fromkeys(facts_of(kind), 7))


def facts_of(kind: type[Refusal]) -> frozenset[str]:
    """Read in a refusal's docstring which facts it always carries."""
    always = (kind.__doc__ or "").partition("where known")[0]
    told = re.search(r"facts? (`.*)", always)
    return frozenset(re.findall(r"`(\w+)`", told[1])) if told else frozenset()


def every_answer() -> Iterator[Answer]:
    """Yield all of them."""
    yield from statuses()
    yield from stages()
    yield from procedures()
    yield MyCasesAnswer(())
    yield MyCasesAnswer(tuple((NUMBER, stage) for stage in Stage))
    yield NumbersSentAnswer()
    yield from (office(is_confirmed=is_confirmed) for is_confirmed in (True, False))
    yield from visits()
    yield PersonAnswer()
    yield CallBackAnswer()
    yield CHOICES
    yield from (RefusalAnswer(refusal) for refusal in refusals())
