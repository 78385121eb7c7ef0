"""The words that a text may begin with, and what the door itself has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.model.answers import Line


class Keyword(StrEnum):
    """What a word asks for."""

    HELP = "help"
    MORE = "more"
    MY_CASES = "my_cases"
    PROCEDURE = "procedure"
    OFFICE = "office"
    VISIT = "visit"
    LOST_NUMBER = "lost_number"


# Read without accents, in any case. A new word needs a line in docs/reference/sms-keywords.md.
KEYWORDS: Mapping[str, Keyword] = {
    "AYUDA": Keyword.HELP,
    "MAS": Keyword.MORE,
    "MIS TRAMITES": Keyword.MY_CASES,
    "MIS EXPEDIENTES": Keyword.MY_CASES,
    "REQUISITOS": Keyword.PROCEDURE,
    "OFICINA": Keyword.OFFICE,
    "VISITA": Keyword.VISIT,
    "PERDI MI NUMERO": Keyword.LOST_NUMBER,
    "PERDI": Keyword.LOST_NUMBER,
}
# Whoever lost one of these lost the number of a case, not a document of his own.
NUMBERED = frozenset({"PAPEL", "PAPELITO", "CARGO", "NUMERO", "EXPEDIENTE", "CLAVE", "TRAMITE"})


@dataclass(frozen=True, slots=True)
class Said:
    """What the door says of its own, as an answer like any other."""

    must_tell: tuple[Line, ...]
    may_tell: tuple[Line, ...] = ()


HELP = Said((Line("sms.help", {}),))
NOTHING_MORE = Said((Line("sms.nothing_more", {}),))
# How a text says that there is more: the first that costs no further part is used.
HINTS = (Line("sms.more", {}), Line("sms.more.short", {}))
