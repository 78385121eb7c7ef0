"""Counts and draws calls for the desk, once a day for each period.

Only whole days are counted, so a figure of the morning is right all day: it is kept in memory
until the day ends. Counting 90 days costs some seconds, drawing a tenth of one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Lock

from channels.desk.call_figures import CallFigures, LanguageFigures, StepFigures, told, veiled
from channels.voice.call_counts import by_language, by_mark, by_node, by_outcome
from channels.voice.call_record import CallRecord
from config.call_figures import calls_between, midnight, scripts_of_the_house, traffic_of
from config.calls import SCRIPT
from config.drawing import picture_of, spoken_words
from config.graphviz import Graphviz, NotDrawn
from config.house import House
from ivr_flows.drawn.figures import Figures
from ivr_flows.drawn.kinds import called
from ivr_flows.drawn.traffic import Traffic
from ivr_flows.drawn.words import shortened
from ivr_flows.script import Script, shipped

# A page waits for it.
DRAWING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Board:
    """What was counted and drawn for one period, whatever the day that it ended."""

    figures: CallFigures
    drawing: str | None


def call_board_of(house: House) -> "DailyBoard":
    """Build the board that the desk shows."""
    return DailyBoard(house, shipped(SCRIPT), Graphviz(seconds=DRAWING_SECONDS))


@dataclass(frozen=True, slots=True)
class DailyBoard:
    """Keeps the boards of today; one request counts, the others wait for it."""

    house: House
    script: Script
    graphviz: Graphviz
    kept: dict[tuple[date, int], Board] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def figures(self, days: int, /) -> CallFigures:
        """Count the calls of the last whole days."""
        return self._board(days).figures

    def drawing(self, days: int, /) -> str | None:
        """Draw them as SVG; nothing where this machine cannot draw."""
        return self._board(days).drawing

    def _board(self, days: int) -> Board:
        today = self.house.clock.today()
        with self.lock:
            for day, period in tuple(self.kept):
                if day != today:
                    del self.kept[day, period]
            if (today, days) not in self.kept:
                self.kept[today, days] = self._count(today, days)
            return self.kept[today, days]

    def _count(self, today: date, days: int) -> Board:
        house, script = self.house, self.script
        first = today - timedelta(days=days)
        known = {**scripts_of_the_house(), script.name: script}
        calls = calls_between(house, midnight(house, first), midnight(house, today), known)
        mine = tuple(call for call in calls if call.script == script.name)
        last = today - timedelta(days=1)
        figures = figures_of(mine, script, since=first, until=last)
        return Board(figures, self._draw(mine, script, figures))

    def _draw(
        self, calls: Sequence[CallRecord], script: Script, figures: CallFigures
    ) -> str | None:
        caption = f"Del {figures.since:%d/%m/%Y} al {figures.until:%d/%m/%Y}."
        traffic = veiled_traffic(traffic_of(script, calls))
        picture = picture_of(script, spoken_words(), Figures(traffic, told, caption))
        drawn = picture.svg(self.graphviz)
        return None if isinstance(drawn, NotDrawn) else drawn


def figures_of(
    calls: Sequence[CallRecord], script: Script, *, since: date, until: date
) -> CallFigures:
    """Put the counts of one script's calls together for the desk."""
    return CallFigures(
        since=since,
        until=until,
        calls=len(calls),
        became=by_outcome(calls),
        marks=by_mark(calls),
        languages=tuple(
            LanguageFigures(
                language=one.language,
                calls=one.calls,
                answered=one.answered,
                median_seconds=one.median_seconds,
                p90_seconds=one.p90_seconds,
            )
            for one in by_language(calls)
        ),
        steps=tuple(_steps(calls, script)),
    )


def _steps(calls: Sequence[CallRecord], script: Script) -> list[StepFigures]:
    words = spoken_words()
    return [
        StepFigures(
            step=one.node,
            does=called(script.nodes[one.node]),
            says=shortened(script.nodes[one.node], words),
            calls=one.calls,
            left=one.left,
        )
        for one in by_node(calls)
        if one.node in script.nodes
    ]


def veiled_traffic(traffic: Traffic) -> Traffic:
    """Round every count of a drawing as the table does, the thickness of its arrows included."""
    return Traffic(
        calls=veiled(traffic.calls),
        came={step: veiled(count) for step, count in traffic.came.items()},
        left={step: veiled(count) for step, count in traffic.left.items()},
        ways={way: veiled(count) for way, count in traffic.ways.items()},
    )
