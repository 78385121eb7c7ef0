"""What the door itself has to say."""

from dataclasses import dataclass

from core.model.answers import INFORMATIVE, Line
from core.model.case_number import CaseNumber


@dataclass(frozen=True, slots=True)
class Said:
    """What the door says of its own, as an answer like any other."""

    must_tell: tuple[Line, ...]
    may_tell: tuple[Line, ...] = ()


def said(message: str) -> Said:
    """Say one message that carries no fact."""
    return Said((Line(f"sms.{message}", {}),))


def about(message: str, digits: str) -> Said:
    """Say one message about a case."""
    return Said((Line(f"sms.{message}", {"number": CaseNumber(digits)}), INFORMATIVE))


HELP = said("help")
NOTHING_MORE = said("nothing_more")
CAPPED = said("capped")
# How a text says that there is more: the first that costs no further part is used.
HINTS = (Line("sms.more", {}), Line("sms.more.short", {}))
