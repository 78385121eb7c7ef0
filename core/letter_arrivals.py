"""Moves the office's record of a letter on when the event of a unit that handed it over comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from core.letter_handover import DELIVERED
from core.model.event import Event
from core.model.letter import Letter, LetterState, LetterStep, open_steps
from core.model.letter_id import LetterId
from core.model.visit_story import ANNOUNCED
from core.ports import Clock, StepTaken, Work
from core.refusals import LetterCodeInvalid
from core.visit_notices import announce

# What a unit tells that something else than a case follows from, here at the office.
FOLLOWED = ANNOUNCED | {DELIVERED}


@dataclass(frozen=True, slots=True)
class Following:
    """What follows at the office from what a unit tells of stops and letters."""

    clock: Clock
    zone: tzinfo

    def __call__(self, work: Work, event: Event, /) -> None:
        """Announce a change of a stop; take an acknowledgement as the post's would be."""
        if event.draft.kind == DELIVERED:
            acknowledge(work, event, self.clock)
        else:
            announce(work, event, self.clock, self.zone)


def acknowledge(work: Work, event: Event, clock: Clock) -> None:
    """Move a letter on; one that is not on its way stays, and both tellings are kept as a sign."""
    letter = _letter_of(work, event)
    if letter is None or LetterStep.DELIVER not in open_steps(letter.state):
        return
    after = letter.moved(LetterStep.DELIVER, clock.now())
    taken = StepTaken(
        letter=after.id,
        step=LetterStep.DELIVER,
        at=after.since,
        by=event.draft.actor,
        via=event.draft.via,
        run=after.run,
    )
    work.letters.move(letter, after, taken)


def sign_of(letter: Letter, events: Iterable[Event]) -> str:
    """Tell what somebody should look at: handed over twice, or handed over and elsewhere here."""
    told = [
        event
        for event in events
        if event.draft.kind == DELIVERED and event.draft.data.get("letter") == letter.id.code
    ]
    if len(told) > 1:
        return "twice"
    return "elsewhere" if told and letter.state is not LetterState.DELIVERED else ""


def _letter_of(work: Work, event: Event) -> Letter | None:
    """Find the letter that an event names, if it is of the institution that the event is of."""
    try:
        name = LetterId.parse(str(event.draft.data.get("letter", "")))
    except LetterCodeInvalid:
        return None
    letter = work.letters.get(name)
    return letter if letter is not None and letter.institution == event.draft.institution else None
