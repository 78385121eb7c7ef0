"""The arrows of a drawing: the ways between two steps in one, and none that says nothing."""

from dataclasses import dataclass

from ivr_flows.drawn.ways import BACK, NO_MORE, OTHER_KEY, PERSON, REPEAT, SILENCE, Way, ways_of
from ivr_flows.script import Script

_EXITS = frozenset({SILENCE, OTHER_KEY, PERSON})


@dataclass(frozen=True, slots=True)
class Arrow:
    """Every way from one step to another.

    An exit is what nearly every step has alike, to the person or out of the call: it is told in
    the step's box, because forty long arrows to one box would hide the others.
    """

    start: str
    end: str
    ways: tuple[Way, ...]
    is_exit: bool

    @property
    def causes(self) -> tuple[str, ...]:
        """List what makes a call go here."""
        return tuple(way.cause for way in self.ways if way.cause)


def arrows_of(script: Script) -> tuple[Arrow, ...]:
    """Gather the ways of a script into arrows, in the order of its steps."""
    alike: dict[tuple[str, str, bool], list[Way]] = {}
    for way in ways_of(script):
        if _says_something(script, way):
            alike.setdefault((way.start, way.end, _is_exit(script, way)), []).append(way)
    return tuple(Arrow(*ends[:2], tuple(ways), ends[2]) for ends, ways in alike.items())


def _is_exit(script: Script, way: Way) -> bool:
    leads_out = way.end in {script.person, script.lost}
    return way.cause in {BACK, NO_MORE} or (leads_out and way.cause in _EXITS)


def _says_something(script: Script, way: Way) -> bool:
    """Say whether a way is drawn: not what every menu does alike, which the caption tells."""
    repeats = way.cause == REPEAT and way.end == way.start
    goes_home = way.cause == BACK and way.end == script.home
    return not repeats and not goes_home
