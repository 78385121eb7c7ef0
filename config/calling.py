"""Gives the calls that we place, miss or pay for what they stand on."""

from zoneinfo import ZoneInfo

from config.settings import Settings
from config.use_cases import Ground
from core.calling_back import CallingBack
from core.calling_in import CallingIn
from core.model.calling import Caps
from core.model.phone import Numbering
from core.spending import Spending


def caps_of(settings: Settings) -> Caps:
    """Read how many calls a day may have."""
    return Caps(
        to_a_phone=settings.calls_to_a_phone,
        in_all=settings.calls_a_day,
        from_a_phone=settings.calls_from_a_phone,
    )


def spending_of(ground: Ground) -> Spending:
    """Build what keeps calls within the month's money."""
    return Spending(
        charges=ground.shelf.charges,
        ledger=ground.shelf.ledger,
        clock=ground.clock,
        zone=ZoneInfo(ground.country.time_zone),
        ceiling=ground.settings.calls_month_cents,
    )


def calling_back_of(ground: Ground, spending: Spending) -> CallingBack:
    """Build what decides whom the house calls."""
    shelf = ground.shelf
    return CallingBack(
        callers=shelf.callers,
        opt_outs=shelf.opt_outs,
        made=shelf.calls_made,
        contacts=shelf.contacts,
        ledger=shelf.ledger,
        spending=spending,
        numbering=Numbering.of(ground.country),
        clock=ground.clock,
        zone=ZoneInfo(ground.country.time_zone),
        caps=caps_of(ground.settings),
    )


def calling_in_of(ground: Ground) -> CallingIn:
    """Build what bounds how often one phone calls in a day."""
    return CallingIn(
        taken=ground.shelf.calls_taken,
        clock=ground.clock,
        zone=ZoneInfo(ground.country.time_zone),
        caps=caps_of(ground.settings),
    )
