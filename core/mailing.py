"""Letters on their way: queued, approved, called back, and moved on by their codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.letter_addressee import addressed
from core.letter_approval import Approval, check_approver
from core.letter_hands import Hand, Scanned, Told, letter_of, take, tell_letter
from core.letter_words import LetterWords
from core.model.letter import Letter, LetterKind, LetterState, LetterStep
from core.model.letter_id import LetterId
from core.ports import Clock, Ledger, Letters, Visits, Work
from core.refusals import LetterMoved, RunClosed

# What a scanner alone may say; a return needs its reason and a delivery its acknowledgement.
SCANNED = (
    LetterStep.PRINT,
    LetterStep.ENVELOPE,
    LetterStep.POST,
    LetterStep.BOARD,
    LetterStep.HAND,
)
_CALLED_BACK = {LetterState.DRAFT, LetterState.QUEUED, LetterState.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A letter that somebody wishes for; `said` is what staff tell that no register knows."""

    kind: LetterKind
    wish: str
    number: str = ""
    person: str = field(default="", repr=False)
    institution: str = ""
    subject: str = ""
    is_large: bool = False
    unit_visit: str = ""
    said: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """Takes letters from the wish to the hand that carries them."""

    ledger: Ledger
    letters: Letters
    visits: Visits
    words: LetterWords
    clock: Clock
    choose: Callable[[str], str]

    def queue(self, wanted: Wanted, hand: Hand) -> Letter:
        """Queue a letter, once for each wish; one that acts in law waits for its approval.

        A wish for what a letter about the same case will say already joins it: it goes out once.
        """
        with self.ledger.writing() as work:
            letter = addressed(work, self._new(wanted, hand), hand, self.visits)
            there = self._there(work, letter, wanted.said)
            if there is not None:
                return there
            kept = work.letters.queue(letter)
            if wanted.said:
                self.words.keep_said(kept.id, wanted.said)
        return kept

    def approve(self, typed: str, approval: Approval, hand: Hand) -> Scanned:
        """Let a named person answer for a letter: what was read is sealed, and printed so.

        TUO LPAG art. 20 and 24.1: what notifies is the act itself, under the name of its author.
        """
        with self.ledger.writing() as work:
            letter = letter_of(work.letters, typed, hand)
            check_approver(work, letter, approval, hand)
            if letter.approved_by:
                return Scanned(letter=letter, is_new=False)
            after = letter.moved(LetterStep.APPROVE, self.clock.now())
            after = replace(after, approved_by=hand.by, basis=approval.basis.strip())
            named = self.words.keep_proof(letter.id, approval.proof)
            take(work, (letter, after), LetterStep.APPROVE, hand, reason=named)
            told = Told(kind="letter_approved", data={"sha256": named}, basis=after.basis)
            tell_letter(work, after, told, hand, clock=self.clock)
        return Scanned(letter=after, is_new=True)

    def cancel(self, typed: str, hand: Hand) -> Scanned:
        """Call a letter back, as long as it is in no run."""
        with self.ledger.writing() as work:
            letter = letter_of(work.letters, typed, hand)
            if letter.state not in _CALLED_BACK:
                raise RunClosed
            return self._step(work, letter, LetterStep.CANCEL, hand)

    def scan(self, typed: str, step: LetterStep, hand: Hand) -> Scanned:
        """Move a letter on by the code of a sheet of it; the same scan again changes nothing."""
        with self.ledger.writing() as work:
            letter = letter_of(work.letters, typed, hand)
            if step not in SCANNED:
                raise LetterMoved(state=letter.state.value)
            return self._step(work, letter, step, hand)

    def get(self, typed: str, hand: Hand) -> Letter:
        """Read a letter by its name or by the code of a sheet."""
        return letter_of(self.letters, typed, hand)

    def _there(self, work: Work, letter: Letter, said: Mapping[str, str]) -> Letter | None:
        """Find what the wish made or joined before, or what waits and will say the same."""
        known = work.letters.of_wish(letter.wish)
        if known is not None or letter.kind.is_legal or not letter.number:
            return known
        alike = work.letters.waiting_like(letter)
        twin = next((one for one in alike if self.words.said(one.id) == said), None)
        if twin is not None:
            work.letters.join(letter, twin)
        return twin

    def _new(self, wanted: Wanted, hand: Hand) -> Letter:
        now = self.clock.now()
        return Letter(
            id=LetterId.draw(self.choose),
            kind=wanted.kind,
            institution=wanted.institution or hand.institution,
            wish=wanted.wish,
            made_by=hand.by,
            made_at=now,
            state=LetterState.DRAFT if wanted.kind.is_legal else LetterState.QUEUED,
            since=now,
            number=wanted.number,
            person=wanted.person,
            subject=wanted.subject,
            is_large=wanted.is_large,
            unit_visit=wanted.unit_visit,
        )

    def _step(self, work: Work, letter: Letter, step: LetterStep, hand: Hand) -> Scanned:
        if letter.has_done(step):
            return Scanned(letter=letter, is_new=False)
        after = letter.moved(step, self.clock.now())
        take(work, (letter, after), step, hand)
        return Scanned(letter=after, is_new=True)
