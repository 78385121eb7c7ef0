"""Finds the longest facts in documents, for the check of what text messages cost."""

from collections.abc import Iterable
from datetime import date, timedelta

from channels.sms.longest import Longest, longest
from core.model.answers import Line, Place
from core.model.document import Document
from core.model.institution import Institution
from core.model.place import Gazetteer
from core.model.procedure import Procedure
from core.model.reasons import ReasonBook
from core.ports import Wording
from core.standing import name_place
from core.visiting import LONGEST_SHORT_PLACE

FIRST_LANGUAGE = "es"
# Every weekday meets every month, and every day of two figures.
_FROM, _DAYS = date(2027, 1, 1), 3 * 366


def longest_facts(documents: Iterable[Document], gazetteer: Gazetteer, wording: Wording) -> Longest:
    """Read documents for the office, reason, procedure, sum and term that take most places."""
    by_kind: dict[str, list[Document]] = {}
    for document in documents:
        by_kind.setdefault(document.kind, []).append(document)
    procedures = [Procedure.parse(document) for document in by_kind["procedure"]]
    institutions = [Institution.parse(document) for document in by_kind["institution"]]
    books = [ReasonBook.parse(document) for document in by_kind["reasons"]]
    places = [name_place(office, one) for one in institutions for office in one.offices]
    stops = [district.name[:LONGEST_SHORT_PLACE] for district in gazetteer.districts]
    days = [_FROM + timedelta(days=day) for day in range(_DAYS)]
    stop = longest([place.short for place in places] + stops, str)
    return Longest(
        place=longest(places, lambda place: place.short),
        stop=Place(stop, stop),
        reason=longest(
            (reason for book in books for reason in book.reasons),
            lambda reason: reason.forms[FIRST_LANGUAGE],
        ),
        procedure=longest((procedure.short_name for procedure in procedures), str),
        cost=longest(
            (cost.amount for each in procedures for cost in each.costs if cost.amount is not None),
            lambda amount: f"{amount.amount}",
        ),
        term=longest(
            (each.term for each in procedures if each.term is not None),
            lambda term: f"{term.count} {term.unit}",
        ),
        where=longest((each.where for each in procedures), str),
        requirement=longest((text for each in procedures for text in each.requirements), str),
        day=longest(days, lambda day: _told(wording, Line("status.as_of", {"as_of": day}))),
    )


def _told(wording: Wording, line: Line) -> str:
    return wording.compose(FIRST_LANGUAGE, "sms", (line,)).texts[0]
