"""What a unit needs of its shelf to forget what its route left behind."""

from collections.abc import Collection, Mapping
from typing import Protocol

from core.model.purge import Purge


class OffRoute(Protocol):
    """What lies at a unit outside the districts of its route.

    `waits` counts what of a subject is still on its way to the hub beside its events.
    """

    def plan(self, stays: Collection[str], waits: Mapping[str, int], /) -> Purge:
        """Count what would go if only these districts stay; nothing is changed."""
        ...

    def purge(self, stays: Collection[str], waits: Mapping[str, int], /) -> Purge:
        """Forget it, all at once or not at all; tell what went."""
        ...
