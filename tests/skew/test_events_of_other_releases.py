"""Events of another release: carried byte for byte, in nobody's way, read once they can be."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.model.case_number import CaseNumber
from core.model.event import canonical
from core.model.state import State
from tests.core.rows import projected, rows
from tests.core.stories import PISAC, a_case, case_of
from tests.houses import act
from tests.skew.releases import Three, events_of, later

STRANGE = ("citizen:0123456789abcdef0123456789abcdef", "visit:v9", "drone:7", "", ":")
SEEN = "drone_seen"


def test_a_kind_that_nobody_here_knows_travels_byte_for_byte_and_delays_nothing(
    three: Three,
) -> None:
    number, at = a_case(three.newer), three.newer.clock.now()
    about = (f"case:{number.digits}", *STRANGE, "origin:boat-1")
    written = [three.writes(three.newer, later(one, SEEN, at=at)) for one in about]
    after = a_case(three.newer)
    three.meet()
    at_hub = events_of(three.hub, SEEN)
    assert [one.hash() for one in at_hub] == [one.hash() for one in written]
    assert [canonical(dict(one.draft.data)) for one in at_hub] == [
        canonical(dict(one.draft.data)) for one in written
    ]
    # What a unit tells of itself goes to the hub alone.
    below = events_of(three.older, SEEN)
    assert [one.draft for one in below] == [one.draft for one in at_hub[:-1]]
    for each in (number, after):
        assert case_of(three.hub, each) == case_of(three.older, each)
    assert three.newer.shelf.exchange_log.standing("boat-1").is_up_to_date
    for place in (three.hub, three.newer, three.older):
        place.shelf.journal.verify(lambda _: None)
    # Its author folded it by rules that are not here: a rebuild of theirs is a downgrade.
    for place in (three.hub, three.older):
        before = projected(place)
        place.shelf.journal.rebuild(place.shelf.ledger.reckon(), lambda _: None)
        assert projected(place) == before


def test_what_the_hub_alone_knows_lies_at_both_units_as_it_was_written(three: Three) -> None:
    number = a_case(three.hub)
    three.meet()
    at = three.hub.clock.now()
    three.writes(three.hub, later(f"case:{number.digits}", SEEN, at=at))
    three.writes(three.hub, later("drone:7", SEEN, at=at))
    three.meet()
    written = [one.draft for one in events_of(three.hub, SEEN)]
    for unit in (three.newer, three.older):
        assert [one.draft for one in events_of(unit, SEEN)] == written
        assert case_of(unit, number).state is case_of(three.hub, number).state


def test_fields_that_nobody_here_knows_stay_with_a_move_that_everybody_does(three: Three) -> None:
    number = a_case(three.hub)
    three.meet()
    case = case_of(three.newer, number)
    draft = later(f"case:{number.digits}", "case_withdrawn", at=three.newer.clock.now())
    with three.newer.shelf.ledger.writing() as work:
        written = work.append(
            replace(draft, base=case.seen, effective_on=three.newer.clock.today())
        )
    three.meet()
    for house in (three.hub, three.older):
        assert case_of(house, number).state is State.DESISTIDO
        (found,) = events_of(house, "case_withdrawn")
        assert found.draft == written.draft
    assert rows(three.hub, "quarantined") == []


UNREADABLE: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("case_opened", {"state": "EN_ORBITA"}),
    ("dispute_noted", {}),
    ("case_opened", {"term": {"unit": "moons", "count": 3}}),
    ("case_resolved", {"outcome": "por_sorteo"}),
)


def test_a_word_that_only_a_later_release_knows_delays_nobody_and_breaks_nobody(
    three: Three,
) -> None:
    numbers, written = [a_case(three.newer) for _ in UNREADABLE], []
    for number, (kind, data) in zip(numbers, UNREADABLE, strict=True):
        draft = later(f"case:{number.digits}", kind, at=three.newer.clock.now(), **data)
        seen = case_of(three.newer, number).seen
        written.append(three.writes(three.newer, replace(draft, base=seen)))
    after = a_case(three.newer)
    three.meet()
    at_hub = {event.id: event for _, event in three.hub.shelf.journal.events()}
    below = {event.id: event for _, event in three.older.shelf.journal.events()}
    for event in written:
        assert at_hub[event.id].hash() == event.hash(), event.draft.data
        assert below[event.id].draft == event.draft
    for number in (*numbers, after):
        assert case_of(three.hub, number) == case_of(three.older, number)


def test_what_a_hub_cannot_read_yet_it_reads_after_its_update(three: Three) -> None:
    opened = a_case(three.newer)
    (opening,) = [one.draft for one in events_of(three.newer, "case_opened")]
    number = CaseNumber.compose("210", 900)
    said = {**opening.data, "number": number.digits, "later": [1]}
    draft = replace(opening, institution="PE/nueva", subject=f"case:{number}", data=said)
    three.writes(three.newer, draft)
    three.meet()
    assert three.hub.shelf.cases.find(number, None) is None
    assert [row["code"] for row in rows(three.hub, "quarantined")] == ["institution_unknown"]
    shipped = three.hub.shelf.documents.version("institution", PISAC, 1)
    assert shipped is not None
    three.hub.publishing.publish([replace(shipped, key="PE/nueva")], act())
    three.hub.shelf.journal.rebuild(three.hub.shelf.ledger.reckon(), lambda _: None)
    assert case_of(three.hub, number).institution == "PE/nueva"
    assert case_of(three.hub, opened).number == opened
    assert rows(three.hub, "quarantined") == []
