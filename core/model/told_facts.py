"""What a letter has to tell, under the names by which its template asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model.answers import Answer, Value

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFacts:
    """Single facts, facts that come as lists of rows, and the answer that the letter words.

    They may be personal: whoever logs a letter must not show them.
    """

    values: Mapping[str, Value] = field(default_factory=dict, repr=False)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict, repr=False)
    answer: Answer | None = field(default=None, repr=False)

    def has(self, name: str) -> bool:
        """Say whether there is something to tell: an empty text or list is none, nor is a "no"."""
        value = self.values.get(name)
        if isinstance(value, str):
            return bool(value.strip())
        return (value is not None and value is not False) or bool(self.rows.get(name))

    def is_told(self, name: str) -> bool:
        """Say whether somebody has told it, even if with a "no"."""
        return self.has(name) or self.values.get(name) is False
