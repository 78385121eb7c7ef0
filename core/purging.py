"""Lets a unit forget the districts that left its route, once the hub has what it wrote there.

It is no event: at the hub and on other units nothing changes.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from core.model.purge import Purge
from core.ports.purging import OffRoute
from core.refusals import UnitOnly

# Tells the districts of the route as they are now.
Route = Callable[[], Collection[str]]
# Counts, by subject, the papers that the hub has not said to have.
Papers = Callable[[], Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purging:
    """Purges by hand, never by itself: a slip at the hub must not cost a district on a bad line.

    The hub has no `route`, and forgets nothing.
    """

    off_route: OffRoute
    route: Route | None
    papers: Papers

    def preview(self) -> Purge:
        """Count what would go and what would stay."""
        return self.off_route.plan(self._stays(), self.papers())

    def purge(self) -> Purge:
        """Forget it; a second time there is nothing to forget."""
        return self.off_route.purge(self._stays(), self.papers())

    def _stays(self) -> Collection[str]:
        if self.route is None:
            raise UnitOnly
        return self.route()
