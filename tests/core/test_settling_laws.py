"""Laws of the fold over several authors: nothing raises, nothing is lost, all agree."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.case import Case
from core.model.case_story import fold, settle
from core.model.causality import has_seen
from core.model.disputes import judge
from core.model.event import Event, EventId
from core.model.moves import MOVES, open_moves
from core.model.verdict import FOR_A_PERSON, Verdict
from core.store.case_rows import to_case, to_row
from tests.core.told_moves import Author, folded, opened

KINDS = st.sampled_from((*MOVES, "noted", "clave_issued"))
# Who acts, and by which of the moves that are lawful then; a unit may also come home.
STEPS = st.lists(st.tuples(st.sampled_from("HABab"), st.integers(0, 19)), max_size=25)


@dataclass
class Unit:
    """A unit: what it had from the hub, and what it wrote since."""

    author: Author
    had: list[Event]
    own: list[Event] = field(default_factory=list)


@dataclass
class River:
    """One hub and two units that write about one case, each from what it knows."""

    hub: Author = field(default_factory=lambda: Author("hub"))
    order: list[Event] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)

    def play(self, steps: list[tuple[str, int]]) -> list[Event]:
        """Go through the steps; tell the events in the hub's order."""
        self.order = [opened(self.hub)]
        self.units = {
            name: Unit(Author(f"tambo.{name}", epoch=3), list(self.order)) for name in "AB"
        }
        for who, choice in steps:
            if who == "H":
                self.order += written(self.hub, self.order, choice)
            elif who in self.units:
                unit = self.units[who]
                unit.own += written(unit.author, [*unit.had, *unit.own], choice)
            else:
                self.come_home(self.units[who.upper()])
        for unit in self.units.values():
            self.come_home(unit)
        return self.order

    def come_home(self, unit: Unit) -> None:
        self.order += unit.own
        unit.had, unit.own = list(self.order), []


def written(author: Author, known: list[Event], choice: int) -> list[Event]:
    """Write one of the moves that the law allows from what is known; none while it is disputed."""
    case = folded(*known)
    lawful = ("noted", *open_moves(case.state))
    kind = "noted" if case.is_disputed else lawful[choice % len(lawful)]
    event = author.write(kind, *case.seen)
    # Whatever is written strictly is what is settled.
    assert fold(case, event) == settle(case, event)
    return [event]


@given(STEPS)
@settings(max_examples=150)
def test_whatever_two_units_and_the_hub_write_each_move_is_applied_or_kept_once(
    steps: list[tuple[str, int]],
) -> None:
    order = River().play(steps)
    applied, case = [order[0]], folded(order[0])
    for event in order[1:]:
        before, verdict = case, judge(case, event)
        case = settle(case, event)
        if event.draft.kind not in MOVES:
            assert (case.state, case.heads) == (before.state, before.heads)
        elif verdict is Verdict.APPLIED:
            assert case.state is MOVES[event.draft.kind].paths[before.state]
            # Nothing is applied by who did not know the move before it.
            assert has_seen(event, applied[-1].id)
            applied.append(event)
        else:
            assert case.state is before.state
    moves = {event.id for event in order[1:] if event.draft.kind in MOVES}
    kept = [dispute.event for dispute in case.disputes]
    assert len(kept) == len(set(kept))
    assert set(kept) == moves - {event.id for event in applied}
    assert case.is_disputed is any(one.verdict is Verdict.DISPUTED for one in case.disputes)


@given(STEPS)
@settings(max_examples=60)
def test_the_same_events_in_the_same_order_give_the_same_case_and_the_same_row(
    steps: list[tuple[str, int]],
) -> None:
    order = River().play(steps)
    case = folded(*order)
    assert folded(*order) == case
    # A case that is read from its row between any two events goes on as if it had not been.
    reread: Case | None = None
    for event in order:
        reread = to_case(to_row(settle(reread, event)))
    assert reread == case


IDS = st.builds(EventId, st.sampled_from(("hub", "tambo.A", "x")), st.just(7), st.integers(0, 9))
WILD = st.lists(
    st.tuples(st.sampled_from((0, 1, 2)), KINDS, st.lists(IDS, max_size=3)), max_size=12
)


@given(WILD)
@settings(max_examples=200)
def test_no_move_from_anywhere_with_any_base_ever_stops_the_fold(
    wild: list[tuple[int, str, list[EventId]]],
) -> None:
    hub = Author("hub")
    authors = (hub, Author("tambo.A"), Author("x"))
    case, count = folded(opened(hub)), 1
    for author, kind, base in wild:
        event = authors[author].write(kind, *base)
        before, count = case, count + 1
        case = settle(case, event)
        assert (case.events, case.last) == (count, event.id)
        moved = kind in MOVES and judge(before, event) is Verdict.APPLIED
        assert moved or case.state is before.state
        assert len(case.disputes) == len(before.disputes) + (kind in MOVES and not moved)
    waiting = [one for one in case.disputes if one.verdict in FOR_A_PERSON]
    assert list(case.open_disputes) == waiting
