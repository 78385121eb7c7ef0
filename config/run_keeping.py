"""What was printed, afterwards: any letter out of it again, a sample, and the end of its years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.house import House
from config.pressroom import Cut, extract
from config.run_folder import COVER, MANIFEST, SUMS, TABLE, RunFolder
from core.letter_hands import Hand
from core.model.letter import Letter
from core.model.print_run import Place, PrintRun, RunState
from core.refusals import LetterUnknown, RunForgotten, RunUnknown


@dataclass(frozen=True, slots=True)
class RunKeeping:
    """Opens and forgets what runs have printed."""

    house: House

    def letter(self, letter: Letter) -> bytes:
        """Take one letter out of its run, as it was printed."""
        place = self.house.shelf.runs.place_of(letter.id)
        if place is None or not place.pages:
            raise LetterUnknown
        return extract([self._cut(place)])

    def sample(self, run: PrintRun, count: int) -> bytes:
        """Take some letters out of a run, spread over all of it, to be looked at before posting."""
        printed = [place for place in self.house.shelf.runs.places(run.id) if place.pages]
        if not printed:
            raise RunUnknown
        return extract([self._cut(place) for place in _spread(printed, count)])

    def mark_printed(self, run: str, hand: Hand) -> int:
        """Note that a run lies on paper; tell how many letters that moved on."""
        return self.house.post.runs.printed(run, hand)

    def sweep(self) -> int:
        """Delete clear files some days after the printing, and sealed ones after their years."""
        settings, today = self.house.settings, self.house.clock.today()
        clear_until = today - timedelta(days=settings.letters_clear_days)
        swept = 0
        for run in self.house.shelf.runs.in_state(RunState.PRINTED):
            if run.since.date() <= clear_until:
                self._folder(run).clear()
                self.house.post.runs.go_on(run, RunState.STORED)
                swept += 1
        for run in self.house.shelf.runs.in_state(RunState.STORED):
            if _years_after(run.closed_at.date(), settings.letter_years) <= today:
                self._folder(run).forget(self._names(run))
                self.house.post.runs.go_on(run, RunState.FORGOTTEN)
                swept += 1
        return swept

    def _cut(self, place: Place) -> Cut:
        run = self.house.shelf.runs.get(place.run)
        if run is None or run.state is RunState.FORGOTTEN:
            raise RunForgotten
        pdf = self._folder(run).open(f"{place.route}.pdf")
        return Cut(pdf, place.first_page, place.pages)

    def _names(self, run: PrintRun) -> tuple[str, ...]:
        files = self.house.shelf.runs.files(run.id)
        return (*(file.name for file in files), MANIFEST, TABLE, COVER, SUMS)

    def _folder(self, run: PrintRun) -> RunFolder:
        return RunFolder.of(self.house.settings.var_folder, run, self.house.post.chest)


def _spread(places: Sequence[Place], count: int) -> Sequence[Place]:
    wanted = min(max(count, 1), len(places))
    last = len(places) - 1
    return [places[round(at * last / max(wanted - 1, 1))] for at in range(wanted)]


def _years_after(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)
