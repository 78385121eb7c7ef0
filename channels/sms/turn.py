"""One text on its way through the door: who sent it, what was open, when."""

from dataclasses import dataclass, field
from datetime import datetime

from channels.sms.memory import Waiting
from core.by_text import Texter


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What every answer may need of the text that it answers."""

    texter: Texter
    text: str = field(repr=False)
    country: str
    waiting: Waiting
    at: datetime
    languages: tuple[str, ...]
    first_language: str

    @property
    def caller(self) -> str:
        """Tell the blinded phone."""
        return self.texter.caller
