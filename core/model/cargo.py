"""The acknowledgement of a letter that was handed over: when and to whom (TUO LPAG art. 21)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from core.model.identity import IdentityDocument
from core.refusals import LetterIncomplete

HIMSELF = "titular"
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """What the acknowledgement says; names and DNI are personal and go to the vault.

    Whoever refuses to sign or to take it counts as notified, and the features of the place are
    noted (art. 21.3); of anyone else than the addressee name, DNI and relation (art. 21.4).
    """

    on: date
    at: time
    received_by: str = field(default="", repr=False)
    document: str = field(default="", repr=False)
    relation: str = HIMSELF
    is_refused: bool = False
    features: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for name in self._needed():
            if not getattr(self, name).strip():
                raise LetterIncomplete(field=name)
        for name in ("received_by", "relation", "features"):
            if len(getattr(self, name)) > LONGEST_WORD:
                raise LetterIncomplete(field=name)
        if self.document:
            IdentityDocument.parse("dni", self.document)

    def _needed(self) -> tuple[str, ...]:
        if self.is_refused:
            return ("features",)
        by_another = self.relation.strip() != HIMSELF
        return ("received_by", "relation", "document") if by_another else ("received_by",)

    @property
    def personal(self) -> Mapping[str, Any]:
        """Tell what may lie in the vault alone."""
        return {
            "received_by": self.received_by.strip(),
            "document": self.document,
            "relation": self.relation.strip(),
            "features": self.features.strip(),
        }

    @property
    def plain(self) -> Mapping[str, Any]:
        """Tell what the journal may say: codes, a day and an hour."""
        return {
            "on": self.on.isoformat(),
            "at": self.at.isoformat("minutes"),
            "refused": self.is_refused,
            "by_another": not self.is_refused and self.relation.strip() != HIMSELF,
        }
