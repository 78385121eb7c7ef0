"""The room of calls: how many were answered, how soon, and where callers hang up."""

from flask import Blueprint, Response, abort, render_template, request

from channels.desk.call_figures import told
from channels.desk.desk import NAMED, Desk
from channels.desk.signing.guard import Deed

PERIODS = (7, 30, 90)
USUAL = 30
SVG = "image/svg+xml; charset=utf-8"


def add_calls_room(door: Blueprint, desk: Desk) -> None:
    """Add the page of calls and its picture."""

    @door.get("/llamadas")
    def calls() -> str:
        desk.guard.require(Deed.READ_CALLS)
        days = _days()
        return render_template(
            "desk/calls.html.jinja",
            days=days,
            periods=PERIODS,
            figures=desk.call_board.figures(days),
            can_draw=desk.call_board.drawing(days) is not None,
            told=told,
            language=lambda code: desk.words.say(f"language.{code if code in NAMED else 'other'}"),
        )

    @door.get("/llamadas/dibujo.svg")
    def calls_drawing() -> Response:
        desk.guard.require(Deed.READ_CALLS)
        drawing = desk.call_board.drawing(_days())
        if drawing is None:
            abort(404)
        return Response(drawing, content_type=SVG)


def _days() -> int:
    """Read the period that was chosen; anything else is the usual one."""
    chosen = request.args.get("dias", "")
    return next((days for days in PERIODS if str(days) == chosen), USUAL)
