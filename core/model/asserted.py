"""What an office's own system says of a case as of a day, and the event that believes it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.model.case import Case, Outcome
from core.model.case_story import write_term
from core.model.citizen import Address
from core.model.event import canonical, day
from core.model.identity import IdentityDocument
from core.model.phone import Phone
from core.model.state import State
from core.model.term import LONGEST, Term, Unit
from core.model.terms_of_law import APPEAL, COUNTER_CURE, REQUIREMENT_CURE
from core.refusals import CellInvalid

# Whoever has a case may ask at any time where it stands: the office answers with its own record.
BASIS = "TUO LPAG arts. 66.3 y 171.2"
DAYS = ("presented_on", "received_on", "observed_on", "resolved_on", "notified_on")
FACTS = (
    "state", "procedure", "station", "reasons", "cure_days", "outcome", "distance_days", *DAYS,
)  # fmt: skip
# The earlier day first: a row that tells them the other way round tells one of them wrongly.
ORDER = (
    ("presented_on", "received_on"),
    ("presented_on", "observed_on"),
    ("received_on", "resolved_on"),
    ("presented_on", "resolved_on"),
    ("resolved_on", "notified_on"),
    ("presented_on", "notified_on"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertedRow:
    """One row of an office's export, read; what the office does not say is none.

    `row` is its place in the file, `alias` the office's own file number, `institution` and
    `procedure` are keys of documents, `station` is the code of one of the institution's offices,
    `district` is INEI's code of where the applicant lives.
    """

    row: int
    alias: str
    institution: str
    procedure: str
    state: State
    as_of: date
    applicant_name: str = field(repr=False)
    applicant_document: IdentityDocument | None = None
    phone: Phone | None = None
    phone_shared: bool | None = None
    language: str | None = None
    address: Address | None = None
    district: str | None = None
    station: str | None = None
    presented_on: date | None = None
    received_on: date | None = None
    observed_on: date | None = None
    reasons: tuple[str, ...] = ()
    cure_days: int | None = None
    outcome: Outcome | None = None
    resolved_on: date | None = None
    notified_on: date | None = None
    distance_days: int = 0

    def days(self) -> Mapping[str, date]:
        """List the days that the row states, by name."""
        stated = ((name, getattr(self, name)) for name in DAYS)
        return {name: on for name, on in stated if on is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """Why a row, or one cell of it, was left out; `found` never holds a personal value.

    `kept`: the row itself goes in, without the cell.
    """

    row: int
    column: str
    problem: str
    found: str = ""
    kept: bool = False


def check_row(row: AssertedRow, today: date) -> None:
    """Refuse a row whose days cannot all be true, naming the one that cannot."""
    if row.as_of > today:
        raise CellInvalid(column="as_of", problem="in_the_future")
    stated = row.days()
    for name, on in stated.items():
        if on > row.as_of:
            raise CellInvalid(column=name, problem="after_as_of")
    for earlier, later in ORDER:
        if earlier in stated and later in stated and stated[later] < stated[earlier]:
            raise CellInvalid(column=later, problem=f"before_{earlier}")
    if row.cure_days is not None and not 0 < row.cure_days <= LONGEST:
        raise CellInvalid(column="cure_days", problem="out_of_range")
    if not 0 <= row.distance_days <= LONGEST:
        raise CellInvalid(column="distance_days", problem="out_of_range")


def fingerprint(row: AssertedRow) -> str:
    """Name what a row says of its case, so that what was said already is not said again.

    The day of the export is no part of it, nor anything personal: the journal keeps this text
    even when the person is erased.
    """
    return fingerprint_of(_facts(row))


def fingerprint_of(facts: Mapping[str, Any]) -> str:
    """Name the facts of a row as `assertion` wrote them: `FACTS`, and nothing else."""
    return hashlib.sha256(canonical({name: facts[name] for name in FACTS})).hexdigest()


def assertion(row: AssertedRow, case: Mapping[str, Any], file_sha256: str) -> dict[str, Any]:
    """Write what a row says as the `data` of the event `asserted`.

    - what the office says: `alias`, `procedure`, `state`, `station`, `as_of`, `presented_on`,
      `received_on`, `observed_on`, `cure_days`, `reasons`, `outcome`, `resolved_on`,
      `notified_on`, `distance_days`: days as YYYY-MM-DD, what it does not say as null;
    - what follows: `cure` and `appeal`, the citizen's terms that run, or null. A term runs only
      from a day that the row states;
    - what the case is: `number` and `applicant` always; `district`, `clave` {`origin`, `epoch`,
      `issue`}, `term`, `silence` and `electronic` when the event opens it;
    - where it comes from: `file` (the sha256 of its bytes, never its name) and `row`;
    - `fingerprint`, as above; `person` and `sealed`, when the vault keeps something for it.
    """
    return {
        **_facts(row),
        **case,
        "alias": row.alias,
        "as_of": day(row.as_of),
        "cure": write_term(_cure(row)),
        "appeal": write_term(_appeal(row)),
        "fingerprint": fingerprint(row),
        "file": file_sha256,
        "row": row.row,
    }


def personal(row: AssertedRow) -> dict[str, str]:
    """List what a row says of its person, as the vault keeps it; silence is no statement."""
    document, phone = row.applicant_document, row.phone
    said = {
        "name": row.applicant_name,
        "document": None if document is None else document.text,
        "address": None if row.address is None else row.address.to_text(),
        "phone": None if phone is None else phone.e164,
        "phone_shared": None if row.phone_shared is None else str(row.phone_shared),
        "language": row.language,
        "district": row.district,
    }
    return {name: value for name, value in said.items() if value is not None}


def latest_day(case: Case) -> date | None:
    """Tell the latest day of which the case knows something: older news change nothing."""
    clock = case.clock
    pauses = [on for pause in clock.pauses for on in (pause.since, pause.until)]
    known = (
        case.as_of,
        case.presented_on,
        case.received_on,
        clock.started_on,
        clock.citizen_since,
        clock.issued_on,
        *pauses,
    )
    return max((on for on in known if on is not None), default=None)


def _facts(row: AssertedRow) -> dict[str, Any]:
    return {
        "state": row.state.value,
        "procedure": row.procedure,
        "station": row.station,
        "reasons": list(row.reasons),
        "cure_days": row.cure_days,
        "outcome": None if row.outcome is None else row.outcome.value,
        "distance_days": row.distance_days,
        **{name: day(getattr(row, name)) for name in DAYS},
    }


def _cure(row: AssertedRow) -> Term | None:
    lawful = _CURES.get(row.state)
    if lawful is None or row.observed_on is None:
        return None
    # At the counter the law gives the days (art. 136.1); later the entity may (art. 143.4).
    if row.cure_days is None or lawful is COUNTER_CURE:
        return lawful
    return Term(row.cure_days, Unit.BUSINESS_DAYS, lawful.basis)


def _appeal(row: AssertedRow) -> Term | None:
    runs = row.state is State.NOTIFICADO and row.notified_on is not None
    return APPEAL if runs else None


_CURES = {State.OBSERVADO_MESA: COUNTER_CURE, State.REQUERIDO: REQUIREMENT_CURE}
