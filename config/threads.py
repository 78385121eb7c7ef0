"""Gives the threads of texts what they stand on."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from channels.sms.fitting import MOST_PARTS
from config.use_cases import Ground, new_id
from core.conversing import Conversing
from core.model.economy import fewest_parts
from core.texting import Texting
from core.thread_reading import ThreadReading


def texting_of(ground: Ground) -> Texting:
    """Build what keeps the texts of each phone; words lie sealed as messages for a person do."""
    settings, shelf = ground.settings, ground.shelf
    return Texting(
        kept=shelf.threads,
        lists=shelf.thread_lists,
        chest=ground.chest,
        opt_outs=shelf.opt_outs,
        library=shelf.library,
        clock=ground.clock,
        zone=ZoneInfo(ground.country.time_zone),
        country=settings.country,
        kept_for=timedelta(days=settings.message_days),
        new_id=new_id,
    )


def thread_reading_of(ground: Ground, texting: Texting) -> ThreadReading:
    """Build what shows threads to the staff."""
    shelf = ground.shelf
    return ThreadReading(
        kept=shelf.threads,
        lists=shelf.thread_lists,
        texting=texting,
        deliveries=shelf.deliveries,
        measure=fewest_parts,
    )


def conversing_of(ground: Ground, reading: ThreadReading) -> Conversing:
    """Build what lets a person answer in the house's place."""
    shelf = ground.shelf
    return Conversing(
        reading=reading,
        kept=shelf.threads,
        texting=reading.texting,
        forms=shelf.forms,
        clock=ground.clock,
        blind=partial(ground.keys.blind, "phone"),
        measure=fewest_parts,
        most_parts=MOST_PARTS,
    )
