"""Gives the desk what its small papers are built of; no press is opened here."""

from channels.desk.slip_desk import SlipDesk
from config.house import House
from config.slip_printing import print_slip
from core.appointments import with_appointments
from core.model.answers import StatusAnswer, VisitAnswer
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.standing import status_of
from core.visit_notices import answer_of
from letters.small import Paper


def slip_desk_of(house: House) -> SlipDesk:
    """Build it; which paper is usual is a setting of each house."""
    return SlipDesk(
        print=print_slip,
        paper=Paper(house.settings.slip_paper),
        standing=lambda number: _standing(house, number),
        coming=lambda district: _coming(house, district),
    )


def _standing(house: House, number: CaseNumber) -> StatusAnswer:
    """Tell everything: who asks stands at the counter with the document in hand."""
    found = house.correspondence.found(number)
    books = house.shelf.library.at(found.documents)
    today = house.clock.today()
    answer = status_of(found, books, Level.EVERYTHING, today)
    return with_appointments(answer, found.case, house.shelf.visits, today)


def _coming(house: House, district: str) -> VisitAnswer | None:
    stop = house.shelf.visits.next_in(district, house.clock.today())
    return None if stop is None else answer_of(stop)
