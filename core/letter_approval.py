"""Who answers for a letter that acts in law: a person of its office other than who prepared it."""

from dataclasses import dataclass, field

from core.letter_hands import Hand
from core.letter_words import proof_sha256
from core.model.letter import Letter
from core.model.policy_of_staff import Deed, may
from core.model.user import User
from core.ports import Staff, Work
from core.refusals import DeedForbidden, LetterNeedsApproval, LetterOwnApproval


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """On which basis somebody answers for a letter that acts in law, having read which text."""

    basis: str
    proof: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """Name what was read."""
        return proof_sha256(self.proof)


def check_approver(work: Work, letter: Letter, approval: Approval, hand: Hand) -> None:
    """Refuse who may not answer for the institution: no process and no other office ever may.

    Four eyes: what one person prepared another one reads, whatever the role of the first.
    """
    kind, _, user = hand.by.partition(":")
    member = work.member(user) if kind == "user" else None
    if member is None or not approval.basis.strip() or not letter.kind.is_legal:
        raise LetterNeedsApproval
    if not _may_at_its_office(member, letter):
        raise DeedForbidden
    if is_own(letter, hand.by):
        raise LetterOwnApproval


def is_own(letter: Letter, by: str) -> bool:
    """Say whether somebody prepared a letter, and so leaves its approval to another."""
    return letter.made_by == by


def approvers(staff: Staff, letter: Letter) -> tuple[str, ...]:
    """Name who may answer for a letter, as the journal names them."""
    office = staff.of_institution(letter.institution)
    named = (f"user:{one.id}" for one in office if _may_at_its_office(one, letter))
    return tuple(by for by in named if not is_own(letter, by))


def _may_at_its_office(member: User, letter: Letter) -> bool:
    is_there = not member.disabled and member.institution == letter.institution
    return is_there and may(member.role, Deed.APPROVE_LETTER)
