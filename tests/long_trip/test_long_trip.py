"""The trip for which units are made: 35 days, 100 stops and 2,000 cases in the long run.

`CONVERGENCIA_FULL_COUNTS=1 python -m pytest -s tests/long_trip` plays it whole and prints it.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.refusals import Refusal
from tests.exchange.lines import Faults
from tests.long_trip.endings import (
    check_both_read_the_same,
    check_conflicts,
    check_figures,
    check_made_anew,
    check_nobody_is_told_twice,
    check_nothing_is_lost,
)
from tests.long_trip.fleet import afloat
from tests.long_trip.story import Story
from tests.long_trip.wrong_lines import ACKNOWLEDGES_WHAT_IT_DROPPED

Counts = Callable[[int, int], int]


def played(founded: Path, folder: Path, faults: Faults, *, stops: int, cases: int) -> str:
    """Play the trip, look at everything when everybody is home, and tell how it was."""
    with afloat(founded, folder, faults) as fleet:
        story = Story.of(fleet, folder, stops=stops, cases=cases)
        story.play()
        counts = fleet.book.counts
        counts["events of the boat"] = check_nothing_is_lost(fleet, fleet.boat)
        for unit in (fleet.boat, fleet.launch):
            check_both_read_the_same(fleet, unit)
        check_conflicts(fleet, count=2)
        check_figures(story)
        counts["messages"] = check_nobody_is_told_twice(fleet)
        for node in (fleet.hub, fleet.boat, fleet.launch):
            check_made_anew(node)
        return fleet.book.table()


def test_a_boat_is_away_for_35_days_and_everybody_hears_the_truth(
    founded_house: Path, tmp_path: Path, counts: Counts
) -> None:
    stops, cases = counts(8, 100), counts(60, 2000)
    sys.stdout.write(played(founded_house, tmp_path, Faults(), stops=stops, cases=cases))


def test_the_trip_notices_a_hub_that_acknowledges_what_it_dropped(
    founded_house: Path, tmp_path: Path
) -> None:
    with pytest.raises((AssertionError, Refusal)):
        played(founded_house, tmp_path, ACKNOWLEDGES_WHAT_IT_DROPPED, stops=3, cases=0)
