"""A right that lapsed, and whether what was handed in elsewhere came in time after all.

The law counts papers from the day on which they were handed in at a reception point (TUO LPAG
arts. 132.3 and 133): whoever declared the lapse may not have had them yet.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.model.event import Event, EventId
from core.model.state import State

CURE = "case_cured"
# What a lapse says of the last day that the person had, so that nobody counts it otherwise later.
LAST_DAY = "last_day"
# Not presented (arts. 136.4, 136.5) and abandoned (art. 202).
LAPSED = frozenset({State.NO_PRESENTADO, State.ABANDONADO})
_WAITED = frozenset({State.OBSERVADO_MESA, State.REQUERIDO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """What a case keeps of it: which event, from which state, and the last day, if it is known."""

    event: EventId
    before: State
    until: date | None


def lapse_after(known: Lapse | None, event: Event, before: State, after: State) -> Lapse | None:
    """Tell what a case keeps of a lapse once an event led it from one state to another."""
    if after in LAPSED:
        is_new = before in _WAITED
        return Lapse(event=event.id, before=before, until=_last_day(event)) if is_new else known
    # Filing it away changes nothing of what was taken.
    return known if after is State.ARCHIVADO else None


def is_in_time(lapse: Lapse, cure: Event) -> bool:
    """Say whether a cure was handed in while the person had time; no wrong clock denies that."""
    handed_in = cure.draft.presented_on
    if handed_in is None:
        return False
    return lapse.until is None or handed_in <= lapse.until or cure.draft.clock_suspect


def _last_day(event: Event) -> date | None:
    """Read it; without it nobody knows more than that it was over when the lapse took effect."""
    data, on = event.draft.data, event.draft.effective_on
    told = data.get(LAST_DAY, data.get("as_of"))
    if told is not None:
        return date.fromisoformat(told)
    return None if on is None else on - timedelta(days=1)
