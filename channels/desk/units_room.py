"""The room of units at the hub: who was heard when, and what somebody should look at."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from channels.desk.desk import Desk
from channels.desk.message_words import MessageWords
from channels.desk.signing.guard import Deed
from channels.porch.exchange_words import ExchangeWords
from channels.porch.unit_words import UnitWords
from core.model.unit_glance import UnitGlance
from core.refusals import HubOnly


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenUnit:
    """One unit as a page shows it; good only if there is nothing to look at."""

    glance: UnitGlance
    heard: str
    signs: tuple[str, ...]
    waits: str
    drift: str
    is_good: bool


def add_units_room(door: Blueprint, desk: Desk) -> None:
    """Add the list of units."""

    @door.get("/unidades")
    def units() -> str:
        who = desk.guard.require(Deed.READ_UNIT)
        if desk.exchange.is_unit:
            raise HubOnly
        return render_template(
            "desk/units.html.jinja",
            seen=[_seen(desk, one) for one in desk.exchange.units.all()],
            aside=desk.exchange.asides.count(who.institution),
        )


def _seen(desk: Desk, one: UnitGlance) -> SeenUnit:
    now, today = desk.clock.now(), desk.clock.today()
    told = MessageWords(desk.words, now, desk.name_of)
    said = UnitWords(desk.words.wording)
    signs = one.signs(now, today)
    drift = one.drift_seconds
    return SeenUnit(
        glance=one,
        heard="" if one.heard_at is None else told.age(one.heard_at),
        signs=tuple(said.sign(sign, one, now, today) for sign in signs),
        waits="" if one.held_since is None else told.age(one.held_since),
        drift="" if drift is None else ExchangeWords(desk.words.wording).drift(drift),
        is_good=not signs,
    )
