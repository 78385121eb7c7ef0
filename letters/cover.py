"""What a letter needs beside its facts."""

from dataclasses import dataclass, field
from datetime import date

from core.model.letter_id import LetterId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """From whom a letter comes, to whom and when it goes, and under which name it is kept.

    `address` holds the lines of the window and `recipient` the name that the letter greets.
    """

    id: LetterId
    sender: str
    sender_place: str
    sent_on: date
    recipient: str = field(repr=False)
    address: tuple[str, ...] = field(repr=False)
    phone: str
    reference: str
