"""How far what was written of a record has come: received by the hub, and applied there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.model.event import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """What of a record is not all the way yet; that it is saved here, reading it proves.

    `waits` are steps that the hub has not acknowledged, `aside` those that are kept and not
    applied, each with a refusal's code.
    """

    waits: frozenset[EventId] = frozenset()
    aside: Mapping[EventId, str] = field(default_factory=dict)

    @property
    def is_received(self) -> bool:
        """Say whether the hub has acknowledged every step."""
        return not self.waits

    @property
    def is_applied(self) -> bool:
        """Say whether every step is acknowledged, and none lies aside."""
        return not self.waits and not self.aside

    def of(self, event: EventId) -> "Ticks":
        """Tell it of one step alone."""
        return Ticks(
            waits=self.waits & {event},
            aside={one: code for one, code in self.aside.items() if one == event},
        )


def together(several: Iterable[Ticks]) -> Ticks:
    """Tell it of a record that is written of under several names."""
    waits: frozenset[EventId] = frozenset()
    aside: dict[EventId, str] = {}
    for one in several:
        waits |= one.waits
        aside |= one.aside
    return Ticks(waits=waits, aside=aside)
