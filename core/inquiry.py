"""Answers what a citizen may ask: the same facts whatever the channel."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.appointments import with_appointments
from core.library import Library
from core.model.answers import (
    MyCasesAnswer,
    NumbersSentAnswer,
    OfficeAnswer,
    ProcedureAnswer,
    StatusAnswer,
    VisitAnswer,
)
from core.model.case_number import CaseNumber
from core.model.clave import clave_for, parse_clave, same_clave
from core.model.disclosure import Evidence, Level, Path, level
from core.model.identity import DocumentKind, IdentityDocument
from core.model.keys import Keys
from core.model.locks import HIDDEN, Policy, may_try, sprays
from core.model.place import Gazetteer
from core.model.procedure import Procedure
from core.ports import Cases, Clock, Found, Guesses, Visits
from core.refusals import (
    CaseNotFound,
    ClaveRevoked,
    ClaveWrong,
    IdentityInvalid,
    ProcedureUnknown,
    VisitUnknown,
)
from core.standing import name_place, stages_of, status_of
from core.visit_notices import answer_of


@dataclass(frozen=True, slots=True)
class Asker:
    """How the answer will travel, who asks (a blinded phone) and with which clave."""

    path: Path
    caller: str | None
    clave: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """Answers from the shelf, under the levels of who may hear what."""

    cases: Cases
    guesses: Guesses
    visits: Visits
    library: Library
    gazetteer: Gazetteer
    clock: Clock
    keys: Keys
    policy: Policy
    country: str
    alarm: Callable[[str], None]

    def status(self, number_text: str, asker: Asker) -> StatusAnswer:
        """Answer where a case stands, as far as the asker may know, or refuse with a reason."""
        number = CaseNumber.parse(number_text)
        found = self.cases.find(number, asker.caller)
        if found is None:
            raise CaseNotFound
        books = self.library.at(found.documents)
        today = self.clock.today()
        answer = status_of(found, books, self._level(found, asker), today)
        return with_appointments(answer, found.case, self.visits, today)

    def of_own_number(self, written: str) -> tuple[CaseNumber, ...]:
        """Find the cases that an office files under a number of its own, however it is typed."""
        return next(filter(None, map(self.cases.by_alias, _own_forms(written))), ())

    def my_cases(self, asker: Asker) -> MyCasesAnswer:
        """List the cases of a phone that one person alone has proved; to any other, none."""
        if asker.path is not Path.REPLY_TO_NUMBER or asker.caller is None:
            return MyCasesAnswer(())
        today, books = self.clock.today(), self.library.books()
        mine = (case for case, phone in self.cases.of_phone(asker.caller) if phone.is_own(today))
        return stages_of(mine, books, today)

    def lost_number(self, document_text: str) -> NumbersSentAnswer:
        """Answer whoever keys a DNI: always the same, whether or not anyone has it."""
        try:
            document = IdentityDocument.parse(DocumentKind.DNI, document_text)
        except IdentityInvalid:
            return NumbersSentAnswer()
        return NumbersSentAnswer(self.keys.blind("document", document.text))

    def procedure(self, code: str) -> ProcedureAnswer:
        """Answer what a procedure needs, costs and takes."""
        books = self.library.books()
        key = code if "/" in code else f"{self.country}/{code.strip().lower()}"
        return _procedure(books.procedure(key))

    def shortcut(self, digits: str) -> ProcedureAnswer:
        """Answer about the procedure with a number of the printed list."""
        for procedure in self.procedures():
            if digits.isascii() and digits.isdigit() and procedure.shortcut == int(digits):
                return _procedure(procedure)
        raise ProcedureUnknown

    def procedures(self) -> tuple[Procedure, ...]:
        """List the country's procedures in the order of the printed list, then those not in it."""
        here = (p for p in self.library.books().procedures.values() if p.country == self.country)
        return tuple(sorted(here, key=lambda p: (p.shortcut is None, p.shortcut or 0, p.key)))

    def office(self, institution: str, office: str | None = None) -> OfficeAnswer:
        """Answer where an office is: the reception unless another one is named."""
        key = institution if "/" in institution else f"{self.country}/{institution.lower()}"
        found = self.library.books().institution(key)
        place = found.office(office or None)
        return OfficeAnswer(
            place=name_place(place, found),
            address=place.address,
            hours=place.hours,
            phone=place.phone,
            is_confirmed=found.certainty.may_be_told,
        )

    def next_visit(self, district_text: str) -> VisitAnswer:
        """Answer when the unit comes to a district next."""
        district = self.gazetteer.one(district_text)
        today = self.clock.today()
        visit = self.visits.next_in(district.inei, today)
        # Who heard of a day is told that it does not hold, as long as no other one does.
        visit = visit or self.visits.cancelled_in(district.inei, today)
        if visit is None:
            raise VisitUnknown
        return answer_of(visit)

    def _level(self, found: Found, asker: Asker) -> Level:
        phone, today = found.caller_phone, self.clock.today()
        evidence = Evidence(
            path=asker.path,
            phone_is_registered=phone is not None,
            phone_is_own=phone is not None and phone.is_own(today),
        )
        proved = level(evidence)
        if proved >= Level.DETAIL or asker.clave is None:
            return proved
        self._check_clave(found, asker, parse_clave(asker.clave))
        return level(Evidence(path=asker.path, clave_is_right=True))

    def _check_clave(self, found: Found, asker: Asker, clave: str) -> None:
        """Refuse a wrong clave, counting it; a lock is asked before anything is compared."""
        number, issue = found.case.number, found.case.issue
        caller = asker.caller or HIDDEN
        known = found.was_right_before and caller != HIDDEN
        if found.clave_is_revoked:
            raise ClaveRevoked
        may_try(
            self.policy,
            found.case_lock,
            found.caller_lock,
            was_right_before=known,
            now=self.clock.now(),
        )
        key = self.keys.clave(issue.origin, issue.epoch)
        if not same_clave(clave, clave_for(key, number, issue.count)):
            self._count_wrong(number, caller)
            raise ClaveWrong
        # A stranger is counted under the lock: of many guesses at once, the right one waits too.
        if not known or found.caller_lock.wrong:
            self.guesses.count_right(number, caller)

    def _count_wrong(self, number: CaseNumber, caller: str) -> None:
        recent = self.guesses.count_wrong(number, caller)
        if sprays(self.policy, recent):
            self.alarm("clave_spraying")


def _own_forms(written: str) -> Iterator[str]:
    """Yield an office's own number as it was typed, tight, and with or without its EXP."""
    tight = "".join(written.upper().split())
    bare = tight.removeprefix("EXPEDIENTE").removeprefix("EXP").lstrip("-.:")
    yield from dict.fromkeys((written, tight, bare, f"EXP-{bare}", f"EXP {bare}"))


def _procedure(procedure: Procedure) -> ProcedureAnswer:
    cost = procedure.told_cost
    return ProcedureAnswer(
        code=procedure.code,
        name=procedure.name,
        short_name=procedure.short_name,
        requirements=procedure.told_requirements,
        cost_kind="unconfirmed" if cost is None else cost.kind,
        cost=None if cost is None else cost.amount,
        term=procedure.told_term,
        term_note=procedure.told_term_note,
        where=procedure.where,
        read_on=procedure.read_on,
    )
