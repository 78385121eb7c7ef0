"""Letters that a test wants of a house, and what they say."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from config.house import House
from config.letter_writing import write_letter
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterKind, LetterState
from core.model.letter_id import LetterId
from core.refusals import (
    LetterIncomplete,
)
from letters.blocks import Blank, LetterText
from tests.core.stories import PISAC, Said, a_case, a_citizen
from tests.fakes import NOON_IN_LIMA

HOME: Said = {"address": ("Comunidad de Amaru",), "reference": "junto a la posta"}
RESOLUTION = {
    "resolution_number": "041-2026-MDP",
    "resolution": "VISTO: la solicitud.\n\nSE RESUELVE: dar el certificado.",
    "authority": "Nélida Huamán Cusi",
    "exhausts": "no",
}


def letter(kind: LetterKind | str, number: CaseNumber | None = None, **more: str) -> Letter:
    """Name a letter that nobody has written yet."""
    plain = Letter(
        id=LetterId.parse("F8QY4-0YGE2"),
        kind=LetterKind(kind),
        institution=PISAC,
        wish="a wish",
        made_by="user:clerk",
        made_at=NOON_IN_LIMA,
        state=LetterState.QUEUED,
        since=NOON_IN_LIMA,
        number="" if number is None else number.digits,
    )
    return replace(plain, **more)  # type: ignore[arg-type] # texts only


def of(house: House, name: str = "Rosa Mamani Quispe", distance_days: int = 0) -> CaseNumber:
    """Open a case of someone who has an address."""
    return a_case(house, applicant=a_citizen(house, name, **HOME), distance_days=distance_days)


def said(text: LetterText) -> str:
    pieces = [piece.label if isinstance(piece, Blank) else piece.text for piece in text.blocks()]
    slip = text.slip.texts.values() if text.slip else ()
    facts = (fact.value for fact in text.facts)
    return "\n".join((text.title, *facts, *pieces, *slip))


def lacks(house: House, wanted: Letter, told: Mapping[str, str] | None = None) -> object:
    with pytest.raises(LetterIncomplete) as refused:
        write_letter(house, wanted, told or {})
    return refused.value.facts["field"]
