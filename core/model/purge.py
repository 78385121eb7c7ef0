"""What a unit forgets when districts leave its route, and what stays there for now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Purge:
    """What goes, counted, and what waits: nothing goes that the hub has not acknowledged.

    `values` are personal ones. `kept_cases` and `kept_people` lie off the route too, and stay
    because `waiting` events of theirs are still on their way to the hub.
    """

    districts: tuple[str, ...] = ()
    cases: int = 0
    people: int = 0
    visits: int = 0
    events: int = 0
    values: int = 0
    kept_cases: int = 0
    kept_people: int = 0
    waiting: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether nothing goes."""
        return not (self.cases or self.people or self.visits or self.events or self.values)
