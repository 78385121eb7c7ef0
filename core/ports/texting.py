"""What answering texts needs: what was told before, and districts by what people call them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.model.place import District
from core.ports.conversations import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was told before a text comes: to `this` very text, or else the `latest` of its phone.

    How many of its phone were answered is counted up to what was asked for.
    """

    this: Contact | None
    latest: Contact | None
    in_this_hour: int
    today: int


class TextsAnswered(Protocol):
    """Knows what the texts of a phone were told, and how many were answered."""

    def earlier(
        self,
        source: str,
        caller: str,
        /,
        *,
        since: datetime,
        day: datetime,
        hour: datetime,
        most: int,
    ) -> Earlier:
        """Read what a text was told already, or else the last one of its blinded phone.

        The last one not before `since`; answers are counted since two moments, up to so many.
        """
        ...


class DistrictEar(Protocol):
    """Finds districts by names as people write them."""

    def near(self, text: str, /) -> tuple[District, ...]:
        """List the districts that a name may mean; one if there is no doubt."""
        ...
