"""Every answer of the house with facts that no wording could have said by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, product
from string import ascii_uppercase

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
    Value,
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
from tests.every_answer import facts_of
from tests.forms import NUMBERS

# Read aloud, no figure of theirs is the number of cases that an answer counts: one, or three.
NUMBER = CaseNumber.compose("140", 958_271)
OTHER, THIRD = CaseNumber.compose("141", 605_584), CaseNumber.compose("140", 27_495)
# Names with every letter that a text message cannot hold.
PLACE = Place("Zaguán Ítaca, Muni Urpi", "Mesón del Zaguán, Municipalidad de Ítaca Grande")
PROCEDURE = "Permiso de zampoña y órgano"
STATION = Place("Cámara Ñusta", "Cámara de la Ñusta Mayor")
NEXT_STATION = Place("Torreón Quipu", "Torreón de los Quipus Añejos")
STATION_DUE = date(2027, 4, 23)
DUE, AS_OF, READ_ON, STOPS_ON = (
    date(2027, 6, 17),
    date(2026, 9, 28),
    date(2026, 8, 26),
    date(2027, 2, 3),
)
STOPPED_ON = date(2027, 1, 25)
EXPECTED = Expected(
    on=date(2027, 7, 9),
    place=Place("Chacra Ñahui", "Chacra Mayor de Ñahui"),
    begins=14,
    ends=15,
)
MOST_MISSING = 24
FACTS_IN_FIGURES = ("found", "expected", "limit", "year", "days", "seconds", "line")
FIGURES = (47, 93, 53, 85, 37, 22, 19)
# What the number alone does not open.
SECRET: tuple[Value, ...] = (
    *(
        name
        for place in (PLACE, STATION, NEXT_STATION, EXPECTED.place)
        for name in (place, place.short, place.full)
    ),
    *(PROCEDURE, DUE, AS_OF, STATION_DUE, EXPECTED.on),
)
LANGUAGES = ("es", "es-PE")


def missing(count: int) -> tuple[Reason, ...]:
    """Make so many reasons, no form of which is part of another."""
    forms = [f"la lámina Zorzal {letter} de su ovillo" for letter in ascii_uppercase[:count]]
    assert all(len(form) <= LONGEST_FORM for form in forms)
    sentence = "La carta dice otra cosa."
    return tuple(
        Reason("motivo", dict.fromkeys(LANGUAGES, form), {"es": sentence}) for form in forms
    )


def statuses() -> Iterator[StatusAnswer]:
    """Yield every status that whoever has proved who they are can be told."""
    for topic, stage in zip(Topic, cycle(Stage), strict=False):
        outcomes = (None, *Outcome) if topic is Topic.NOTIFIED else (None,)
        counts = (0, 1, 2, MOST_MISSING) if topic in WAITING else (0,)
        others = (None, OTHER) if topic is Topic.JOINED else (None,)
        days = (None, DUE) if topic in DATED else (DUE,)
        for outcome, count, other in product(outcomes, counts, others):
            for due, as_of, is_disputed in product(days, (None, AS_OF), (False, True)):
                yield StatusAnswer(
                    number=NUMBER,
                    level=Level.DETAIL,
                    stage=stage,
                    topic=topic,
                    place=PLACE,
                    procedure=PROCEDURE,
                    due=due,
                    missing=missing(count),
                    outcome=outcome,
                    joined_to=other,
                    as_of=as_of,
                    is_disputed=is_disputed,
                )
    for on_route in ways():
        yield StatusAnswer(
            number=NUMBER,
            level=Level.DETAIL,
            stage=Stage.IN_PROGRESS,
            topic=Topic.IN_PROCESS,
            place=PLACE,
            procedure=PROCEDURE,
            due=DUE,
            as_of=AS_OF,
            on_route=on_route,
        )
    yield booked()


def booked() -> StatusAnswer:
    """Make a status with an appointment at the next stop."""
    return StatusAnswer(
        number=NUMBER,
        level=Level.DETAIL,
        stage=Stage.IN_PROGRESS,
        topic=Topic.IN_PROCESS,
        place=PLACE,
        procedure=PROCEDURE,
        due=DUE,
        as_of=AS_OF,
        appointments=(EXPECTED,),
    )


def ways() -> Iterator[OnRoute]:
    """Yield every way to tell a station: next or last; by a day, past it, or none that is known."""
    days = ((STATION_DUE, False), (STATION_DUE, True), (None, False))
    for next_station, (due, is_late) in product((NEXT_STATION, None), days):
        yield OnRoute(station=STATION, next_station=next_station, due=due, is_late=is_late)


def stages() -> Iterator[StatusAnswer]:
    """Yield every status as the number alone may tell it: nothing beyond the stage."""
    for status in statuses():
        if status.as_of is not None:
            yield replace(status, level=Level.STAGE)


def procedures() -> Iterator[ProcedureAnswer]:
    """Yield a procedure with every kind of cost and term, with and without requirements."""
    terms = [(Term(37, unit, "norma"), None) for unit in Unit]
    for kind, (term, note) in product(COST_KINDS, (*terms, (None, "Zigzag al alba"), (None, None))):
        yield ProcedureAnswer(
            code="zampona",
            name="Permiso largo",
            short_name=PROCEDURE,
            requirements=("Lleve su Zarcillo", "Lleve el Ábaco") if term else (),
            cost_kind=kind,
            cost=Money(4785, "PEN") if kind == "amount" else None,
            term=term,
            term_note=note,
            where="el Quiosco de Ítaca",
            read_on=READ_ON,
        )


def choices() -> Iterator[ChoicesAnswer]:
    """Yield one, two and three procedures to choose from."""
    names = (PROCEDURE, "Zurcido de Ábaco, sin plazo", "Ronda del Quetzal (Urpi)")
    offered = tuple(
        Choice(key=f"PE/{place}", code=str(place), name="Nombre largo", short_name=name, score=80)
        for place, name in enumerate(names)
    )
    for count in (1, 2, 3):
        yield ChoicesAnswer(offered[:count])


def offices() -> Iterator[OfficeAnswer]:
    """Yield an office with and without a phone, confirmed and not."""
    for phone, is_confirmed in product((None, "+51084223346"), (False, True)):
        yield OfficeAnswer(
            place=PLACE,
            address="Pasaje Zafiro s/n",
            hours="de noche, según la luna",
            phone=phone,
            is_confirmed=is_confirmed,
        )


def visits() -> Iterator[VisitAnswer]:
    """Yield a visit as planned, moved from another day and called off."""
    visit = VisitAnswer(place=PLACE, on=STOPS_ON, services=("Zurcir redes", "Ñandú y búho"))
    yield visit
    yield replace(visit, was=STOPPED_ON)
    yield replace(visit, is_cancelled=True)


def refusals() -> Iterator[Refusal]:
    """Yield every refusal with the facts it always carries, and with a figure of one."""
    for kind in every_refusal():
        names = sorted(facts_of(kind))
        figures = dict(zip(names, FIGURES, strict=False))
        told = {
            name: figures[name] if name in FACTS_IN_FIGURES else f"Zeta{name.capitalize()}"
            for name in names
        }
        yield kind(**told)
        if "seconds" in told:
            yield kind(seconds=1)


def every_answer() -> Iterator[Answer]:
    """Yield all of them."""
    yield from statuses()
    yield from stages()
    yield from procedures()
    yield from choices()
    yield from offices()
    yield MyCasesAnswer(())
    yield MyCasesAnswer(((NUMBER, Stage.RECEIVED),))
    yield MyCasesAnswer(tuple(zip((NUMBER, OTHER, THIRD), Stage, strict=True)))
    yield NumbersSentAnswer()
    yield from visits()
    yield PersonAnswer()
    yield CallBackAnswer()
    yield from (RefusalAnswer(refusal) for refusal in refusals())


assert set(FIGURES) <= NUMBERS.keys()
assert "3" not in f"{NUMBER}{OTHER}{THIRD}"
