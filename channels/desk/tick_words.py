"""Words how far a record has come: saved here, received by the hub, applied; a sign with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from channels.desk.words import Words
from core.casework import Glance
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.event import EventId
from core.model.ticks import Ticks, together
from core.ports.watching import RecordTicks

# Read by the eye; the words beside them say the same.
SIGNS: Mapping[str, str] = {"yes": "✓", "not": "○", "bad": "✕"}
NOTHING = Ticks()


@dataclass(frozen=True, slots=True)
class Tick:
    """One of the three: how it stands (yes, not or bad), its sign and its words."""

    stands: str
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class ThreeTicks:
    """The three truths of one record, and whether all of them are yes."""

    marks: tuple[Tick, ...]

    @property
    def is_good(self) -> bool:
        """Say whether nothing more is to come: only then may it look so."""
        return all(mark.stands == "yes" for mark in self.marks)

    @property
    def is_bad(self) -> bool:
        """Say whether something did not come to what was meant."""
        return any(mark.stands == "bad" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class TickWords:
    """Words ticks with the catalogue of the pages."""

    words: Words

    def three(self, ticks: Ticks, *, is_disputed: bool = False) -> ThreeTicks:
        """Word a record; one that is contradicted is not applied, whatever was received."""
        received = "yes" if ticks.is_received else "not"
        return ThreeTicks(
            (
                self._mark("saved", "yes"),
                self._mark("received", received),
                self._applied(ticks, is_disputed=is_disputed),
            )
        )

    def lines(self, case: Case, events: Sequence[EventId], ticks: Ticks) -> dict[str, ThreeTicks]:
        """Word each step of a case."""
        disputed = {one.event for one in case.open_disputes}
        return {
            str(event): self.three(ticks.of(event), is_disputed=event in disputed)
            for event in events
        }

    def _applied(self, ticks: Ticks, *, is_disputed: bool) -> Tick:
        if ticks.aside:
            return self._mark("applied.aside", "bad")
        if is_disputed:
            return self._mark("applied.disputed", "bad")
        return self._mark("applied", "yes" if ticks.is_applied else "not")

    def _mark(self, name: str, stands: str) -> Tick:
        said = name if stands == "bad" else f"{name}.{stands}"
        return Tick(stands, SIGNS[stands], self.words.say(f"tick.{said}"))


def subjects_of(case: Case) -> tuple[str, str]:
    """Name what a case is written of under: itself, and whoever asked."""
    return f"case:{case.number}", f"citizen:{case.applicant}"


def ticks_of(record: RecordTicks, case: Case) -> Ticks:
    """Read how far a case has come, and whoever asked with it."""
    return together(record.of(subjects_of(case)).values())


def listed_ticks(
    record: RecordTicks, told: TickWords, glances: Sequence[Glance]
) -> Mapping[CaseNumber, ThreeTicks]:
    """Word the cases of a list, read all at once."""
    cases = [one.case for one in glances]
    found = record.of({subject for case in cases for subject in subjects_of(case)})
    return {
        case.number: told.three(
            together(found.get(subject, NOTHING) for subject in subjects_of(case)),
            is_disputed=bool(case.open_disputes),
        )
        for case in cases
    }
