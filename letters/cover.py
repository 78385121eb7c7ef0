"""What a letter needs beside its answer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """From whom a letter comes, to whom and when it goes, and under which name it is kept.

    `address` holds the lines of the window and `recipient` the name that the letter greets;
    `note` is what an official wrote in free text, which only letter and desk tell.
    """

    sender: str
    sender_place: str
    sent_on: date
    recipient: str
    address: tuple[str, ...]
    phone: str
    reference: str
    note: str | None = None
