"""One letter of each kind to people who do not exist: for pictures, proofs and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from config.documents_on_disk import read_documents
from config.shipped import read_wording
from core.library import read_books
from core.model.answers import Answer, Place, ProcedureAnswer, StatusAnswer, Value, VisitAnswer
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.model.letter_id import LetterId
from core.model.letter_needs import Asked
from core.model.letter_template import LetterTemplate
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term, Unit
from core.model.told_facts import Row, ToldFacts
from core.model.topics import Stage, Topic
from core.ports import Wording
from letters.blocks import LetterText
from letters.composing import Composer
from letters.cover import Cover

COUNTRY = "PE"
NUMBER = CaseNumber.compose("140", 427)
OFFICE = Place("Mesa de Partes", "Mesa de Partes, Municipalidad Distrital de Písac")
PROCEDURE = "Constancia de posesión"
REASONS = tuple(
    Reason(code, {"es": form}, {"es": sentence})
    for code, form, sentence in (
        ("firma", "su firma en la solicitud", "Venga a firmar su solicitud, con su DNI."),
        ("plano", "el plano simple del terreno", "Traiga un plano simple de su terreno."),
        ("acta", "la firma de sus vecinos", "Traiga el acta con la firma de todos sus vecinos."),
    )
)
COVER = Cover(
    id=LetterId.parse("F8QY4-0YGE2"),
    sender="Municipalidad Distrital de Písac",
    sender_place=OFFICE.full,
    sent_on=date(2026, 12, 21),
    recipient="Saturnina Quispe Mamani",
    address=(
        "Saturnina Quispe Mamani",
        "Teniente gobernador",
        "Comunidad Campesina de Amaru s/n",
        "junto a la escuela",
        "PISAC",
        "CALCA - CUSCO",
    ),
    phone="084 203 040",
    reference="F8QY4-0YGE2",
)
VALUES: Mapping[str, Value] = {
    "number": NUMBER,
    "procedure": PROCEDURE,
    "procedure_name": "Constancia de posesión para servicios básicos de agua y luz",
    "place": OFFICE,
    "reception": OFFICE,
    "presented_on": date(2026, 11, 3),
    "own_number": "EXP-2026-01477",
    "cure_by": date(2027, 1, 8),
    "cure_term": Term(10, Unit.BUSINESS_DAYS, "TUO LPAG art. 143.4"),
    "cure_since": date(2026, 12, 21),
    "distance": 2,
    "decide_by": date(2026, 12, 17),
    "late_since": date(2026, 12, 17),
    "silence_on": date(2026, 12, 18),
    "notified_on": date(2026, 12, 14),
    "appeal_by": date(2027, 1, 8),
    "clave": "735104",
    "note": "En la oficina le ayudamos a llenar la hoja.",
    "document": "99 204 871",
    "home": "Comunidad Campesina de Amaru s/n, junto a la escuela, Písac, Calca, Cusco",
    "office_address": "la plaza Constitución s/n, Písac",
    "office_hours": "de lunes a viernes, de 8 a 13 y de 14 a 16",
    "where": "en la mesa de partes de su municipalidad",
    "visit_on": date(2027, 1, 14),
    "visit_place": "el local comunal de Amaru",
}
TEXTS = (
    "Su DNI, que solo muestra",
    "Un plano simple del terreno",
    "El acta firmada por sus vecinos",
)
ROWS: Mapping[str, tuple[Row, ...]] = {
    "missing": tuple({"reason": reason} for reason in REASONS),
    "requirements": tuple({"text": text} for text in TEXTS),
    "services": tuple({"text": text} for text in ("Sacar el DNI", "Preguntar por su expediente")),
}
ANSWERS: Mapping[str, Answer] = {
    "status": StatusAnswer(
        number=NUMBER,
        level=Level.DETAIL,
        stage=Stage.IN_PROGRESS,
        topic=Topic.OBSERVED,
        place=OFFICE,
        procedure=PROCEDURE,
        due=date(2027, 1, 8),
        missing=REASONS[:1],
        as_of=date(2026, 12, 18),
    ),
    "procedure": ProcedureAnswer(
        code="posesion",
        name=str(VALUES["procedure_name"]),
        short_name=PROCEDURE,
        requirements=TEXTS,
        cost_kind="amount",
        cost=Money(1030, "PEN"),
        term=Term(30, Unit.BUSINESS_DAYS, "TUO LPAG art. 39"),
        term_note=None,
        where=str(VALUES["where"]),
        read_on=date(2026, 11, 21),
    ),
    "visit": VisitAnswer(
        place=Place("Local comunal de Amaru", "el local comunal de Amaru"),
        on=date(2027, 1, 14),
        services=("Sacar el DNI", "Preguntar por su expediente"),
    ),
}
SAID: Mapping[str, Value] = {
    "resolution_number": "041-2026-MDP",
    "authority": "Nélida Huamán Cusi, gerente de Desarrollo Urbano",
    "asked_on": date(2026, 12, 16),
    "first_date": date(2026, 12, 18),
    "new_date": date(2026, 12, 23),
    "first_hour": "diez de la mañana",
    "new_hour": "diez de la mañana",
}
PARAGRAPHS: Mapping[str, tuple[str, ...]] = {
    "answer_given": (
        "Sí puede pedir la constancia aunque su terreno no tenga título.",
        "Basta un plano simple y el acta que firman sus vecinos. No necesita abogado.",
    ),
    "question": ("¿puedo pedir la constancia sin título?",),
    "resolution": (
        "VISTO: la solicitud del 3 de noviembre de 2026 y el informe de la visita al terreno.",
        "CONSIDERANDO: que los vecinos firmaron el acta y que el terreno no es de uso público.",
        "SE RESUELVE: dar la constancia de posesión a Saturnina Quispe Mamani.",
    ),
    "remedy": (
        "Demanda ante el Poder Judicial: aquí la entidad escribe ante quién y hasta cuándo.",
    ),
}
# What a specimen does not show, so that it shows what most letters show.
LEFT_OUT = frozenset({"effective_on", "office_to_confirm", "late_since"})


@dataclass(frozen=True, slots=True)
class Specimens:
    """Writes specimens from one reading of what a release ships."""

    templates: Mapping[str, LetterTemplate]
    wording: Wording

    def letter(self, kind: str, *, is_large: bool = False) -> LetterText:
        """Write one of a kind, as `oral_answer`."""
        template, facts = self.templates[kind], self.facts(kind)
        return Composer(self.wording, COUNTRY).compose(
            template, facts, COVER, "es", is_large=is_large
        )

    def facts(self, kind: str) -> ToldFacts:
        """Tell what a specimen of a kind tells."""
        return specimen_facts(self.templates[kind])


@cache
def specimens() -> Specimens:
    """Read the templates and the words that ship, once for all who ask for a specimen."""
    books = read_books(0, (each for each in read_documents() if each.kind == "letter"))
    templates = {template.kind: template for template in books.letters.values()}
    return Specimens(templates, read_wording())


def specimen(kind: str, *, is_large: bool = False) -> LetterText:
    """Write one letter of a kind."""
    return specimens().letter(kind, is_large=is_large)


def specimen_facts(template: LetterTemplate) -> ToldFacts:
    """Tell all that a template names and a specimen shows, a template of tomorrow too."""
    needs = template.needs
    shown = needs.named - LEFT_OUT | {*needs.needs, *needs.asks}
    asked = {name: how for name, how in needs.of_staff.items() if name in shown}
    return ToldFacts(
        values={
            **{name: value for name, value in VALUES.items() if name in shown},
            **{name: _said(name, how) for name, how in asked.items() if how in _SINGLE},
        },
        rows={
            **{name: rows for name, rows in ROWS.items() if name in shown},
            **{
                name: tuple({"text": text} for text in PARAGRAPHS.get(name, (_SOME_TEXT,)))
                for name, how in asked.items()
                if how is Asked.PARAGRAPHS
            },
        },
        answer=ANSWERS[needs.answer] if needs.answer else None,
    )


_SINGLE = frozenset({Asked.TEXT, Asked.DAY, Asked.YES_OR_NO})
_SOME_TEXT = "lo que dice quien atiende"


def _said(name: str, how: Asked) -> Value:
    """Tell what staff would; to a yes or no, no."""
    match how:
        case Asked.YES_OR_NO:
            return False
        case Asked.DAY:
            return SAID.get(name, date(2027, 1, 8))
        case _:
            return SAID.get(name, _SOME_TEXT)
