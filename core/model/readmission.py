"""What the hub agrees to with a laptop that was lost and is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Readmission:
    """Other keys and other epochs; `believes` if what it wrote before it was lost is to count."""

    public_key: str
    recipient: str
    codes: Mapping[int, str]
    expires_on: date
    believes: bool
