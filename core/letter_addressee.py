"""Whose letter it is: refused before it is queued, if it would reach nobody."""

from dataclasses import replace

from core.letter_hands import Hand
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen
from core.model.letter import Letter
from core.ports import Visits, Work
from core.refusals import (
    AddressMissing,
    AddressReturned,
    CaseNotFound,
    CitizenUnknown,
    Erased,
    VisitUnknown,
)


def addressed(work: Work, letter: Letter, hand: Hand, visits: Visits) -> Letter:
    """Find whom a letter is for and who answers for it."""
    found = _of_its_case(work, letter)
    citizen = work.citizen(found.person)
    if citizen is None:
        raise CitizenUnknown
    if citizen.erased:
        raise Erased
    found = replace(found, institution=found.institution or citizen.institution)
    if not hand.reaches(found.institution):
        raise CaseNotFound if found.number else CitizenUnknown
    if not found.unit_visit:
        check_address(citizen)
    elif visits.get(found.unit_visit) is None:
        raise VisitUnknown
    return found


def check_address(citizen: Citizen) -> None:
    """Refuse an address that is not there, or that sent a letter back."""
    if "address" not in citizen.values:
        raise AddressMissing
    if citizen.address_fault:
        raise AddressReturned


def _of_its_case(work: Work, letter: Letter) -> Letter:
    if not letter.number:
        return letter
    case = work.case(CaseNumber.parse(letter.number))
    if case is None:
        raise CaseNotFound
    return replace(
        letter, number=case.number.digits, person=case.applicant, institution=case.institution
    )
