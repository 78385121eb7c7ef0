"""Who has read which translation: a text that is edited afterwards is a draft again."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.refusals import DocumentInvalid

COLUMNS = ("context", "msgid", "language", "sha256", "reviewer", "variety", "date")
LIST = "approvals.csv"


@dataclass(frozen=True, slots=True)
class Approvals:
    """The signed list, as `(context, msgid, language, sha256)`."""

    signed: frozenset[tuple[str, str, str, str]]

    @classmethod
    def parse(cls, text: str) -> "Approvals":
        """Read the list; a line that nobody answers for is refused."""
        rows = csv.reader(io.StringIO(text))
        if tuple(next(rows, ())) != COLUMNS:
            raise DocumentInvalid(document=LIST, problem="header")
        return cls(frozenset(_signed(row, rows.line_num) for row in rows if row))

    def cover(self, context: str, msgid: str, language: str, texts: Sequence[str]) -> bool:
        """Say whether a reviewer signed exactly these texts."""
        return (context, msgid, language, fingerprint(texts)) in self.signed


def fingerprint(texts: Sequence[str]) -> str:
    """Name a translation by what it says; plural forms count as one text, one to a line."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _signed(row: list[str], line: int) -> tuple[str, str, str, str]:
    if len(row) != len(COLUMNS) or not all(cell.strip() for cell in row):
        raise DocumentInvalid(document=LIST, problem=f"line {line}: incomplete")
    context, msgid, language, sha256, _reviewer, _variety, on = row
    try:
        date.fromisoformat(on)
    except ValueError:
        raise DocumentInvalid(document=LIST, problem=f"line {line}: date") from None
    return context, msgid, language, sha256
