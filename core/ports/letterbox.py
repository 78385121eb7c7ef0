"""What citizens leave for a person, and the chest in which it lies sealed."""

from datetime import datetime
from typing import Protocol

from core.model.left_message import LeftMessage


class LeftMessages(Protocol):
    """Keeps who left a message, and who has it in hand: never what it says."""

    def keep(self, message: LeftMessage, /) -> LeftMessage:
        """Keep a message, once for each conversation and source; tell the one that is there."""
        ...

    def get(self, message: str, /) -> LeftMessage | None:
        """Read a message."""
        ...

    def fill(self, before: LeftMessage, after: LeftMessage, /) -> bool:
        """Note what there is to hear or read; tell whether it was still awaited."""
        ...

    def move(self, before: LeftMessage, after: LeftMessage, /, *, key: str) -> bool:
        """Change who has it in hand, by a form of this key; tell whether nobody else did."""
        ...

    def of_institution(self, institution: str, /, *, limit: int) -> tuple[LeftMessage, ...]:
        """List what an institution's staff may see: what waits first, the oldest at the top."""
        ...

    def count_waiting(self, institution: str, /) -> int:
        """Count what waits for somebody."""
        ...

    def outlived(self, now: datetime, /, *, limit: int) -> tuple[LeftMessage, ...]:
        """List messages whose content is to be deleted."""
        ...

    def empty(self, message: str, /) -> None:
        """Note that the content was deleted, and forget the note and who called."""
        ...


class Chest(Protocol):
    """Keeps what was said, sealed under the house's key: each piece opens under its name only."""

    def put(self, name: str, content: bytes, /) -> None:
        """Keep a piece, whole or not at all; the same name replaces it."""
        ...

    def open(self, name: str, /) -> bytes | None:
        """Read a piece; none if it is not there or not as it was sealed."""
        ...

    def remove(self, name: str, /) -> None:
        """Delete a piece, if it is there."""
        ...

    def seal_text(self, name: str, text: str, /) -> str:
        """Seal a short text, to be kept elsewhere."""
        ...

    def open_text(self, name: str, sealed: str, /) -> str | None:
        """Read a short text again; none if it is not as it was sealed."""
        ...
