"""Letters that are written again in place of ones that went astray, on purpose and recorded."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from core.letter_addressee import addressed
from core.letter_hands import Hand, Told, letter_of, take, tell_letter
from core.letter_words import LetterWords
from core.model.letter import Letter, LetterState, LetterStep
from core.model.letter_id import LetterId
from core.ports import Clock, Ledger, Visits, Work
from core.refusals import LetterMoved, TextMissing

_APPROVE = LetterStep.APPROVE
# Of these nothing came, so that the next try is another letter.
_CAME_TO_NOTHING = {LetterState.CANCELLED, LetterState.SET_ASIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprinting:
    """Writes letters again: each with a name of its own, which says which one it replaces."""

    ledger: Ledger
    visits: Visits
    words: LetterWords
    clock: Clock
    choose: Callable[[str], str]

    def reprint(self, typed: str, why: str, hand: Hand) -> Letter:
        """Queue a letter again; asked twice, it is queued once.

        One that acts in law says what its approver read; any other is worded anew, since what it
        tells may have changed. On paper either says of which print it is a copy.
        """
        if not why.strip():
            raise TextMissing
        with self.ledger.writing() as work:
            first = letter_of(work.letters, typed, hand)
            if not first.state.had_its_run:
                raise LetterMoved(state=first.state.value)
            letter = addressed(work, self._again(first, hand), hand, self.visits)
            kept = _queued(work, letter)
            if kept.id == letter.id:
                kept = self._written(work, first, kept, hand)
                self.words.keep_why(letter.id, why.strip())
        return kept

    def _written(self, work: Work, first: Letter, letter: Letter, hand: Hand) -> Letter:
        self.words.copy(first, letter)
        kept = letter
        if first.approved_by:
            approved = next(
                step for step in self.words.letters.steps(first.id) if step.step is _APPROVE
            )
            moved = letter.moved(_APPROVE, self.clock.now())
            kept = replace(moved, approved_by=first.approved_by, basis=first.basis)
            take(work, (letter, kept), _APPROVE, hand, reason=approved.reason)
        told = Told(kind="letter_reprinted", data={"first": first.id.code}, basis=first.basis)
        tell_letter(work, kept, told, hand, clock=self.clock)
        return kept

    def _again(self, first: Letter, hand: Hand) -> Letter:
        now = self.clock.now()
        return replace(
            first,
            id=LetterId.draw(self.choose),
            made_by=hand.by,
            made_at=now,
            state=LetterState.DRAFT if first.kind.is_legal else LetterState.QUEUED,
            since=now,
            approved_by="",
            basis="",
            run="",
            reason=None,
            reprint_of=first.id.code,
        )


def _queued(work: Work, letter: Letter) -> Letter:
    tries = (
        work.letters.queue(replace(letter, wish=f"reprint:{letter.reprint_of}:{place}"))
        for place in count(1)
    )
    return next(
        kept for kept in tries if kept.id == letter.id or kept.state not in _CAME_TO_NOTHING
    )
