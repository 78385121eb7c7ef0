"""Who had seen what: by the ids that authors name."""

from hypothesis import given
from hypothesis import strategies as st

from core.model.causality import frontier, has_seen, reaches
from core.model.event import EventId
from tests.core.told_moves import Author

IDS = st.builds(EventId, st.sampled_from(("hub", "tambo.3")), st.integers(1, 2), st.integers(1, 5))


def test_an_author_had_what_their_own_chain_has_and_what_the_base_names() -> None:
    event = Author("tambo.3", epoch=2, seq=4).write("case_cured", EventId("hub", 7, 9))
    assert has_seen(event, EventId("tambo.3", 2, 1))
    assert has_seen(event, EventId("hub", 7, 9))
    assert has_seen(event, EventId("hub", 7, 3))
    assert not has_seen(event, EventId("hub", 7, 10))
    assert not has_seen(event, EventId("hub", 6, 3))
    assert not has_seen(event, EventId("tambo.3", 1, 1))
    assert not has_seen(event, EventId("tambo.4", 2, 1))


def test_of_each_chain_the_frontier_names_the_last_in_one_order() -> None:
    ids = [EventId("tambo.3", 1, 4), EventId("hub", 7, 2), EventId("hub", 7, 9)]
    assert frontier(ids) == (EventId("hub", 7, 9), EventId("tambo.3", 1, 4))
    assert frontier(reversed(ids)) == frontier(ids)
    assert frontier(()) == ()


@given(st.lists(IDS))
def test_the_frontier_implies_all_and_names_nothing_twice(ids: list[EventId]) -> None:
    known = frontier(ids)
    assert all(any(reaches(one, each) for one in known) for each in ids)
    assert not any(reaches(one, other) for one in known for other in known if one is not other)
    assert set(known) <= set(ids)
