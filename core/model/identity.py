"""Identity documents as they are written, checked and kept; a DNI is never a secret."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.check_digits import dni_check_characters, is_ruc
from core.refusals import IdentityInvalid


class DocumentKind(StrEnum):
    """What a person can show: national identity, taxpayer, foreigner's card or passport."""

    DNI = "dni"
    RUC = "ruc"
    CE = "ce"
    PASSPORT = "passport"


LONGEST = 40
_SEPARATORS = re.compile(r"[ .\-]")
_DNI = re.compile(r"([0-9]{8})([0-9A-K])?")
_NOBODY = "00000000"
_RUC = re.compile(r"[0-9]{11}")
# No public norm gives these two a check digit; the lengths are those of SUNAT's table of documents.
_CE = re.compile(r"(?=.*[0-9])[0-9A-Z]{8,12}")
_PASSPORT = re.compile(r"(?=.*[0-9])[0-9A-Z]{6,12}")


@dataclass(frozen=True, slots=True)
class IdentityDocument:
    """A document with its number in the one form that a look-up can be keyed by."""

    kind: DocumentKind
    number: str = field(repr=False)

    @classmethod
    def parse(cls, kind: str, text: str) -> "IdentityDocument":
        """Read a document, or refuse it without repeating it; a check character is not kept."""
        if kind not in _READERS:
            raise IdentityInvalid(kind="unknown")
        known = DocumentKind(kind)
        number = _READERS[known](_tidy(text))
        if number is None:
            raise IdentityInvalid(kind=known.value)
        return cls(known, number)

    @property
    def text(self) -> str:
        """Write kind and number as the vault keeps them and look-ups blind them."""
        return f"{self.kind}:{self.number}"


def _tidy(text: str) -> str:
    """Drop what people write between figures; other scripts stay, and are refused."""
    if len(text) > LONGEST or not text.isascii():
        return ""
    return _SEPARATORS.sub("", text.strip()).upper()


def _dni(text: str) -> str | None:
    found = _DNI.fullmatch(text)
    if found is None or found[1] == _NOBODY:
        return None
    is_checked = found[2] is None or found[2] in dni_check_characters(found[1])
    return found[1] if is_checked else None


def _ruc(text: str) -> str | None:
    return text if _RUC.fullmatch(text) and is_ruc(text) else None


def _ce(text: str) -> str | None:
    return text if _CE.fullmatch(text) else None


def _passport(text: str) -> str | None:
    return text if _PASSPORT.fullmatch(text) else None


_READERS: Mapping[str, Callable[[str], str | None]] = {
    DocumentKind.DNI: _dni,
    DocumentKind.RUC: _ruc,
    DocumentKind.CE: _ce,
    DocumentKind.PASSPORT: _passport,
}
