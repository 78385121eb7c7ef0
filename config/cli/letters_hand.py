"""What the verbs of letters share: whose hand it is, and how a letter is told."""

from collections.abc import Iterator

from config.cli.frame import Record
from config.desk import staff_of
from config.house import House
from core.letter_hands import Hand
from core.model.event import instant
from core.model.letter import Letter, open_steps
from core.model.policy_of_staff import Deed, may
from core.refusals import DeedForbidden, UserUnknown


def hand_of(house: House, user: str) -> Hand:
    """Tell whose hand moves letters: a member of staff who may."""
    member = staff_of(house).find(user)
    if member is None:
        raise UserUnknown
    if member.disabled or not may(member.role, Deed.MOVE_LETTER):
        raise DeedForbidden
    return Hand(by=f"user:{member.id}", via="cli", institution=member.institution)


def key_of(house: House, institution: str) -> str:
    """Read an institution as people type it, or refuse one that is not there."""
    key = institution if "/" in institution else f"{house.country.code}/{institution}"
    return house.shelf.library.books().institution(key).key


def letter_record(
    house: House, letter: Letter, *, is_new: bool | None = None, with_steps: bool = False
) -> Record:
    """Tell a letter as a record: ids and codes only."""
    record: dict[str, object] = {
        "letter": letter.id.grouped,
        "kind": letter.kind.value,
        "state": letter.state.value,
        "number": letter.number or None,
        "run": letter.run or None,
    }
    if letter.reprint_of:
        record["reprint_of"] = letter.reprint_of
    if is_new is not None:
        record["was_done"] = not is_new
    if with_steps:
        record["may"] = [step.value for step in open_steps(letter.state)]
        record["steps"] = list(_steps(house, letter))
    return record


def _steps(house: House, letter: Letter) -> Iterator[str]:
    for one in house.shelf.letters.steps(letter.id):
        said = (instant(one.at), one.step.value, one.by, one.via, one.reason, one.then)
        yield " ".join(word for word in said if word)
