"""Takes in lists of procedures of a country, and lets staff name a procedure as people do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.acts import Act
from core.catalogue_shelf import CatalogueShelf, Change
from core.document_check import check_document
from core.model.asserted import RowError
from core.model.document import Document
from core.model.economy import plainest
from core.model.listed import Listed
from core.model.naming import LONGEST, is_plain
from core.ports import Clock, Documents
from core.publishing import Publishing
from core.refusals import DocumentInvalid, DocumentUnknown, ProcedureUnknown

MOST_ERRORS_TOLD = 1000
# A transaction of so many documents lets a call or a text wait for a tenth of a second or so.
AT_A_TIME = 100
Rows = Iterable[Listed | RowError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Whose list it is: the country, who says so and the day on which someone read it.

    `is_read_again`: whoever imports says that he read it, so that older entries count as read.
    """

    country: str
    source: str
    publisher: str
    read_on: date
    is_read_again: bool = False
    actor: str = "system:import"

    @property
    def read_again_on(self) -> date | None:
        """Tell the day on which older entries were read again, if they were."""
        return self.read_on if self.is_read_again else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueReport:
    """What an import did, or would do; `errors` are the first of `refused`.

    Every row that was read was new, changed, unchanged, duplicate or refused.
    """

    read: int
    new: int
    changed: int
    unchanged: int
    duplicates: int
    refused: int
    institutions: int
    errors: tuple[RowError, ...]
    dry_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cataloguing:
    """Publishes the entries of lists, each as a document of which only the name is known."""

    publishing: Publishing
    documents: Documents
    clock: Clock
    country: str

    def take_in(
        self,
        rows: Rows,
        listing: Listing,
        *,
        dry_run: bool = False,
        on_progress: Callable[[int], None] | None = None,
    ) -> CatalogueReport:
        """Publish what a list says that is new; once more, after a stop or not, adds nothing.

        A name that someone edited here stays. `on_progress` hears how many documents are out.
        """
        every = self.documents.every()
        if not any(d.kind == "country" and d.key == listing.country for d in every):
            raise DocumentUnknown(kind="country", key=listing.country)
        sorted_out = _SortedOut.of(rows)
        shelf = CatalogueShelf.of(every, listing.country)
        institutions = shelf.institutions_for(sorted_out.rows)
        procedures = shelf.procedures_for(sorted_out.rows, reread=listing.read_again_on)
        fresh = [*institutions, *procedures]
        report = sorted_out.report(
            new=sum(change.known is None for change in procedures),
            changed=sum(change.known is not None for change in procedures),
            institutions=len(institutions),
            dry_run=dry_run,
        )
        documents = [check_document(_written(change, listing)) for change in fresh]
        if not dry_run:
            self._publish(documents, listing, on_progress)
        return report

    def rename(self, code: str, short_name: str, act: Act) -> Document:
        """Give a procedure the short name that people use; no import takes it away again."""
        key = code if "/" in code else f"{self.country}/{code.strip().lower()}"
        every = self.documents.every()
        known = next((d for d in every if d.kind == "procedure" and d.key == key), None)
        if known is None:
            raise ProcedureUnknown
        _check_name(short_name, known, every)
        body = dict(known.body) | {"short_name": short_name, "short_name_by": "hand"}
        if body == dict(known.body):
            return known
        document = check_document(_next_version(known, body))
        self.publishing.publish([document], act)
        return document

    def _publish(
        self,
        documents: Sequence[Document],
        listing: Listing,
        on_progress: Callable[[int], None] | None,
    ) -> None:
        act = Act(actor=listing.actor, via="cli", on=self.clock.today())
        for at in range(0, len(documents), AT_A_TIME):
            batch = documents[at : at + AT_A_TIME]
            self.publishing.publish(batch, act)
            if on_progress is not None:
                on_progress(at + len(batch))


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """The rows of a list: those that count, each number once, and why others do not."""

    rows: tuple[Listed, ...]
    duplicates: int
    errors: tuple[RowError, ...]

    @classmethod
    def of(cls, rows: Rows) -> "_SortedOut":
        kept: dict[str, Listed] = {}
        errors, duplicates = [], 0
        for row in rows:
            if isinstance(row, RowError):
                errors.append(row)
                continue
            first = kept.setdefault(row.code, row)
            if first is row:
                continue
            if (first.name, first.entity) == (row.name, row.entity):
                duplicates += 1
            else:
                errors.append(
                    RowError(row=row.row, column="id", problem="other_name", found=row.code)
                )
        return cls(tuple(kept.values()), duplicates, tuple(errors))

    def report(
        self, *, new: int, changed: int, institutions: int, dry_run: bool
    ) -> CatalogueReport:
        return CatalogueReport(
            read=len(self.rows) + self.duplicates + len(self.errors),
            new=new,
            changed=changed,
            unchanged=len(self.rows) - new - changed,
            duplicates=self.duplicates,
            refused=len(self.errors),
            institutions=institutions,
            errors=self.errors[:MOST_ERRORS_TOLD],
            dry_run=dry_run,
        )


def _written(change: Change, listing: Listing) -> Mapping[str, Any]:
    """Write the document of a change; facts from elsewhere keep their own source and day."""
    if change.known is not None and change.states_more:
        return _next_version(change.known, change.body)
    known = change.known
    return {
        "kind": change.kind,
        "key": change.key,
        "version": 1 if known is None else known.version + 1,
        "source": listing.source,
        "publisher": listing.publisher,
        "read_on": listing.read_on,
        "valid_from": listing.read_on if known is None else known.valid_from,
        "valid_until": None if known is None else known.valid_until,
        "body": dict(change.body),
    }


def _next_version(known: Document, body: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "kind": known.kind,
        "key": known.key,
        "version": known.version + 1,
        "source": known.source,
        "publisher": known.publisher,
        "read_on": known.read_on,
        "valid_from": known.valid_from,
        "valid_until": known.valid_until,
        "body": dict(body),
    }


def _check_name(short_name: str, known: Document, every: Iterable[Document]) -> None:
    """Refuse a name that costs more than a plain one, or by which another is called."""
    problem = None
    if not short_name.strip():
        problem = "empty"
    elif len(short_name) > LONGEST:
        problem = "too_long"
    elif not is_plain(plainest(short_name)):
        problem = "not_gsm7"
    elif any(_is_called(other, short_name, known) for other in every):
        problem = "duplicate"
    if problem is not None:
        raise DocumentInvalid(document=known.key, problem=problem, field="short_name")


def _is_called(other: Document, short_name: str, known: Document) -> bool:
    """Say whether another procedure of the same institution bears the name already."""
    if other.kind != known.kind or other.key == known.key:
        return False
    of_same = other.body.get("institution") == known.body.get("institution")
    is_of_country = other.key.partition("/")[0] == known.key.partition("/")[0]
    return of_same and is_of_country and other.body.get("short_name") == short_name
