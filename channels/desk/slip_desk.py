"""What the small papers of a counter are built of: who prints, on which paper, and their facts."""

from collections.abc import Callable
from dataclasses import dataclass

from core.model.answers import StatusAnswer, VisitAnswer
from core.model.case_number import CaseNumber
from letters.small import Paper, SmallText


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDesk:
    """Prints small papers; `paper` is what usually lies in the printer of this house.

    `standing` tells where a case stands to whoever shows a document at the counter, `coming` the
    next stop of a unit in a district.
    """

    print: Callable[[SmallText, Paper], bytes]
    paper: Paper
    standing: Callable[[CaseNumber], StatusAnswer]
    coming: Callable[[str], VisitAnswer | None]
