"""Plays any history of one hub and three units, and looks whether every invariant holds."""

from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from channels.units.wire.envelope import open_envelope
from config.founding import SYSTEM
from config.unit_keys import hub_pair
from core.exchanging import HTTP, STICK
from core.refusals import UnitCopied
from tests.core.rows import written
from tests.exchange.broken import hold
from tests.exchange.invariants import CHECKS
from tests.exchange.lines import Faults, refused
from tests.exchange.nodes import Node
from tests.exchange.people import AT, UNITS, People
from tests.exchange.worlds import CALCA_DISTRICT, Template

SHARE = st.integers(0, 100).map(lambda part: part / 100)
MOST_UNITS = 4
# Everything that a bundle that comes again must leave as it is.
KEPT = (
    "event", "arrival", "arrival_bucket", "case_file", "deadline", "citizen", "citizen_phone",
    "visit", "vault", "person_secret", "outbox", "quarantined", "held_run", "document",
    "down_cursor", "subject_base",
)  # fmt: skip


def kept(node: Node) -> bytes:
    """Write all that counts at a place as bytes."""
    return written(node.house, *KEPT)


class Meeting(People):
    """One history; a test makes a class of its own with a template and, maybe, faults."""

    # How they meet.

    @rule(who=UNITS)
    def exchange(self, who: int) -> None:
        self.line.all(self.unit(who))

    @rule(who=UNITS, share=SHARE)
    def cut_up(self, who: int, share: float) -> None:
        self.line.cut_up(self.unit(who), share)

    @rule(who=UNITS, share=SHARE)
    def cut_down(self, who: int, share: float) -> None:
        self.line.cut_down(self.unit(who), share)

    @rule(who=UNITS, order=st.lists(st.integers(0, 9), max_size=6))
    def scatter(self, who: int, order: list[int]) -> None:
        self.line.scattered(self.unit(who), order)

    @rule(who=UNITS, at=AT, share=SHARE)
    def flip(self, who: int, at: int, share: float) -> None:
        """Let one bit of a bundle turn over on its way up: whatever was whole before it counts."""
        unit = self.unit(who)
        bundle = bytearray(self.line.request(unit).bundle)
        bundle[min(int(len(bundle) * share), len(bundle) - 1)] ^= 1 << at
        before = kept(self.world.hub)
        code = refused(partial(self.line.answered, bytes(bundle), HTTP))
        hold("I9", code, "a bundle with another bit was taken for whole")
        # Each chain is a segment of its own here; of one alone nothing is whole.
        alone = len({one[:2] for one in unit.waiting()}) <= 1
        changed = kept(self.world.hub) != before
        hold("I9", not (alone and changed), "a bit that turned over had an effect")

    @rule(who=UNITS, at=AT)
    def come_again(self, who: int, at: int) -> None:
        """Let what was wholly heard come a second time, at either side: nothing changes."""
        unit = self.unit(who)
        if unit.said:
            before = kept(self.world.hub)
            refused(partial(self.line.answered, unit.said[at % len(unit.said)], STICK))
            hold("I3", kept(self.world.hub) == before, f"{unit.name} counts twice")
        if unit.heard:
            before = kept(unit)
            refused(partial(self.line.heard, unit, unit.heard[at % len(unit.heard)], None))
            hold("I3", kept(unit) == before, f"{unit.name} takes the same in twice")

    @rule(who=UNITS)
    def take_stick(self, who: int) -> None:
        self.sticks.append(self.line.stick_up(self.unit(who)))

    @precondition(lambda self: self.sticks)
    @rule(at=AT, again=st.booleans())
    def bring_stick(self, at: int, again: bool) -> None:  # noqa: FBT001 - hypothesis
        """Bring a stick at last; whoever carries it may bring it again."""
        place = at % len(self.sticks)
        stick = self.sticks[place] if again else self.sticks.pop(place)
        back = self.line.deliver(stick)
        if back is not None:
            self.sticks.append(back)

    @precondition(lambda self: self.sticks)
    @rule(at=AT, share=SHARE)
    def spoil_stick(self, at: int, share: float) -> None:
        """Let a stick be spoilt: nobody can open it any more."""
        stick = self.sticks.pop(at % len(self.sticks))
        spoilt = bytearray(stick.envelope)
        spoilt[min(int(len(spoilt) * share), len(spoilt) - 1)] ^= 1 << at
        identity = hub_pair(self.world.hub.house.keys).identity
        code = refused(partial(open_envelope, bytes(spoilt), identity))
        hold("I9", code, "a spoilt envelope opens")

    # What becomes of disks and keys.

    @rule(who=UNITS)
    def back_up(self, who: int) -> None:
        self.unit(who).keep()

    @precondition(lambda self: any(unit.backup and unit.has_spares() for unit in self.world.units))
    @rule(who=UNITS)
    def restore(self, who: int) -> None:
        unit = self.unit(who)
        if unit.backup is None or not unit.has_spares():
            return
        gone = unit.bring_back()
        self.world.gone |= gone
        hold("I7", refused(unit.place.may_write) == UnitCopied.code, "a restored disk may write")
        self.faults.restored(unit)
        self.done(unit)
        unit.is_forked = unit.is_forked and any(unit.waiting())

    @precondition(lambda self: len(self.world.units) < MOST_UNITS)
    @rule(who=UNITS, silent=st.booleans())
    def clone(self, who: int, silent: bool) -> None:  # noqa: FBT001 - hypothesis
        """Copy a disk, and let both write: a silent copy is one that nothing gives away."""
        unit = self.unit(who)
        if unit.is_revoked or not unit.has_spares():
            return
        twin = unit.cloned(f"{unit.name}-twin")
        self.world.units.append(twin)
        if silent:
            twin.place.settle()
            unit.is_shadowed = twin.is_shadowed = True
        else:
            hold("I7", refused(twin.place.may_write) == UnitCopied.code, "a copy may write")
            twin.renew()
        self.done(twin)

    @rule(who=UNITS, add=st.booleans())
    def change_scope(self, who: int, add: bool) -> None:  # noqa: FBT001 - hypothesis
        unit = self.unit(who)
        calca = frozenset({CALCA_DISTRICT})
        devices = self.world.hub.house.shelf.devices
        given = (calca, frozenset[str]()) if add else (frozenset[str](), calca)
        device = devices.scope(unit.place.origin, add=given[0], drop=given[1], actor=SYSTEM)
        self.done(self.world.hub)
        for one in self.world.units:
            if one.place.origin == device.origin:
                one.scopes.append((self.world.head() + 1, device.buckets))

    @rule(who=UNITS, really=st.sampled_from((False, False, True)))
    def revoke(self, who: int, really: bool) -> None:  # noqa: FBT001 - hypothesis
        if not really:
            return
        origin = self.unit(who).place.origin
        devices = self.world.hub.house.shelf.devices
        devices.revoke(origin, (), actor=SYSTEM)
        self.done(self.world.hub)
        for one in self.world.units:
            one.is_revoked = one.is_revoked or one.place.origin == origin

    def teardown(self) -> None:
        """Let everybody meet, twice, and look at everything."""
        try:
            self._meet()
            for check in CHECKS:
                check(self.world)
        finally:
            self.open.close()

    def _meet(self) -> None:
        for _ in range(2):
            for unit in self.world.units:
                self.line.all(unit)
        at_hub = self.world.hub.hashes()
        for unit in self.world.units:
            if unit.is_revoked:
                self.world.suspect |= {one for one in unit.wrote if one in at_hub}


def machine(template: Template, faults: Faults | None = None) -> type[Meeting]:
    """Make a machine over a template."""
    given = {"template": template, "faults": faults or Faults()}
    return type("Histories", (Meeting,), given)
