"""What is read of cases, citizens and documents."""

from dataclasses import dataclass
from typing import Protocol

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen, CitizenPhone
from core.model.document import Document
from core.model.legal_clock import Deadlines
from core.model.locks import CallerLock, CaseLock


@dataclass(frozen=True, slots=True)
class Found:
    """Everything one question about one case needs, read in one statement.

    `documents` is the head of the published documents, so that nothing stale is told.
    """

    case: Case
    deadlines: Deadlines | None
    documents: int
    case_lock: CaseLock
    caller_lock: CallerLock
    was_right_before: bool
    caller_phone: CitizenPhone | None
    clave_is_revoked: bool = False


class Cases(Protocol):
    """Reads what the journal says of cases."""

    def find(self, number: CaseNumber, caller: str | None, /) -> Found | None:
        """Read a case with what is known of the caller (a blinded phone, or none)."""
        ...

    def by_alias(self, alias: str, /) -> tuple[CaseNumber, ...]:
        """Find the cases that an office knows under its own file number."""
        ...

    def of_phone(self, caller: str, /) -> tuple[tuple[Case, CitizenPhone], ...]:
        """List the cases whose citizen has this blinded phone on file, newest first."""
        ...

    def of_document(self, blinded: str, /) -> tuple[Case, ...]:
        """List the cases of the person with this blinded identity document."""
        ...


class Citizens(Protocol):
    """Reads what the journal says of citizens, and opens their sealed values."""

    def get(self, citizen: str, /) -> Citizen | None:
        """Read a citizen without any personal value."""
        ...

    def by_document(self, blinded: str, /) -> str | None:
        """Find the citizen with this blinded identity document."""
        ...

    def open_value(self, citizen: str, field: str, /) -> str | None:
        """Read the current personal value of a field, or none if erased or never given."""
        ...


class Documents(Protocol):
    """Reads published documents; a version once published never changes."""

    def head(self) -> int:
        """Tell how many versions were ever published."""
        ...

    def every(self) -> tuple[Document, ...]:
        """Read the newest version of every document."""
        ...

    def version(self, kind: str, key: str, version: int, /) -> Document | None:
        """Read one version, for what was decided under it."""
        ...
