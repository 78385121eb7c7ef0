"""The print run: at its cut-off everything that waits is put in the order of the post, for good."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, tzinfo

from core.letter_hands import Hand
from core.library import Library
from core.model.event import Draft
from core.model.letter import LetterState, LetterStep
from core.model.letter_id import LetterId
from core.model.print_run import (
    Place,
    PrintRun,
    RouteFile,
    RunState,
    draw_run,
)
from core.ports import Clock, Ledger, Letters, Runs, StepTaken, Work
from core.refusals import CalendarMissing, RunEmpty, RunUnknown
from core.run_order import Bound, RunOrder

EVERYONE = 1_000_000
NOBODY = LetterId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRuns:
    """Closes runs, at an hour of the zone or when told, and keeps how far their paper came."""

    ledger: Ledger
    letters: Letters
    runs: Runs
    order: RunOrder
    library: Library
    clock: Clock
    zone: tzinfo
    cut_off: time
    choose: Callable[[str], str]

    def close_due(self, hand: Hand) -> tuple[PrintRun, ...]:
        """Close the run of every institution whose cut-off has come today, once each."""
        now, today = self.clock.now(), self.clock.today()
        cut_off = datetime.combine(today, self.cut_off, tzinfo=self.zone)
        due = self.letters.waiting() if now >= cut_off else ()
        closed = []
        for institution in due:
            was_closed = self.runs.was_closed(institution, cut_off)
            if was_closed or not self._works_today(institution):
                continue
            with suppress(RunEmpty):  # the last letter was called back at this moment
                closed.append(self.close(institution, hand, cut_off=cut_off))
        return tuple(closed)

    def close(self, institution: str, hand: Hand, *, cut_off: datetime | None = None) -> PrintRun:
        """Put all that waits into one run; what is called back or queued meanwhile is not in it."""
        if not hand.reaches(institution):
            raise RunUnknown
        waiting = self.letters.listed(institution, (LetterState.QUEUED,), limit=EVERYONE)
        bound = self.order.sorted(waiting)
        now = self.clock.now()
        with self.ledger.writing() as work:
            still = work.letters.waiting(institution)
            going = [one for one in bound if one.letter.code in still]
            if not going:
                raise RunEmpty
            run = self._run(institution, hand, cut_off, len(going))
            places = [_place(run, at, one) for at, one in enumerate(going, 1)]
            run = replace(run, order_sha256=order_of(places))
            step = StepTaken(letter=NOBODY, step=LetterStep.BATCH, at=now, by=hand.by, via=hand.via)
            work.letters.open_run(run, places, step)
            work.append(self._draft(run, hand, "letters_run_closed"))
        return run

    def set_aside(self, place: Place, hand: Hand) -> bool:
        """Take a letter out of its run for the problem that its place names; again is once."""
        with self.ledger.writing() as work:
            return work.letters.set_aside(place, self._step(place.letter, place.run, hand))

    def made(
        self,
        run: PrintRun,
        hand: Hand,
        *,
        places: Sequence[Place],
        files: Sequence[RouteFile],
        manifest_sha256: str,
    ) -> PrintRun:
        """Keep what was made of a run: its files, and where in them each letter stands."""
        with self.ledger.writing() as work:
            known = _known(work, run.id)
            if known.state is not RunState.CLOSED:
                return known
            ready = known.moved(RunState.READY, self.clock.now())
            ready = replace(ready, manifest_sha256=manifest_sha256)
            work.letters.keep_pages(places, files)
            work.letters.move_run(ready)
            work.append(self._draft(ready, hand, "letters_run_made"))
        return ready

    def printed(self, run: str, hand: Hand) -> int:
        """Note that all of a run lies on paper; tell how many letters that moved on."""
        with self.ledger.writing() as work:
            known = _known(work, run)
            if not hand.reaches(known.institution):
                raise RunUnknown
            if known.state is RunState.PRINTED:
                return 0
            after = known.moved(RunState.PRINTED, self.clock.now())
            work.letters.move_run(after)
            step = replace(self._step(NOBODY, run, hand), step=LetterStep.PRINT)
            return work.letters.print_all(run, step)

    def go_on(self, run: PrintRun, state: RunState) -> PrintRun:
        """Note that the clear files of a run, or in the end the sealed ones too, are deleted."""
        with self.ledger.writing() as work:
            after = _known(work, run.id).moved(state, self.clock.now())
            work.letters.move_run(after)
        return after

    def get(self, run: str, hand: Hand) -> PrintRun:
        """Read a run; one of another institution is as unknown as none."""
        found = self.runs.get(run.strip().upper())
        if found is None or not hand.reaches(found.institution):
            raise RunUnknown
        return found

    def _works_today(self, institution: str) -> bool:
        # Where no calendar reaches, letters go out all the same: nothing is counted by it.
        with suppress(CalendarMissing):
            calendar = self.library.books().calendar(institution)
            return calendar.is_business(self.clock.today())
        return True

    def _run(self, institution: str, hand: Hand, cut_off: datetime | None, count: int) -> PrintRun:
        now = self.clock.now()
        return PrintRun(
            id=draw_run(self.choose),
            institution=institution,
            cut_off=cut_off,
            closed_at=now,
            closed_by=hand.by,
            state=RunState.CLOSED,
            since=now,
            head=self.library.books().head,
            letters=count,
        )

    def _step(self, letter: LetterId, run: str, hand: Hand) -> StepTaken:
        return StepTaken(
            letter=letter,
            step=LetterStep.SET_ASIDE,
            at=self.clock.now(),
            by=hand.by,
            via=hand.via,
            run=run,
        )

    def _draft(self, run: PrintRun, hand: Hand, kind: str) -> Draft:
        told = {"letters": run.letters, "order_sha256": run.order_sha256}
        if run.manifest_sha256:
            told["manifest_sha256"] = run.manifest_sha256
        return Draft(
            kind=kind,
            subject=f"run:{run.id}",
            institution=run.institution,
            actor=hand.by,
            via=hand.via,
            happened_at=self.clock.now(),
            data=told,
        )


def order_of(places: Iterable[Place]) -> str:
    """Name the order of a run by its hash, which the journal keeps from its closing on."""
    lines = (f"{place.position} {place.letter.code} {place.route}\n" for place in places)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _place(run: PrintRun, position: int, bound: Bound) -> Place:
    return Place(
        run=run.id,
        position=position,
        letter=bound.letter,
        route=bound.route,
        district=bound.district,
        address=bound.address,
    )


def _known(work: Work, run: str) -> PrintRun:
    found = work.letters.run(run)
    if found is None:
        raise RunUnknown
    return found
