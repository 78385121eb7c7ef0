"""What everyone shares who moves letters on: whose hand it is, which letter, and what is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from core.letter_bag import tell_bag
from core.model.case_number import CaseNumber
from core.model.event import Draft, Event
from core.model.letter import Letter, LetterStep
from core.model.letter_id import LetterId, SheetCode
from core.ports import Clock, StepTaken, Work
from core.refusals import LetterCodeForeign, LetterUnknown

# The house itself, which is of no institution: its worker, its command line.
EVERY_INSTITUTION = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who moves a letter on, where they work, and through which door."""

    by: str
    via: str
    institution: str = EVERY_INSTITUTION

    def reaches(self, institution: str) -> bool:
        """Say whether what is of an institution is theirs to touch."""
        return self.institution in {EVERY_INSTITUTION, institution}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A letter whose code was scanned; one that was there already was moved before."""

    letter: Letter
    is_new: bool


class KnownLetters(Protocol):
    """Whatever reads a letter by its name: as it stands under the lock, or as it was last kept."""

    def get(self, letter: LetterId, /) -> Letter | None:
        """Read a letter."""
        ...


def letter_of(letters: KnownLetters, typed: str, hand: Hand) -> Letter:
    """Find the letter that somebody typed or scanned."""
    return letter_of_sheet(letters, SheetCode.parse(typed), hand)


def letter_of_sheet(letters: KnownLetters, code: SheetCode, hand: Hand) -> Letter:
    """Find the letter of a sheet; one of another institution is as unknown as none."""
    letter = letters.get(code.letter)
    if letter is None or not hand.reaches(letter.institution):
        raise LetterUnknown
    if code.run and code.run != letter.run:
        raise LetterCodeForeign
    return letter


def take(
    work: Work, between: tuple[Letter, Letter], step: LetterStep, hand: Hand, **more: str
) -> None:
    """Keep the step that a letter has just taken, with who took it."""
    before, after = between
    taken = StepTaken(
        letter=after.id,
        step=step,
        at=after.since,
        by=hand.by,
        via=hand.via,
        run=after.run,
        **more,
    )
    work.letters.move(before, after, taken)
    tell_bag(work, between, taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the journal is to say of a letter."""

    kind: str
    data: Mapping[str, Any]
    basis: str = ""
    on: date | None = None


def tell_letter(work: Work, letter: Letter, told: Told, hand: Hand, *, clock: Clock) -> Event:
    """Write into the journal what matters in law: in the story of its case, if it has one."""
    case = work.case(CaseNumber(letter.number)) if letter.number else None
    subject = f"letter:{letter.id.code}" if case is None else f"case:{case.number.digits}"
    return work.append(
        Draft(
            kind=told.kind,
            subject=subject,
            institution=letter.institution,
            actor=hand.by,
            via=hand.via,
            happened_at=clock.now(),
            data={"letter": letter.id.code, "letter_kind": letter.kind.value, **told.data},
            buckets=("*",) if case is None else (case.district,),
            basis=told.basis,
            base=() if case is None else case.seen,
            effective_on=told.on,
        )
    )
