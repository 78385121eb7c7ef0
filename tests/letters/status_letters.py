"""A status letter to a person of Písac, for the tests that change one thing about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from config.documents_on_disk import read_document
from core.model.answers import Line, Place, StatusAnswer
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.model.letter_id import LetterId
from core.model.letter_template import LetterTemplate
from core.model.reasons import Reason
from core.model.told_facts import ToldFacts
from core.model.topics import Stage, Topic
from core.ports import Composed, Wording
from letters.blocks import LetterText
from letters.composing import Composer
from letters.cover import Cover
from letters.typeset import html_of
from tests.fakes import PlainWording

NUMBER = CaseNumber.compose("140", 427)
SIGNATURE = Reason("firma", {"es": "su firma"}, {"es": "Falta su firma."})
PLAN = Reason("plano", {"es": "el plano"}, {"es": "Falta el plano."})
OBSERVED = StatusAnswer(
    number=NUMBER,
    level=Level.DETAIL,
    stage=Stage.IN_PROGRESS,
    topic=Topic.OBSERVED,
    place=Place("Mesa de Partes", "Mesa de Partes de la Municipalidad de Písac"),
    procedure="Constancia de posesión",
    due=date(2027, 1, 8),
    missing=(SIGNATURE, PLAN),
    as_of=date(2026, 12, 18),
)
COVER = Cover(
    id=LetterId.parse("F8QY4-0YGE2"),
    sender="Municipalidad Distrital de Písac",
    sender_place="Plaza Constitución s/n, Písac",
    sent_on=date(2026, 12, 21),
    recipient="Saturnina Quispe Mamani",
    address=("Saturnina Quispe Mamani", "Comunidad de Amaru s/n", "PISAC", "CALCA - CUSCO"),
    phone="084 203 040",
    reference="C-2026-000417",
)


FRAME = {
    "letter.subject": "Cómo va su expediente {number}",
    "letter.salutation": "Señora o señor {name}:",
    "letter.number_label": "Su expediente",
    "letter.number": "140-000-4276",
    "letter.date_label": "Fecha",
    "letter.date": "lunes 21 de diciembre de 2026",
    "letter.reference_label": "Referencia de esta carta",
    "letter.reference": "{reference}",
    "letter.reach_title": "Si tiene alguna pregunta",
    "letter.reach": "Llame al {phone} y diga su expediente: {number}.",
    "letter.closing": "Atentamente,",
    "letter.sender": "{sender}",
    "informative": "Esta carta es un aviso informativo.",
}


class BriefWording(PlainWording):
    """Words the frame of a letter as people read it, and each line of the answer as `said`.

    Without `said`, a line of the answer is its message and facts.
    """

    def __init__(self, said: str | None = None) -> None:
        super().__init__()
        self._said = said

    def compose(self, language: str, channel: str, lines: Sequence[Line], /) -> Composed:
        """Word the frame from the table and the rest as the test wants it."""
        plain = super().compose(language, channel, lines)
        pairs = zip(lines, plain.texts, strict=True)
        return Composed(plain.language, tuple(self._word(line, text) for line, text in pairs))

    def _word(self, line: Line, text: str) -> str:
        frame = FRAME.get(line.message)
        return (self._said or text) if frame is None else frame.format_map(line.facts)


@cache
def template() -> LetterTemplate:
    """Read how a status letter is written in this release."""
    file = files("config") / "documents" / "letters" / "status.yaml"
    return LetterTemplate.parse(read_document(file))


def composed(
    wording: Wording,
    answer: StatusAnswer = OBSERVED,
    *,
    language: str = "es",
    note: str = "",
    is_large: bool = False,
    **cover: Any,  # noqa: ANN401  # parts of a cover
) -> LetterText:
    """Word a letter with what differs in it from the usual one."""
    facts = ToldFacts(values={"number": answer.number, "note": note}, answer=answer)
    return Composer(wording, "PE").compose(
        template(), facts, replace(COVER, **cover), language, is_large=is_large
    )


def html(**cover: Any) -> str:  # noqa: ANN401  # parts of a cover
    """Set a letter in brief wording, with a cover that differs in what the test names."""
    return html_of(composed(BriefWording(), **cover))


def html_saying(text: str) -> str:
    """Set a letter whose answer says the same text in every line."""
    return html_of(composed(BriefWording(text)))
