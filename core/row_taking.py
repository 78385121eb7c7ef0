"""Takes one row of an office's file into the journal, or tells why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.acts import Act
from core.applicant_events import MOST_EVENTS, ApplicantEvents
from core.applicants import Applicants, News
from core.import_tally import Fate
from core.library import Books
from core.model.asserted import BASIS, AssertedRow, assertion, check_row, fingerprint, latest_day
from core.model.case import Case
from core.model.case_story import write_term
from core.model.event import Draft
from core.model.moves import ASSERTION
from core.model.term import Silence
from core.ports import Clock, Work
from core.refusals import (
    CellInvalid,
    InstitutionUnknown,
    OfficeUnknown,
    ProcedureUnknown,
    ReasonUnknown,
    Refusal,
)

MOST_EVENTS_A_ROW = MOST_EVENTS + 1
_COLUMNS: Mapping[type[Refusal], str] = {
    InstitutionUnknown: "institution",
    ProcedureUnknown: "procedure",
    OfficeUnknown: "station",
    ReasonUnknown: "reasons",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which file it is, by its bytes and never by its name, and who brings it.

    `headings` are the file's own names of the fields of a row, to tell errors with.
    """

    sha256: str
    actor: str = "system:import"
    via: str = "import"
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class RowTaking:
    """The rows of one transaction: whatever a row needs is checked before it writes anything."""

    work: Work
    books: Books
    people: Applicants
    source: Source
    clock: Clock
    blind: Callable[[str, str], str]
    new_id: Callable[[], str]
    events: int = 0

    def take(self, row: AssertedRow) -> Fate:
        """Open the case of a row, change it or leave it; refuse the row by its column."""
        self._check(row)
        case = self.work.case_by_alias(row.institution, row.alias)
        if case is None:
            institution = self.books.institution(row.institution)
            home = row.district or institution.district or institution.office().district
            self._open(row, self.people.of_new_case(self.work, row, home))
            return Fate.OPENED
        news = self.people.of_case(self.work, row, case)
        if case.fingerprint == fingerprint(row) and (news is None or not news.fields):
            return Fate.UNCHANGED
        known_until = latest_day(case)
        if known_until is not None and row.as_of < known_until:
            return Fate.OUTDATED
        if case.procedure != row.procedure:
            # The same file number of another year, or a slip: nothing that a machine may decide.
            raise CellInvalid(column="procedure", problem="other_procedure", found=row.procedure)
        self._change(row, case, news)
        return Fate.CHANGED

    def _check(self, row: AssertedRow) -> None:
        check_row(row, self.clock.today())
        try:
            institution = self.books.institution(row.institution)
            self.books.procedure(row.procedure)
            institution.office(row.station)
            for reason in row.reasons:
                self.books.reasons[institution.country].get(reason)
        except tuple(_COLUMNS) as refusal:
            column = _COLUMNS[type(refusal)]
            said = getattr(row, column)
            found = said if isinstance(said, str) else ", ".join(said or ())
            raise CellInvalid(column=column, problem=refusal.code, found=found) from None

    def _open(self, row: AssertedRow, news: News) -> None:
        number = self.work.next_number()
        origin, epoch = self.work.issuer()
        procedure = self.books.procedure(row.procedure)
        silence = procedure.told_silence
        person = self._person(row, news)
        sealed = person.write(number)
        self.events += person.written
        case = {
            "number": number.digits,
            "applicant": news.citizen.id,
            "district": person.home,
            "clave": {"origin": origin, "epoch": epoch, "issue": 1},
            # Silence and term are those of the day it was taken in: a later law does not move them.
            "term": write_term(procedure.told_term),
            "silence": (Silence.UNCONFIRMED if silence is None else silence).value,
            "electronic": False,
            "person": news.citizen.id,
            "sealed": sealed,
        }
        self._append(row, case, bucket=person.home)

    def _change(self, row: AssertedRow, case: Case, news: News | None) -> None:
        said: dict[str, Any] = {"number": case.number.digits, "applicant": case.applicant}
        if news is not None:
            person = self._person(row, news)
            sealed = person.write(case.number)
            self.events += person.written
            said |= {"person": case.applicant, "sealed": sealed}
        self._append(row, said, bucket=case.district, case=case)

    def _person(self, row: AssertedRow, news: News) -> ApplicantEvents:
        return ApplicantEvents(
            work=self.work,
            news=news,
            row=row,
            act=self._act(row),
            clock=self.clock,
            blind=self.blind,
            new_id=self.new_id,
        )

    def _append(
        self, row: AssertedRow, said: dict[str, Any], *, bucket: str, case: Case | None = None
    ) -> None:
        act = self._act(row)
        self.events += 1
        self.work.append(
            Draft(
                kind=ASSERTION,
                subject=f"case:{said['number']}",
                institution=row.institution,
                actor=act.actor,
                via=act.via,
                happened_at=act.happened_at(self.clock.now()),
                data=assertion(row, said, self.source.sha256) | self._version(row),
                buckets=(bucket,),
                basis=BASIS,
                base=() if case is None else case.seen,
                presented_on=row.presented_on,
                received_on=row.received_on,
            )
        )

    def _version(self, row: AssertedRow) -> dict[str, int]:
        """Say under which version of the reasons they are to be read."""
        if not row.reasons:
            return {}
        country = self.books.institution(row.institution).country
        return {"reasons_version": self.books.reasons[country].version}

    def _act(self, row: AssertedRow) -> Act:
        return Act(actor=self.source.actor, via=self.source.via, on=row.as_of)
