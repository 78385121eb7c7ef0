"""People of one hub and three units, who do whatever the use cases let them do."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from core.model.event import Draft, EventId
from tests.exchange import deeds
from tests.exchange.lines import Faults, Line, Stick
from tests.exchange.nodes import Node, UnitNode
from tests.exchange.worlds import Template, World
from tests.houses import TODAY, StoodClock

HUB_AND_UNITS, UNITS = st.integers(0, 3), st.integers(0, 2)
AT = st.integers(0, 7)
YEARS = st.sampled_from((-5, 0, 5))


class People(RuleBasedStateMachine):
    """What people do in a history, at the hub and at the units."""

    template: Template
    faults = Faults()

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.world: World = self.open.enter_context(self.template.world())
        self.line = Line(self.world, self.faults)
        self.sticks: list[Stick] = []

    def node(self, who: int) -> Node:
        """Choose a place."""
        return self.world.places[who % len(self.world.places)]

    def unit(self, who: int) -> UnitNode:
        """Choose a unit."""
        return self.world.units[who % len(self.world.units)]

    def done(self, node: Node) -> None:
        """Keep count of what was written."""
        self.world.keep_count(node)

    @rule(who=HUB_AND_UNITS, at=AT)
    def open_case(self, who: int, at: int) -> None:
        node = self.node(who)
        deeds.tried(partial(deeds.open_case, node.house, at))
        self.done(node)

    @rule(who=HUB_AND_UNITS, at=AT)
    def register(self, who: int, at: int) -> None:
        node = self.node(who)
        deeds.tried(partial(deeds.register, node.house, at))
        self.done(node)

    @rule(who=HUB_AND_UNITS, at=AT, kind=st.sampled_from(deeds.MOVES), again=st.booleans())
    def move(self, who: int, at: int, kind: str, again: bool) -> None:  # noqa: FBT001 - hypothesis
        for node in (self.node(who), self.node(who + 1)) if again else (self.node(who),):
            deeds.tried(partial(deeds.move, node.house, at, kind))
            self.done(node)

    @rule(
        who=HUB_AND_UNITS,
        at=AT,
        kinds=st.lists(st.sampled_from(deeds.MOVES), min_size=2, max_size=2),
    )
    def move_apart(self, who: int, at: int, kinds: list[str]) -> None:
        for step, kind in enumerate(kinds):
            node = self.node(who + step)
            deeds.tried(partial(deeds.move, node.house, at, kind))
            self.done(node)

    @rule(who=HUB_AND_UNITS, at=AT)
    def note(self, who: int, at: int) -> None:
        node = self.node(who)
        deeds.tried(partial(deeds.note, node.house, at))
        self.done(node)

    @rule(who=HUB_AND_UNITS, at=AT, what=st.sampled_from(sorted(deeds.CONTACTS)))
    def contact(self, who: int, at: int, what: str) -> None:
        node = self.node(who)
        deeds.tried(partial(deeds.CONTACTS[what], node.house, at))
        self.done(node)

    @rule(who=HUB_AND_UNITS, at=AT)
    def erase(self, who: int, at: int) -> None:
        node = self.node(who)
        deeds.tried(partial(deeds.erase, node.house, at))
        self.done(node)

    @rule(at=AT)
    def settle(self, at: int) -> None:
        deeds.tried(partial(deeds.settle, self.world.hub.house, at, self.world.officer))
        self.done(self.world.hub)

    @rule(who=UNITS, years=YEARS)
    def jump_clock(self, who: int, years: int) -> None:
        clock = self.unit(who).house.clock
        assert isinstance(clock, StoodClock)
        clock.day = date(TODAY.year + years, TODAY.month, TODAY.day) + timedelta(days=who)

    # What no use case of this release writes.

    @rule(who=UNITS, at=AT)
    def poison(self, who: int, at: int) -> None:
        unit = self.unit(who)
        number = deeds.pick(unit.house, at).digits
        told: tuple[tuple[str, str, Mapping[str, object]], ...] = (
            ("case:0000000000", "case_observed", {"reasons": ["firma-solicitud"]}),
            (f"case:{number}", "case_opened", {"number": number}),
            (f"case:{number}", "case_observed", {"reasons": 5, "cure": "tomorrow"}),
            ("citizen:nobody", "phone_added", {"field": 3, "sealed": {}}),
        )
        draft = deeds.a_draft(unit.house, *told[at % len(told)])
        self.told(unit, draft, self.world.poison)

    @rule(who=HUB_AND_UNITS, at=AT)
    def strange(self, who: int, at: int) -> None:
        node = self.node(who)
        person = deeds.applicant(node.house, at)
        subject = (f"case:{deeds.pick(node.house, at)}", f"citizen:{person}", "bag:7")[at % 3]
        data = {"ñ": [1, {"b": None}], "at": at, "fingerprint": "~", "odd": "[[]]"}
        draft = deeds.a_draft(node.house, subject, "told_by_a_newer_place", data)
        self.told(node, draft, self.world.strange)

    def told(self, node: Node, draft: Draft, into: set[EventId]) -> None:
        """Let a place write it, and remember that it did."""
        into.add(deeds.told(node.house, draft, by_newer=into is self.world.poison).id)
        self.done(node)
