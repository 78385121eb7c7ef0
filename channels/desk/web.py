"""The desk's door: its rooms behind one guard, its assets, and words for what goes wrong."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, url_for

from channels.desk.appointment_room import add_appointment_room
from channels.desk.arrivals_room import add_arrivals_room
from channels.desk.assets import read_assets, send
from channels.desk.calls_room import add_calls_room
from channels.desk.case_room import add_case_room
from channels.desk.clock_words import clock_words
from channels.desk.desk import Desk
from channels.desk.disputes_room import add_disputes_room
from channels.desk.exchange_room import add_exchange_room
from channels.desk.handover_room import add_handover_room
from channels.desk.intake_room import add_intake_room
from channels.desk.letter_acts import add_letter_acts
from channels.desk.letter_lists import add_letter_lists
from channels.desk.letter_preparing import add_letter_preparing
from channels.desk.letter_runs_room import add_letter_runs_room
from channels.desk.letter_sample import add_letter_sample
from channels.desk.letter_scanning import add_letter_scanning
from channels.desk.letters_room import add_letters_room
from channels.desk.messages_room import add_messages_room
from channels.desk.move_form import DONE_HERE
from channels.desk.move_room import add_move_room
from channels.desk.papers_room import add_papers_room
from channels.desk.person_room import add_person_room
from channels.desk.quarantine_room import add_quarantine_room
from channels.desk.signing.guard import Deed
from channels.desk.signing.routes import Signing, add_routes
from channels.desk.slips_room import add_slips_room
from channels.desk.thread_room import add_thread_room
from channels.desk.trip_stop_room import add_trip_stop_room
from channels.desk.trips_room import add_trips_room
from channels.desk.unit_counter import Banner, banner_of
from channels.desk.units_room import add_units_room
from core.casework import MOST_FOUND
from core.model.case import Outcome
from core.model.letter import LetterState
from core.model.route import Deviation
from core.refusals import (
    AppointmentUnknown,
    CaseDisputed,
    CaseNotFound,
    DisputeUnknown,
    DocumentUnknown,
    IllegalMove,
    LetterCodeForeign,
    LetterCodeInvalid,
    LetterMoved,
    LetterUnknown,
    MessageUnknown,
    NumberIncomplete,
    NumberMissing,
    NumberTooLong,
    NumberWrongCheck,
    PaperGone,
    PaperUnknown,
    ProcedureUnknown,
    Refusal,
    RunForgotten,
    RunUnknown,
    ThreadUnknown,
    TripUnknown,
    VisitUnknown,
)
from core.routing import RouteView

PREFIX = "/ventanilla"
NOT_FOUND = (
    AppointmentUnknown,
    CaseNotFound,
    DisputeUnknown,
    DocumentUnknown,
    LetterCodeForeign,
    LetterCodeInvalid,
    LetterUnknown,
    MessageUnknown,
    NumberIncomplete,
    NumberMissing,
    NumberTooLong,
    NumberWrongCheck,
    PaperGone,
    PaperUnknown,
    ProcedureUnknown,
    RunForgotten,
    RunUnknown,
    ThreadUnknown,
    TripUnknown,
    VisitUnknown,
)
# Every room of the desk; which address is whose, their order does not tell.
ROOMS = (
    add_case_room,
    add_intake_room,
    add_person_room,
    add_papers_room,
    add_disputes_room,
    add_arrivals_room,
    add_move_room,
    add_messages_room,
    add_thread_room,
    add_calls_room,
    add_letter_lists,
    add_letters_room,
    add_letter_sample,
    add_letter_preparing,
    add_letter_acts,
    add_letter_runs_room,
    add_letter_scanning,
    add_handover_room,
    add_slips_room,
    add_appointment_room,
    add_trips_room,
    add_trip_stop_room,
    add_exchange_room,
    add_units_room,
    add_quarantine_room,
)


def blueprint(desk: Desk, signing: Signing) -> Blueprint:
    """Build the desk around the core it serves."""
    door = Blueprint("desk", __name__, url_prefix=PREFIX, template_folder="templates")
    assets = read_assets()

    @door.get("/activos/<name>")
    def asset(name: str) -> Response:
        return send(assets, name)

    desk.guard.open(asset)
    add_routes(door, signing)
    for add_room in ROOMS:
        add_room(door, desk)
    marks = {name: kept.mark for name, kept in assets.items()}

    @door.context_processor
    def for_every_page() -> dict[str, Any]:
        return _for_every_page(desk, marks)

    door.register_error_handler(Refusal, partial(_refused, desk))
    return door


def _for_every_page(desk: Desk, marks: Mapping[str, str]) -> dict[str, Any]:
    words, who = desk.words, desk.guard.signed_in_or_none()
    deeds = frozenset() if who is None else who.deeds
    return {
        "signed_in": who,
        "may_open": Deed.OPEN_CASE in deeds,
        "may_move": Deed.MOVE_CASE in deeds,
        "may_read_calls": Deed.READ_CALLS in deeds,
        "may_read_messages": Deed.READ_MESSAGE in deeds,
        "may_answer_messages": Deed.ANSWER_MESSAGE in deeds,
        "may_read_cases": Deed.READ_CASE in deeds,
        "may_settle": Deed.SETTLE_DISPUTE in deeds,
        "may_print": Deed.PRINT_RECEIPT in deeds,
        "may_read_letters": Deed.READ_LETTER in deeds,
        "may_prepare_letters": Deed.PREPARE_LETTER in deeds,
        "may_move_letters": Deed.MOVE_LETTER in deeds,
        "may_read_trips": Deed.READ_TRIP in deeds,
        "may_move_trips": Deed.MOVE_TRIP in deeds,
        "may_read_units": Deed.READ_UNIT in deeds,
        "at_unit": desk.unit is not None,
        "unit_banner": partial(_unit_banner, desk),
        "to_approve": partial(_to_approve, desk),
        "words": words,
        "asset": partial(_asset_address, marks),
        "clock_words": partial(clock_words, words),
        "known_move": DONE_HERE.__contains__,
        "today": desk.clock.today,
        "outcomes": [(one.value, words.say(f"outcome.{one}")) for one in Outcome],
        "deviations": [(one.value, words.say(f"deviation.{one}")) for one in Deviation],
        "next_hint": _next_hint,
        "most_found": MOST_FOUND,
    }


def _to_approve(desk: Desk) -> int:
    """Count the letters that wait for somebody to answer for them."""
    institution = desk.guard.signed_in().institution
    found = desk.post.letters.counts(institution, among=(LetterState.DRAFT,))
    return found.get(LetterState.DRAFT, 0)


def _unit_banner(desk: Desk) -> Banner | None:
    """Tell how far what a unit wrote has come; the hub has nobody to tell that."""
    return None if desk.unit is None else banner_of(desk.unit, desk.words, desk.clock.now())


def _asset_address(marks: Mapping[str, str], name: str) -> str:
    """Name an asset by its content too, so that a new release is fetched and an old one kept."""
    return url_for("desk.asset", name=name, v=marks[name])


def _next_hint(route: RouteView | None) -> str:
    if route is None:
        return ""
    names = {station.office: station.name for station in route.stations}
    following = route.expected_next
    return f"La ruta sigue en {names[following]}." if following in names else "Es la última área."


def _refused(desk: Desk, refusal: Refusal) -> tuple[str, int]:
    """Say what is wrong; a case of another institution is as unknown as none."""
    status = 404 if isinstance(refusal, NOT_FOUND) else 409 if _is_late(refusal) else 422
    page = render_template("desk/problem.html.jinja", what=desk.words.refusal(refusal))
    return page, status


def _is_late(refusal: Refusal) -> bool:
    return isinstance(refusal, (CaseDisputed, IllegalMove, LetterMoved))
