"""Moves all letters of one post route on together: a bundle is enveloped and posted as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.letter_hands import Hand, take
from core.mailing import SCANNED
from core.model.letter import LetterStep, open_steps
from core.model.letter_id import LetterId
from core.model.print_run import PrintRun
from core.ports import Clock, Ledger, Runs, Work
from core.refusals import LetterMoved, RunUnknown

# Others may write between two of these; an interrupted bundle is simply pressed again.
A_BUNDLE = 200


@dataclass(frozen=True, slots=True)
class RouteMoved:
    """How many letters a step moved, how many stood there, and how many it could not move."""

    moved: int = 0
    already: int = 0
    stuck: int = 0

    def __add__(self, other: "RouteMoved") -> "RouteMoved":
        return RouteMoved(
            self.moved + other.moved, self.already + other.already, self.stuck + other.stuck
        )


@dataclass(frozen=True, slots=True)
class RouteSteps:
    """Takes a step with every letter of a route; the same step again changes nothing."""

    ledger: Ledger
    runs: Runs
    clock: Clock

    def take(self, run: PrintRun, route: str, step: LetterStep, hand: Hand) -> RouteMoved:
        """Move on what can be moved, and count what cannot: a letter scanned apart is no fault."""
        if not hand.reaches(run.institution):
            raise RunUnknown
        if step not in SCANNED:
            raise LetterMoved(state=run.state.value)
        going = [
            place.letter
            for place in self.runs.places(run.id)
            if place.route == route and not place.problem
        ]
        if not going:
            raise RunUnknown
        moved = RouteMoved()
        for first in range(0, len(going), A_BUNDLE):
            with self.ledger.writing() as work:
                moved += self._bundle(work, going[first : first + A_BUNDLE], step, hand)
        return moved

    def _bundle(
        self, work: Work, letters: Sequence[LetterId], step: LetterStep, hand: Hand
    ) -> RouteMoved:
        return sum((self._one(work, one, step, hand) for one in letters), RouteMoved())

    def _one(self, work: Work, name: LetterId, step: LetterStep, hand: Hand) -> RouteMoved:
        letter = work.letters.get(name)
        if letter is not None and letter.has_done(step):
            return RouteMoved(already=1)
        if letter is None or step not in open_steps(letter.state):
            return RouteMoved(stuck=1)
        take(work, (letter, letter.moved(step, self.clock.now())), step, hand)
        return RouteMoved(moved=1)
