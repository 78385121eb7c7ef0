"""Thirty-five days: a boat goes up the river and comes home, and the office goes on working."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from config.desk import staffing_of
from config.reception import reception_of
from config.sample import SEED, rows
from config.worker import dispatch_of
from core.importing import Source
from core.model.case_number import CaseNumber
from core.model.trip_plan import PlannedStop
from core.model.user import Role
from core.model.visit import Hindrance, Visit
from tests.core import rows as kept
from tests.houses import TODAY, act
from tests.long_trip.carriers import Stick, broken, linked
from tests.long_trip.fleet import BOAT, DAYS, NAUTA, PARINARI, TROMPETEROS, Fleet, launched
from tests.long_trip.folk import INSTITUTION, acting
from tests.long_trip.lost_launch import LostLaunch
from tests.long_trip.plot import Plot
from tests.long_trip.work import NAUTA_DESK, Crew, Office

TRIP, DAYS_OF_STOPS = "Bajo Marañón", 33
DISTRICTS = (NAUTA, PARINARI, TROMPETEROS)
MOST_WAITING = 500


@dataclass(slots=True)
class Story:
    """Everybody in it, and what happens on which day."""

    fleet: Fleet
    stops: int
    cases: int
    folder: Path
    plot: Plot
    launch: LostLaunch
    crew: Crew
    office: Office
    numbers: Sequence[CaseNumber] = ()

    @classmethod
    def of(cls, fleet: Fleet, folder: Path, *, stops: int, cases: int) -> "Story":
        """Bring everybody together."""
        staff = staffing_of(fleet.office)
        officer = staff.add("Julia", institution=INSTITUTION, role=Role.OFFICER, act=act()).user
        random = Random(SEED)  # noqa: S311 - a story must go the same way every time
        return cls(
            fleet,
            stops,
            cases,
            folder,
            plot=Plot(fleet, officer),
            launch=LostLaunch(fleet),
            crew=Crew(fleet, random),
            office=Office(fleet, random),
        )

    def play(self) -> None:
        """Live through all of it."""
        self._departs()
        happens = self._happens()
        for day in range(1, DAYS):
            self.fleet.come(day)
            for deed in happens.get(day, ((), ()))[0]:
                deed()
            self._day(day)
            for deed in happens.get(day, ((), ()))[1]:
                deed()
            dispatch_of(self.fleet.office).run()

    def _happens(self) -> Mapping[int, tuple[Sequence[Callable[[], object]], ...]]:
        """Tell what happens in the morning and in the evening of a day, besides work."""
        plot, launch = self.plot, self.launch
        by_line, up, down = (self._line, "ok"), (self._cut, "up"), (self._cut, "down")
        first, second, third = (self._stick(place) for place in (1, 2, 3))

        def line(what: tuple[Callable[[str], None], str]) -> Callable[[], None]:
            return lambda: what[0](what[1])

        return {
            1: ((plot.before,), ()),
            2: ((launch.works,), (line(by_line),)),
            4: ((), (line(up),)),
            5: ((launch.goes_on,), ()),
            6: ((), (first.leaves,)),
            7: ((launch.is_lost, self._river_is_high), ()),
            8: ((), (line(down), self._visit_is_known)),
            9: ((first.arrives, self._receives), ()),
            10: ((launch.is_opened,), ()),
            11: ((), (first.comes_back,)),
            12: ((plot.on_the_river,), ()),
            13: ((), (second.leaves,)),
            16: ((plot.meanwhile,), ()),
            18: ((), (second.arrives, second.arrives)),
            19: ((plot.arrived, self._receives, plot.received), ()),
            20: ((), (line(by_line), launch.is_known_on_the_river)),
            21: ((second.comes_back, plot.seen_on_board), ()),
            22: ((), (line(up),)),
            23: ((plot.settled,), ()),
            25: ((), (line(down),)),
            27: ((), (third.leaves,)),
            28: ((launch.is_found,), ()),
            29: ((), (line(up),)),
            30: ((), (line(by_line),)),
            31: ((third.arrives, self._receives), ()),
            32: ((launch.works_again,), ()),
            33: ((third.comes_back,), ()),
            34: ((), (line(by_line), self._receives, line(by_line), plot.after, launch.ends)),
        }

    def _departs(self) -> None:
        """Day 0: the office's file, the people of the story, the plan, and two loaded boats."""
        fleet = self.fleet
        fleet.come(0)
        made = rows(SEED, self.cases, desks=(NAUTA_DESK,)) if self.cases else ()
        report = fleet.office.importing.run(made, Source(sha256="5a" * 32))
        assert (report.opened, report.refused) == (self.cases, 0)
        self.numbers = [CaseNumber(one["number"]) for one in kept.rows(fleet.office, "case_file")]
        self.plot.begins()
        fleet.office.trips.planning.take_in(
            self._plan(), acting(fleet.office), trip=TRIP, unit=BOAT
        )
        counts = fleet.book.counts
        counts["bytes of the pack"] = launched(
            fleet, fleet.boat, ("300", "301"), frozenset(DISTRICTS)
        )
        launched(fleet, fleet.launch, ("310", "311"), frozenset({PARINARI}))
        counts["cases on board"] = len(kept.rows(fleet.boat.house, "case_file"))

    def _plan(self) -> Sequence[PlannedStop]:
        return [
            PlannedStop(
                row=place + 2,
                district=DISTRICTS[place % len(DISTRICTS)],
                place=f"Local comunal {place + 1}",
                short_place=f"Comunidad {place + 1}",
                on=TODAY + timedelta(days=1 + place * DAYS_OF_STOPS // self.stops),
                services=("status",),
                from_hour="08:00",
                until_hour="16:00",
            )
            for place in range(self.stops)
        ]

    def _day(self, day: int) -> None:
        """Let the crew make the stops of a day, and the office do its share."""
        mine, theirs = self.numbers[::2], self.numbers[1::2]
        for stop in self._stops_of_today():
            at = stop.stop - 1
            self.crew.stops(stop, mine[at :: self.stops], self.numbers[at :: self.stops])
        self.office.works(theirs[day - 1 :: DAYS_OF_STOPS // 2])

    def _stops_of_today(self) -> Sequence[Visit]:
        planned = self.fleet.boat.house.shelf.visits.of_trip(TRIP)
        return [one for one in planned if one.on == self.fleet.clock.today() and one.is_planned]

    def _river_is_high(self) -> None:
        """Day 7: the boat waits for a day, and all that comes later moves along."""
        boat = self.fleet.boat.house
        coming = [one for one in boat.shelf.visits.of_trip(TRIP) if one.is_planned]
        moved = boat.trips.moving.delay(coming[0].id, 1, acting(boat), reason=Hindrance.RIVER)
        assert len(moved) == len(coming)
        self.fleet.book.counts["stops moved along"] += len(moved)
        before = self.plot.asks_for_the_visit()
        assert boat.inquiry.next_visit(PARINARI).on == before + timedelta(days=1)

    def _visit_is_known(self) -> None:
        """Day 8: even a line that broke brought home that the boat is late."""
        told = self.plot.asks_for_the_visit()
        assert told == self.fleet.boat.house.inquiry.next_visit(PARINARI).on

    def _line(self, ends: str) -> None:
        assert linked(self.fleet, self.fleet.boat) == ends
        assert not self.fleet.boat.waiting()

    def _cut(self, way: str) -> None:
        assert broken(self.fleet, self.fleet.boat, way) == "cut"

    def _stick(self, place: int) -> Stick:
        return Stick(self.fleet, self.fleet.boat, self.folder / f"stick-{place}")

    def _receives(self) -> None:
        """Take in at the office what came from the boats."""
        reception, house = reception_of(self.fleet.office), self.fleet.office
        waiting = reception.waiting(INSTITUTION, limit=MOST_WAITING)
        taken = reception.receive_all([one.number for one in waiting], INSTITUTION, acting(house))
        self.fleet.book.counts["received at the office"] += len(taken)
