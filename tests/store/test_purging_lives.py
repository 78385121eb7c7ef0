"""Whatever was done before and after a unit forgot a district, it ends as the hub has it."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.model.case_number import CaseNumber
from core.people import ContactDetails, NewPhone
from core.refusals import Refusal
from tests.core.rows import rows
from tests.core.stories import PISAC_DISTRICT, a_case
from tests.core.verbs import VERBS
from tests.houses import act
from tests.store.purges import BOTH, CALCA, Place, check, met, moves_to, purged, someone_in
from tests.store.units import Hub, Unit, Units, shared

MOVES = ("case_observed", "case_cured", "case_routed", "case_lapsed", "case_withdrawn")
DISTRICTS = (PISAC_DISTRICT, CALCA)
DEEDS = (*MOVES, "person", "open", "open", "move", "phone", "erase")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("hub", "unit")),
        st.sampled_from(
            (*DEEDS, "up", "down", "exchange", "drop", "drop", "add", "purge", "purge")
        ),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=18,
)


def do(place: Place, deed: str, at: int) -> None:
    """Let one of them do something that concerns what it knows; what is refused is not done."""
    house = place.house
    cases = sorted(row["number"] for row in rows(house, "case_file"))
    people = sorted(row["id"] for row in rows(house, "citizen"))
    try:
        if deed == "person" or not people:
            someone_in(place, DISTRICTS[at % 2])
        elif deed == "open" or (deed in MOVES and not cases):
            a_case(house, applicant=people[at % len(people)])
        elif deed == "move":
            moves_to(place, people[at % len(people)], DISTRICTS[at % 2])
        elif deed == "phone":
            phone = NewPhone(house.numbering.read(f"98412345{at}"))
            house.people.correct(people[at % len(people)], ContactDetails(phone=phone), act())
        elif deed == "erase":
            house.people.erase(people[at % len(people)], act(), ground="orden_de_autoridad")
        else:
            VERBS[deed](house, CaseNumber(cases[at % len(cases)]), act())
    except Refusal:
        return


def lived(unit: Unit, hub: Hub, deed: str) -> Unit:
    if deed == "up":
        unit.up(hub)
    elif deed in {"down", "exchange"}:
        met(unit, hub)
    elif deed == "drop":
        return replace(unit, scope=replace(unit.scope, buckets=frozenset({PISAC_DISTRICT})))
    elif deed == "add":
        return replace(unit, scope=replace(unit.scope, buckets=BOTH))
    else:
        purged(unit, unit.scope.buckets)
    return unit


def test_it_ends_as_the_hub_has_it_and_off_its_route_nothing_is_left(
    quick_hub: Hub, units: Units, counts: Callable[[int, int], int]
) -> None:
    hub, unit = quick_hub, lived(units(), quick_hub, "add")
    unit.load(hub)

    @given(steps=STEPS)
    @settings(
        max_examples=counts(2, 60),
        deadline=None,
        # One life follows another in the same world: none can be lived again, or made shorter.
        phases=(Phase.generate,),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def any_history(steps: list[tuple[str, str, int]]) -> None:
        nonlocal unit
        for who, deed, at in steps:
            if deed in DEEDS:
                do(hub if who == "hub" else unit, deed, at)
            else:
                unit = lived(unit, hub, deed)
        met(unit, hub)
        met(unit, hub)
        purged(unit, unit.scope.buckets)
        here, there = shared(hub, unit)
        assert here == there
        assert {row["district"] for row in rows(unit.house, "case_file")} <= unit.scope.buckets
        check(unit)
        hub.verify()
        unit = lived(unit, hub, "add")

    any_history()
