"""What is written down when a letter is handed over by a unit (TUO LPAG art. 21).

Who may receive: the addressee or who represents them anywhere; whoever else is at home there, with
name, document and relation (21.4). Only the first two may refuse, and count as notified (21.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from core.model.cargo import LONGEST_WORD
from core.model.identity import IdentityDocument
from core.model.letter import LetterKind
from core.model.signature import Signature
from core.refusals import LetterIncomplete, ReceiverForbidden


class Receiver(StrEnum):
    """Who takes a letter, as it is stored and as staff read it."""

    ADDRESSEE = "titular"
    REPRESENTATIVE = "representante"
    RELATIVE = "familiar_adulto"
    OTHER = "otra_persona_adulta"


class Where(StrEnum):
    """Where it was handed over."""

    COUNTER = "mostrador"
    HOME = "domicilio"


class Signed(StrEnum):
    """How it was signed: on the screen, on the paper, by a fingerprint (124.3), or not at all."""

    SCREEN = "pantalla"
    PAPER = "papel"
    PRINT = "huella"
    REFUSED = "se_nego"


class Shown(StrEnum):
    """Which document was shown."""

    DNI = "dni"
    CE = "ce"
    PASSPORT = "passport"
    NONE = "ninguno"


_THEMSELVES = frozenset({Receiver.ADDRESSEE, Receiver.REPRESENTATIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A letter put into somebody's hands; names, numbers and strokes are for the vault alone."""

    on: date
    at: time
    receiver: Receiver
    where: Where
    signed: Signed
    shown: Shown = Shown.NONE
    received_by: str = field(default="", repr=False)
    document: str = field(default="", repr=False)
    features: str = field(default="", repr=False)
    signature: Signature | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name in self._needed():
            if not getattr(self, name):
                raise LetterIncomplete(field=name)
        for name in ("received_by", "features"):
            if len(getattr(self, name)) > LONGEST_WORD:
                raise LetterIncomplete(field=name)
        if self.is_refused and self.receiver not in _THEMSELVES:
            raise ReceiverForbidden
        if self.document:
            IdentityDocument.parse(self.shown.value, self.document)

    @property
    def is_refused(self) -> bool:
        """Say whether the person would not sign or take it."""
        return self.signed is Signed.REFUSED

    @property
    def personal(self) -> Mapping[str, str]:
        """Tell what may lie in the vault alone."""
        return {
            "received_by": self.received_by,
            "document": self.document,
            "relation": self.receiver.value,
            "features": self.features,
        }

    @property
    def plain(self) -> Mapping[str, Any]:
        """Tell what the journal may say: codes, a day and an hour."""
        return {
            "on": self.on.isoformat(),
            "at": self.at.isoformat("minutes"),
            "refused": self.is_refused,
            "by_another": self.receiver is not Receiver.ADDRESSEE,
            "receiver": self.receiver.value,
            "where": self.where.value,
            "signed": self.signed.value,
            "shown": self.shown.value,
        }

    def check(self, kind: LetterKind) -> None:
        """Refuse hands into which a letter that acts in law may not be put."""
        at_home = self.where is Where.HOME
        if kind.is_legal and not at_home and self.receiver not in _THEMSELVES:
            raise ReceiverForbidden

    def _needed(self) -> tuple[str, ...]:
        needed: tuple[str, ...] = ()
        if self.receiver is not Receiver.ADDRESSEE:
            needed = ("received_by",) if self.is_refused else ("received_by", "document")
        if self.is_refused:
            needed = (*needed, "features")
        return (*needed, "signature") if self.signed is Signed.SCREEN else needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Nobody was there: a notice names the next day, or the letter goes under the door (21.5)."""

    on: date
    at: time
    next_on: date | None = None
    features: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.next_on is None and not self.features:
            raise LetterIncomplete(field="features")
        if len(self.features) > LONGEST_WORD:
            raise LetterIncomplete(field="features")

    @property
    def is_under_door(self) -> bool:
        """Say whether the letter was left."""
        return self.next_on is None
