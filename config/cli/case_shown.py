"""What the verb that shows a case tells of it."""

from config.cli.frame import Record
from config.house import House
from core.model.case_number import CaseNumber
from core.model.event import EventId
from core.model.moves import open_moves
from core.model.verdict import Dispute
from core.ports import Found
from core.refusals import CaseNotFound, DisputeUnknown
from core.routing import route_of


def case_record(house: House, number: CaseNumber) -> Record:
    """Write a case as a record: its state, its days, its route and what the law allows next."""
    found = house.shelf.cases.find(number, None)
    if found is None:
        raise CaseNotFound
    case = found.case
    return {
        "number": case.number.digits,
        "state": case.state.value,
        "institution": case.institution,
        "procedure": case.procedure,
        "station": case.station,
        "presented_on": case.presented_on,
        "received_on": case.received_on,
        **_due(found),
        "reasons": list(case.reasons),
        "outcome": case.outcome,
        "aliases": list(case.aliases),
        "events": case.events,
        "last": str(case.last),
        "disputes": [_dispute(dispute) for dispute in case.disputes],
        "moves": [] if case.is_disputed else list(open_moves(case.state)),
        **_route(house, found),
    }


def read_event(typed: str | None) -> EventId | None:
    """Read which event is meant, as the record of a case tells it."""
    try:
        return None if typed is None else EventId.parse(typed)
    except ValueError:
        raise DisputeUnknown from None


def _dispute(dispute: Dispute) -> str:
    waits = " abierta" if dispute.is_open else ""
    return f"{dispute.event} {dispute.kind} {dispute.verdict}{waits}"


def _due(found: Found) -> Record:
    deadlines = found.deadlines
    due = None if deadlines is None or deadlines.current is None else deadlines.current
    return {
        "due": None if due is None else due.on,
        "whose": None if due is None else due.whose,
        "basis": None if due is None else due.basis,
    }


def _route(house: House, found: Found) -> Record:
    """Write where the case lies on its route; a case without one has nothing but nulls."""
    books = house.shelf.library.at(found.documents)
    view = route_of(found.case, books, house.clock.today())
    stations = () if view is None else view.stations
    return {
        "station_since": found.case.station_since,
        "station_due": None if view is None else view.due,
        "station_is_late": None if view is None else view.is_late,
        "next": None if view is None else view.expected_next,
        "deviations": found.case.deviations,
        "route": [f"{station.office} {station.status}" for station in stations],
    }
