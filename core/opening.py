"""Opens a case: draws its number, pins its term and makes the key of the receipt."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.acts import Act
from core.library import Library
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.case_story import write_term
from core.model.clave import clave_for
from core.model.event import Draft, day
from core.model.keys import Keys
from core.model.moves import OPENING
from core.model.procedure import Procedure
from core.model.state import State
from core.model.term import LONGEST, Silence
from core.ports import Clock, Ledger, Work
from core.refusals import (
    CaseNotFound,
    CitizenUnknown,
    CountOutOfRange,
    DateOutOfOrder,
    Erased,
)

BASIS = "TUO LPAG art. 124"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is asked for, of whom and by whom; received later than presented when it travelled.

    `received_on` is none while the request is still on its way to the institution that decides.
    """

    institution: str
    procedure: str
    applicant: str
    presented_on: date
    received_on: date | None
    station: str | None = None
    alias: str | None = None
    distance_days: int = 0
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen takes home; the clave is told here and kept nowhere."""

    number: CaseNumber
    clave: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpening:
    """Takes requests in."""

    ledger: Ledger
    library: Library
    clock: Clock
    keys: Keys
    at_unit: bool = False

    def open(self, opening: Opening, act: Act) -> Receipt:
        """Take a request in and tell its number and clave; at a unit it is not received yet."""
        if self.at_unit:
            opening = replace(opening, received_on=None)
        self._check(opening, act)
        books = self.library.books()
        institution = books.institution(opening.institution)
        institution.office(opening.station)
        procedure = books.procedure(opening.procedure)
        with self.ledger.writing() as work:
            known = self._known(work, act)
            if known is not None:
                return self.receipt(known)
            district = _district(work, opening.applicant)
            number = work.next_number()
            origin, epoch = work.issuer()
            data = _data(opening, procedure, number) | {
                "district": district or institution.district,
                "clave": {"origin": origin, "epoch": epoch, "issue": 1},
                **act.stop,
            }
            work.append(self._draft(opening, act, data))
            if act.key is not None:
                work.remember(act.key, number.digits)
        return Receipt(number, clave_for(self.keys.clave(origin, epoch), number, 1))

    def reissue(self, number: CaseNumber, act: Act) -> Receipt:
        """Give a case another clave, for who lost the receipt: the one before opens nothing."""
        with self.ledger.writing() as work:
            known = self._known(work, act)
            if known is not None:
                return self.receipt(known)
            case = work.case(number)
            if case is None:
                raise CaseNotFound
            act.check(case, self.clock.today())
            origin, epoch = work.issuer()
            clave = {"origin": origin, "epoch": epoch, "issue": case.issue.count + 1}
            work.append(self._reissue_draft(case, act, {"clave": clave}))
            if act.key is not None:
                work.remember(act.key, number.digits)
            changed = work.case(number)
        return self.receipt(changed or case)

    def receipt(self, case: Case) -> Receipt:
        """Write the receipt of a case again: its clave is worked out, never kept."""
        issue = case.issue
        key = self.keys.clave(issue.origin, issue.epoch)
        return Receipt(case.number, clave_for(key, case.number, issue.count))

    def _known(self, work: Work, act: Act) -> Case | None:
        """Find the case that the same form opened before."""
        number = None if act.key is None else work.remembered(act.key)
        return None if number is None else work.case(CaseNumber(number))

    def _check(self, opening: Opening, act: Act) -> None:
        today = self.clock.today()
        act.check(None, today)
        if not 0 <= opening.distance_days <= LONGEST:
            raise CountOutOfRange(days=opening.distance_days)
        if opening.presented_on > today:
            raise DateOutOfOrder(field="presented_on")
        received = opening.received_on
        if received is not None and not opening.presented_on <= received <= today:
            raise DateOutOfOrder(field="received_on")

    def _draft(self, opening: Opening, act: Act, data: dict[str, Any]) -> Draft:
        return Draft(
            kind=OPENING,
            subject=f"case:{data['number']}",
            institution=opening.institution,
            actor=act.actor,
            via=act.via,
            happened_at=act.happened_at(self.clock),
            data=data,
            buckets=(data["district"],),
            basis=act.basis or BASIS,
            presented_on=opening.presented_on,
            received_on=opening.received_on,
        )

    def _reissue_draft(self, case: Case, act: Act, data: dict[str, Any]) -> Draft:
        return Draft(
            kind="clave_issued",
            subject=f"case:{case.number}",
            institution=case.institution,
            actor=act.actor,
            via=act.via,
            happened_at=act.happened_at(self.clock),
            data=data,
            buckets=(case.district,),
            base=case.seen,
        )


def _district(work: Work, applicant: str) -> str:
    citizen = work.citizen(applicant)
    if citizen is None:
        raise CitizenUnknown
    if citizen.erased:
        raise Erased
    return citizen.district


def _data(opening: Opening, procedure: Procedure, number: CaseNumber) -> dict[str, Any]:
    state = State.EN_RUTA if opening.received_on is None else State.PRESENTADO
    silence = procedure.told_silence
    return {
        "number": number.digits,
        "state": state.value,
        "procedure": procedure.key,
        "read_on": day(procedure.read_on),
        "applicant": opening.applicant,
        "station": opening.station,
        "alias": opening.alias,
        # Silence and term are those of the day of filing: a later law does not move them.
        "term": write_term(procedure.told_term),
        "silence": (Silence.UNCONFIRMED if silence is None else silence).value,
        "distance_days": opening.distance_days,
        "electronic": opening.electronic,
    }
