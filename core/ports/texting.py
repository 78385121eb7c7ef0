"""What answering texts needs: how many were answered, and districts by what people call them."""

from datetime import datetime
from typing import Protocol

from core.model.place import District


class TextsAnswered(Protocol):
    """Knows how many texts of a phone were answered."""

    def count(self, caller: str, /, *, hour: datetime, day: datetime, most: int) -> tuple[int, int]:
        """Count the answers to a blinded phone since two moments, up to so many."""
        ...


class DistrictEar(Protocol):
    """Finds districts by names as people write them."""

    def near(self, text: str, /) -> tuple[District, ...]:
        """List the districts that a name may mean; one if there is no doubt."""
        ...
