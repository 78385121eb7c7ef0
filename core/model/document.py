"""A published, versioned text that decides how the house behaves: calendar, procedure, reasons."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.model.event import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one text, with who says so and for how long."""

    kind: str
    key: str
    version: int
    source: str
    publisher: str
    read_on: date
    valid_from: date
    valid_until: date | None
    body: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """Name the text by what it says."""
        return hashlib.sha256(canonical(dict(self.body))).hexdigest()

    def is_in_force(self, on: date) -> bool:
        """Say whether the text rules on that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)
