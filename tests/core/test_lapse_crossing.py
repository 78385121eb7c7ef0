"""A lapse that crossed papers handed in on time: nobody loses a right that a boat was carrying."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.model.case import Case
from core.model.case_story import fold, settle
from core.model.disputes import before_lapse
from core.model.event import Event
from core.model.state import State
from core.model.verdict import Verdict
from core.refusals import CaseDisputed, IllegalMove
from core.store.case_rows import to_case, to_row
from tests.core.told_moves import DAY, Author, folded, opened

BEFORE = [
    ("PRESENTADO", State.OBSERVADO_MESA, "case_lapsed", State.NO_PRESENTADO, State.PRESENTADO),
    ("EN_TRAMITE", State.REQUERIDO, "case_lapsed", State.NO_PRESENTADO, State.EN_TRAMITE),
    ("EN_TRAMITE", State.REQUERIDO, "case_abandoned", State.ABANDONADO, State.EN_TRAMITE),
]


class Crossing:
    """The office observed a case, a boat saw it; then each did something without the other."""

    def __init__(self, opening: str = "PRESENTADO") -> None:
        self.hub, self.unit = Author("hub"), Author("tambo.3")
        first = opened(self.hub, opening)
        self.observed = self.hub.write("case_observed", first.id)
        self.known = [first, self.observed]

    def lapse(self, kind: str = "case_lapsed", last_day: date | None = DAY) -> Event:
        said = {} if last_day is None else {"last_day": last_day.isoformat()}
        event = self.hub.write(kind, data=said)
        self.known.append(event)
        return event

    def cure(self, on: date = DAY, by: Author | None = None) -> Event:
        """Let a boat take in, on a day, what was missing: the entity has not received it."""
        event = (by or self.unit).write("case_cured", self.observed.id)
        return replace(event, draft=replace(event.draft, presented_on=on, received_on=None))

    def case(self, *more: Event) -> Case:
        return folded(*self.known, *more)


def settled(case: Case, hub: Author, move: Mapping[str, object] | None = None) -> Event:
    """Write what a person of the office finds to hold, having seen it all."""
    said: dict[str, object] = {"over": [str(one.event) for one in case.open_disputes]}
    said |= {} if move is None else {"move": move}
    event = hub.write("dispute_resolved", data=said)
    seen = (*case.heads, *(one.event for one in case.open_disputes), case.last)
    return replace(event, draft=replace(event.draft, base=seen, received_on=None))


@pytest.mark.parametrize(("opening", "waited", "kind", "closed", "goes_on"), BEFORE)
def test_papers_that_came_in_time_contradict_the_lapse_and_may_hold(
    opening: str, waited: State, kind: str, closed: State, goes_on: State
) -> None:
    crossing = Crossing(opening)
    crossing.lapse(kind)
    cure = crossing.cure()
    case = crossing.case(cure)
    assert (case.state, case.is_disputed) == (closed, True)
    (dispute,) = case.disputes
    assert (dispute.verdict, dispute.state) == (Verdict.DISPUTED, goes_on)
    assert before_lapse(case, "case_cured") is waited
    move = {"kind": "case_cured", "data": {"from": waited.value}}
    back = fold(case, settled(case, crossing.hub, move))
    assert (back.state, back.is_disputed, back.lapse, back.reasons) == (goes_on, False, None, ())
    # The entity has yet to receive them: its time stands still.
    assert back.clock.started_on is None or back.clock.pauses[-1].until is None


def test_the_lapse_may_hold_too_and_what_it_took_stays_known() -> None:
    crossing = Crossing()
    lapse = crossing.lapse()
    case = crossing.case(crossing.cure())
    kept = fold(case, settled(case, crossing.hub))
    assert (kept.state, kept.is_disputed) == (State.NO_PRESENTADO, False)
    assert kept.lapse is not None
    assert kept.lapse.event == lapse.id
    # Another boat that knew of neither brings its own papers: they too came in time.
    other = settle(kept, crossing.cure(by=Author("tambo.9")))
    assert other.is_disputed


def test_what_came_too_late_is_a_fact() -> None:
    crossing = Crossing()
    crossing.lapse()
    case = crossing.case(crossing.cure(DAY + timedelta(days=1)))
    assert [one.verdict for one in case.disputes] == [Verdict.FACT]
    assert before_lapse(case, "case_cured") is None


def test_a_clock_that_is_known_to_be_wrong_makes_nobody_late() -> None:
    crossing = Crossing()
    crossing.lapse()
    late = crossing.cure(DAY + timedelta(days=400))
    suspect = replace(late, draft=replace(late.draft, clock_suspect=True))
    assert crossing.case(suspect).is_disputed


@pytest.mark.parametrize(("days", "verdict"), [(-1, Verdict.DISPUTED), (0, Verdict.FACT)])
def test_a_lapse_that_names_no_last_day_was_over_when_it_took_effect(
    days: int, verdict: Verdict
) -> None:
    crossing = Crossing()
    crossing.lapse(last_day=None)
    case = crossing.case(crossing.cure(DAY + timedelta(days=days)))
    assert [one.verdict for one in case.disputes] == [verdict]


def test_a_lapse_without_any_day_denies_nothing() -> None:
    crossing = Crossing()
    lapse = crossing.lapse(last_day=None)
    crossing.known[-1] = replace(lapse, draft=replace(lapse.draft, effective_on=None))
    assert crossing.case(crossing.cure()).is_disputed


def test_an_office_that_tells_of_a_lapse_is_contradicted_as_well() -> None:
    crossing = Crossing()
    crossing.known.append(crossing.hub.write("asserted", data={"state": "NO_PRESENTADO"}))
    case = crossing.case(crossing.cure())
    assert case.is_disputed
    # What the office tells next replaces what it told before, and the lapse with it.
    told = settle(case, crossing.hub.write("asserted", data={"state": "EN_TRAMITE"}))
    assert told.lapse is None


def test_a_case_that_was_filed_away_comes_back_too() -> None:
    crossing = Crossing()
    crossing.lapse()
    crossing.known.append(crossing.hub.write("case_archived"))
    case = crossing.case(crossing.cure())
    assert (case.state, case.is_disputed) == (State.ARCHIVADO, True)
    move = {"kind": "case_cured", "data": {"from": State.OBSERVADO_MESA.value}}
    assert fold(case, settled(case, crossing.hub, move)).state is State.PRESENTADO


def test_whoever_knew_of_the_lapse_cures_nothing() -> None:
    crossing = Crossing()
    lapse = crossing.lapse()
    cure = crossing.unit.write("case_cured", lapse.id)
    assert [one.verdict for one in crossing.case(cure).disputes] == [Verdict.FACT]


def test_what_a_boat_did_after_the_cure_waits_with_it() -> None:
    crossing = Crossing()
    crossing.lapse()
    cure = crossing.cure()
    withdrawn = crossing.unit.write("case_withdrawn", cure.id)
    case = crossing.case(cure, withdrawn)
    assert [one.verdict for one in case.disputes] == [Verdict.DISPUTED, Verdict.DISPUTED]
    with pytest.raises(CaseDisputed):
        fold(case, crossing.hub.write("case_archived", *case.seen))


def test_a_case_that_the_person_withdrew_is_closed_for_every_cure() -> None:
    crossing = Crossing()
    crossing.known.append(crossing.hub.write("case_withdrawn"))
    case = crossing.case(crossing.cure())
    assert [one.verdict for one in case.disputes] == [Verdict.FACT]


@pytest.mark.parametrize("start", ["REQUERIDO", "EN_TRAMITE", "NO_PRESENTADO"])
def test_no_other_way_back_is_lawful(start: str) -> None:
    crossing = Crossing()
    crossing.lapse()
    case = crossing.case(crossing.cure())
    for kind in ("case_cured", "case_routed"):
        move = {"kind": kind, "data": {"from": start, "station": "licencias"}}
        with pytest.raises(IllegalMove):
            fold(case, settled(case, crossing.hub, move))


def test_without_papers_in_time_nothing_brings_a_case_back() -> None:
    crossing = Crossing()
    crossing.lapse()
    case = crossing.case(crossing.cure(DAY + timedelta(days=1)))
    move = {"kind": "case_cured", "data": {"from": State.OBSERVADO_MESA.value}}
    with pytest.raises(IllegalMove):
        fold(case, settled(case, crossing.hub, move))


def test_the_row_of_a_case_keeps_the_lapse_and_that_of_others_says_nothing_of_it() -> None:
    crossing = Crossing()
    assert "lapse" not in to_row(crossing.case())["clock"]
    crossing.lapse()
    case = crossing.case(crossing.cure())
    assert to_case(to_row(case)) == case
