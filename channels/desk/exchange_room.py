"""The room of exchanges: how the last sessions went, at a unit its own, at the hub all units'."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from channels.desk.desk import Desk
from channels.desk.message_words import MessageWords
from channels.desk.session_drawing import draw_sessions
from channels.desk.signing.guard import Deed
from channels.porch.exchange_words import ExchangeWords
from core.exchanging import HTTP
from core.model.exchange_session import MOST_DRIFT_SECONDS, ExchangeSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSession:
    """One session as a page shows it."""

    unit: str
    at: str
    way: str
    up: str
    down: str
    lasted: str
    steps_up: int
    steps_down: int
    ended: str
    is_good: bool


def add_exchange_room(door: Blueprint, desk: Desk) -> None:
    """Add the list of sessions."""

    @door.get("/intercambios")
    def exchanges() -> str:
        desk.guard.require(Deed.READ_UNIT)
        board, said = desk.exchange, ExchangeWords(desk.words.wording)
        units = () if board.is_unit else tuple(one.device.origin for one in board.units.all())
        unit = board.here or _chosen(units)
        sessions = board.sessions.last(unit)
        return render_template(
            "desk/exchanges.html.jinja",
            seen=_seen(desk, said, sessions),
            drawing=draw_sessions(sessions),
            said=said,
            units=units,
            unit=unit,
            acknowledged=_acknowledged(desk, sessions),
            clock=_clock(said, sessions) if unit else None,
        )


def _chosen(units: Sequence[str]) -> str:
    """Read which unit is asked for; anything else means all of them."""
    asked = request.args.get("unidad", "")
    return asked if asked in units else ""


def _seen(
    desk: Desk, said: ExchangeWords, sessions: Sequence[ExchangeSession]
) -> tuple[SeenSession, ...]:
    return tuple(
        SeenSession(
            unit=one.origin,
            at=desk.words.hour(one.at),
            way=said.way(one),
            up=said.size(one.bytes_up),
            down=said.size(one.bytes_down),
            lasted=said.lasted(one),
            steps_up=one.events_up,
            steps_down=one.events_down,
            ended=said.ended(one.code),
            is_good=not one.code,
        )
        for one in sessions
    )


def _acknowledged(desk: Desk, sessions: Sequence[ExchangeSession]) -> str:
    """Tell when the hub last said what it has, or last heard a unit to the end."""
    board = desk.exchange
    ended_well = next((one.at for one in sessions if not one.code), None)
    at = board.acknowledged() if board.is_unit else ended_well
    return "" if at is None else MessageWords(desk.words, desk.clock.now(), desk.name_of).age(at)


def _clock(said: ExchangeWords, sessions: Sequence[ExchangeSession]) -> tuple[str, bool] | None:
    """Tell how the clock of one unit goes, and whether that is well; none was compared by hand."""
    by_line = (one.drift_seconds for one in sessions if one.transport == HTTP and not one.code)
    drift = next(by_line, None)
    return None if drift is None else (said.drift(drift), abs(drift) <= MOST_DRIFT_SECONDS)
