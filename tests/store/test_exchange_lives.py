"""Whatever hub and units do and in whatever order they meet, they end alike and rebuild alike."""

from collections.abc import Callable
from threading import Event as Signal
from threading import Thread
from typing import Self

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.model.case_number import CaseNumber
from core.model.event import Event
from core.people import ContactDetails, NewPhone
from core.refusals import Refusal
from tests.core.rows import projected, rows
from tests.core.stories import a_case, a_citizen, a_draft, append
from tests.core.verbs import VERBS
from tests.houses import act
from tests.store.units import Hub, Unit, Units, shared

PATIENCE = 120
BETWEEN_POLLS = 0.002
MOVES = ("case_observed", "case_cured", "case_routed", "case_resolved", "case_withdrawn")
Place = Hub | Unit


def do(place: Place, deed: str, at: int) -> None:
    """Let one of them do something that concerns what it knows; what is refused is not done."""
    house = place.house
    cases = sorted(row["number"] for row in rows(house, "case_file"))
    people = sorted(row["id"] for row in rows(house, "citizen"))
    try:
        if deed == "open" or not cases:
            a_case(house)
        elif deed == "consent":
            house.people.consent(people[at % len(people)], act(), to="letters", given=True)
        elif deed == "phone":
            phone = NewPhone(house.numbering.read(f"98412345{at}"))
            house.people.correct(people[at % len(people)], ContactDetails(phone=phone), act())
        elif deed == "erase":
            house.people.erase(people[at % len(people)], act(), ground="orden_de_autoridad")
        else:
            VERBS[deed](house, CaseNumber(cases[at % len(cases)]), act())
    except Refusal:
        return


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            (*MOVES, *MOVES, "open", "consent", "phone", "erase", "up", "down", "load")
        ),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=14,
)


def test_any_history_ends_in_the_same_rows_and_rebuilds_to_the_same_bytes(
    quick_hub: Hub, units: Units, counts: Callable[[int, int], int]
) -> None:
    hub = quick_hub
    places: list[Place] = [hub, units(), units("tambo.2", "160")]
    travelling = [place for place in places if isinstance(place, Unit)]
    a_case(hub.house)
    for unit in travelling:
        unit.load(hub)

    @given(steps=STEPS)
    @settings(
        max_examples=counts(6, 150),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def any_history(steps: list[tuple[int, str, int]]) -> None:
        for who, deed, at in steps:
            place = places[who]
            if deed in {"up", "down", "load"}:
                if isinstance(place, Unit):
                    getattr(place, deed)(hub)
                continue
            do(place, deed, at)
        for unit in (*travelling, *travelling):
            unit.exchange(hub)
        for unit in travelling:
            here, there = shared(hub, unit)
            assert here == there
        for place in places:
            place.verify()
            before = projected(place.house)
            place.rebuild()
            assert projected(place.house) == before

    any_history()


class Fetching:
    """A unit that asks again and again for what it lacks, from a thread of its own."""

    def __init__(self, hub: Hub, unit: Unit) -> None:
        self._hub, self._unit = hub, unit
        self._over = Signal()
        self._thread = Thread(target=self._fetch)
        self.fetched = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(timeout=PATIENCE)
        assert not self._thread.is_alive()

    def _fetch(self) -> None:
        is_last = False
        while not is_last:
            is_last = self._over.is_set()
            self.fetched += len(self._unit.down(self._hub, limit=3))
            self._over.wait(BETWEEN_POLLS)


def write(hub: Hub, many: int) -> None:
    for _ in range(many):
        append(hub.house, a_draft(), a_draft())


def send(sender: Unit, hub: Hub) -> None:
    while sender.shelf.pending(limit=3):
        (parcel,) = sender.shelf.pending(limit=3)
        sender.shelf.acknowledge(hub.shelf.accept(parcel, transport="http"))


def test_who_fetches_while_others_write_and_send_misses_nothing(
    hub: Hub, units: Units, counts: Callable[[int, int], int]
) -> None:
    reader, sender = units(), units("tambo.2", "160")
    for unit in (reader, sender):
        unit.load(hub)
    many = counts(8, 200)
    for _ in range(many):
        append(sender.house, a_draft())
        a_citizen(sender.house)

    before = hub.house.shelf.journal.count()
    with Fetching(hub, reader) as fetching:
        threads = [Thread(target=write, args=(hub, many)), Thread(target=send, args=(sender, hub))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=PATIENCE)
    assert fetching.fetched > 1
    # Of the sender, all but what it tells of itself alone: its origin's own events stay at the hub.
    told = {event.id for at, event in hub.house.shelf.journal.events(before)}
    own = {event.id for _, event in hub.house.shelf.journal.events(before) if _of_itself(event)}
    here = {event.id for _, event in reader.house.shelf.journal.events()}
    assert told - own <= here
    assert len(told) == 2 * many + 1 + 2 * many
    for place in (hub, reader):
        place.verify()


def _of_itself(event: Event) -> bool:
    return event.draft.subject.startswith("origin:") and event.id.origin != "hub"
