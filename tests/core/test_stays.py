"""What the fold keeps of a case's stays, from events of every age."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from config.house import House
from core.model.case import Case
from core.model.case_story import fold
from core.model.event import Event
from core.model.itinerary import Stay
from core.model.route import Deviation
from core.model.state import State
from core.model.term import LONGEST, Term, Unit
from core.store.case_rows import to_case, to_row
from tests.core.routes import LAND, MAYOR, OFF, PROCEDURE, hand, routed_case, view_of
from tests.core.stories import (
    MONDAY,
    a_case,
    a_draft,
    an_asserted_case,
    append,
    case_of,
)


def an_old_hand_over(house: House, office: str) -> tuple[Case, Event]:
    """Write the hand-over of a time when events said nothing but the office."""
    number = a_case(house, procedure=PROCEDURE)
    case = case_of(house, number)
    (event,) = append(house, a_draft(f"case:{number}", "case_routed", {"station": office}))
    return case, event


def test_an_event_that_says_nothing_but_the_office_is_folded(house: House) -> None:
    case, event = an_old_hand_over(house, LAND)
    now = fold(case, event)
    assert (now.station, now.stays) == (LAND, (Stay(LAND, None),))
    assert (now.station_since, now.station_term, now.deviations) == (None, None, 0)
    assert case_of(house, case.number) == now


def test_a_row_that_was_written_before_there_were_stays_is_read(house: House) -> None:
    case = case_of(house, a_case(house))
    row = to_row(case)
    assert "stays" not in row["clock"]
    assert to_case(row) == case


def test_what_an_office_tells_anew_forgets_the_stays_that_it_does_not_tell(house: House) -> None:
    number = routed_case(house, LAND)
    told = an_asserted_case(house, State.EN_TRAMITE, {"procedure": PROCEDURE, "station": MAYOR})
    (*_, (_, assertion)) = house.shelf.journal.events()
    assert assertion.draft.subject == f"case:{told}"
    data = dict(assertion.draft.data) | {"number": number.digits}
    append(house, replace(assertion.draft, subject=f"case:{number}", data=data))
    case = case_of(house, number)
    assert (case.station, case.stays) == (MAYOR, ())
    assert view_of(house, number).due is None


def test_coming_back_to_an_office_is_a_stay_of_its_own(house: House) -> None:
    number = routed_case(house, LAND)
    hand(house, number, OFF, deviation=Deviation.OTRA)
    hand(house, number, LAND)
    assert [stay.office for stay in case_of(house, number).stays] == [LAND, OFF, LAND]


TERMS = st.none() | st.builds(
    Term, st.integers(0, LONGEST), st.sampled_from(Unit), st.text(max_size=20)
)
STAYS = st.lists(
    st.builds(
        Stay,
        st.text(min_size=1, max_size=40),
        st.none() | st.dates(),
        TERMS,
        st.none() | st.sampled_from(Deviation),
        st.booleans(),
    ),
    max_size=5,
)


def test_any_stays_are_read_back_as_they_were_written(house: House) -> None:
    case = case_of(house, a_case(house))

    @given(stays=STAYS)
    def any_stays(stays: list[Stay]) -> None:
        kept = replace(case, stays=tuple(stays))
        assert to_case(to_row(kept)) == kept

    any_stays()
    assert case.presented_on == MONDAY
