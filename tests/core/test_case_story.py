"""The fold: what each event makes of a case, and what only an office's system may tell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest

from core.model.case import Case, Issue, Outcome
from core.model.case_number import CaseNumber
from core.model.case_story import fold, read_term, write_term
from core.model.event import GENESIS, Draft, Event, EventId
from core.model.legal_clock import Pause
from core.model.state import FINAL, ClockEffect, State
from core.model.term import Silence, Term, Unit
from core.refusals import IllegalMove

NUMBER = CaseNumber.compose("140", 4276)
TERM = Term(30, Unit.BUSINESS_DAYS, "TUO LPAG arts. 39 y 153")
CURE = Term(10, Unit.BUSINESS_DAYS, "TUO LPAG art. 143.4")
FIRST, SECOND, THIRD = date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20)
OPENED: dict[str, Any] = {
    "number": NUMBER.digits,
    "state": "PRESENTADO",
    "procedure": "PE/feria",
    "applicant": "someone",
    "district": "080405",
    "clave": {"origin": "hub", "epoch": 7, "issue": 1},
    "term": write_term(TERM),
    "silence": "positive",
    "alias": "EXP-1",
}


def event(
    seq: int, kind: str, data: Mapping[str, Any] | None = None, on: date | None = FIRST
) -> Event:
    draft = Draft(
        kind=kind,
        subject=f"case:{NUMBER}",
        institution="PE/muni-ejemplo",
        actor="user:clerk",
        via="cli",
        happened_at=datetime(2026, 11, 20, 17, tzinfo=UTC),
        data=data or {},
        basis="TUO LPAG art. 136",
        presented_on=on,
        received_on=on,
        effective_on=on,
    )
    return Event(
        id=EventId("hub", 7, seq), draft=draft, recorded_at=draft.happened_at, prev_hash=GENESIS
    )


def told(*steps: tuple[str, Mapping[str, Any], date | None], opened: str = "PRESENTADO") -> Case:
    """Fold an opening and what came after it."""
    case = fold(None, event(1, "case_opened", OPENED | {"state": opened}))
    for seq, (kind, data, on) in enumerate(steps, 2):
        case = fold(case, event(seq, kind, data, on))
    return case


def asserted(state: State, said: Mapping[str, Any] | None = None, on: date | None = FIRST) -> Case:
    data = OPENED | {"state": state.value, "as_of": "2026-11-19"} | dict(said or {})
    return fold(None, event(1, "asserted", data, on))


OBSERVED = ("case_observed", {"reasons": ["firma-solicitud"], "cure": write_term(CURE)}, SECOND)
ROUTED = ("case_routed", {"station": "licencias"}, FIRST)
RESOLVED = ("case_resolved", {"outcome": "denegado"}, SECOND)
NOTIFIED = ("case_notified", {"appeal": write_term(CURE)}, THIRD)


@pytest.mark.parametrize("kind", ["case_routed", "case_cured", "clave_issued", "noted"])
def test_only_an_opening_or_an_assertion_begins_a_case(kind: str) -> None:
    with pytest.raises(IllegalMove) as refused:
        fold(None, event(1, kind))
    assert refused.value.facts == {"state": "", "move": kind}


def test_an_opening_says_all_that_is_known_of_a_new_case() -> None:
    case = told()
    assert (case.number, case.state, case.institution) == (
        NUMBER,
        State.PRESENTADO,
        "PE/muni-ejemplo",
    )
    assert (case.clock.term, case.clock.silence) == (TERM, Silence.POSITIVE)
    assert (case.clock.started_on, case.clock.effect) == (FIRST, ClockEffect.RUNS)
    assert case.issue == Issue(origin="hub", epoch=7, count=1)
    assert (case.aliases, case.events, case.last) == (("EXP-1",), 1, EventId("hub", 7, 1))
    assert not case.is_closed


def test_what_is_on_its_way_has_no_clock_until_it_is_received() -> None:
    assert told(opened="EN_RUTA").clock.started_on is None
    received = told(("case_received", {}, THIRD), opened="EN_RUTA")
    assert (received.clock.started_on, received.received_on) == (THIRD, THIRD)


def test_an_event_that_moves_nothing_is_still_the_last_one() -> None:
    case = told(("noted", {}, FIRST))
    assert (case.last.seq, case.events, case.state) == (2, 2, State.PRESENTADO)


def test_an_unlawful_move_in_the_journal_is_not_folded() -> None:
    with pytest.raises(IllegalMove):
        told(("case_notified", {}, FIRST))


def test_a_move_that_names_the_state_it_was_made_from_is_believed() -> None:
    case = told(("silence_invoked", {"from": "SILENCIO_POSITIVO"}, THIRD))
    assert (case.state, case.effect) == (State.SILENCIO_POSITIVO, ClockEffect.STOPPED)


def test_an_observation_at_the_counter_takes_the_start_away_and_the_cure_gives_it() -> None:
    case = told(OBSERVED)
    assert (case.clock.started_on, case.clock.pauses) == (None, ())
    assert (case.clock.citizen_term, case.clock.citizen_since) == (CURE, SECOND)
    cured = told(OBSERVED, ("case_cured", {}, THIRD))
    assert (cured.clock.started_on, cured.presented_on) == (THIRD, FIRST)
    assert (cured.clock.citizen_term, cured.clock.citizen_since, cured.reasons) == (None, None, ())


def test_a_later_requirement_pauses_the_clock_until_the_cure() -> None:
    pause = Pause(SECOND, None, "TUO LPAG art. 136")
    assert told(ROUTED, OBSERVED).clock.pauses == (pause,)
    cured = told(ROUTED, OBSERVED, ("case_cured", {}, THIRD))
    assert cured.clock.pauses == (replace(pause, until=THIRD),)
    assert cured.clock.started_on == FIRST


def test_a_suspension_is_a_pause_of_its_own() -> None:
    suspended = told(ROUTED, ("case_suspended", {}, SECOND))
    assert suspended.clock.pauses == (Pause(SECOND, None, "TUO LPAG art. 136"),)
    resumed = told(ROUTED, ("case_suspended", {}, SECOND), ("case_resumed", {}, THIRD))
    assert resumed.clock.pauses[0].until == THIRD


@pytest.mark.parametrize("kind", ["case_suspended", "case_observed"])
def test_a_pause_without_a_day_is_no_pause(kind: str) -> None:
    data = {"reasons": ["firma-solicitud"]}
    assert told(ROUTED, (kind, data, None)).clock.pauses == ()


def test_a_decision_its_notification_and_an_appeal_each_begin_a_time() -> None:
    assert told(RESOLVED).clock.issued_on == SECOND
    assert told(RESOLVED).outcome is Outcome.DENEGADO
    notified = told(RESOLVED, NOTIFIED)
    assert (notified.clock.citizen_term, notified.clock.citizen_since) == (CURE, THIRD)
    said = {"term": write_term(TERM), "silence": "negative"}
    appealed = told(RESOLVED, NOTIFIED, ("case_appealed", said, THIRD))
    clock = appealed.clock
    assert (clock.term, clock.silence, clock.started_on) == (TERM, Silence.NEGATIVE, THIRD)
    assert (clock.pauses, clock.citizen_since, clock.issued_on) == ((), None, None)


def test_a_joined_case_knows_the_other_and_a_new_clave_its_issuer() -> None:
    other = CaseNumber.compose("140", 1)
    assert told(("case_joined", {"joined_to": other.digits}, FIRST)).joined_to == other
    again = {"clave": {"origin": "tambo.3", "epoch": 9, "issue": 2}}
    issued = told(("clave_issued", again, FIRST))
    assert issued.issue == Issue(origin="tambo.3", epoch=9, count=2)
    assert issued.state is State.PRESENTADO


@pytest.mark.parametrize("state", State)
def test_an_assertion_may_begin_a_case_in_any_state(state: State) -> None:
    case = asserted(state)
    assert (case.state, case.as_of) == (state, date(2026, 11, 19))
    assert case.is_closed is (state in FINAL)
    assert (case.clock.citizen_since, case.clock.issued_on, case.clock.pauses) == (None, None, ())
    assert case.events == 1


def test_an_assertion_may_jump_anywhere_from_anywhere() -> None:
    for before, after in pairwise((*State, *reversed(State))):
        case = fold(asserted(before), event(2, "asserted", OPENED | {"state": after.value}))
        assert (case.state, case.events) == (after, 2)


def test_an_assertion_starts_only_the_clocks_whose_days_it_states() -> None:
    cure = {"observed_on": "2026-11-18", "cure": write_term(CURE), "reasons": ["pago-tasa"]}
    observed = asserted(State.REQUERIDO, cure)
    assert observed.clock.pauses == (Pause(SECOND, None, "TUO LPAG art. 136"),)
    assert (observed.clock.citizen_term, observed.clock.citizen_since) == (CURE, SECOND)
    assert (observed.clock.started_on, observed.reasons) == (FIRST, ("pago-tasa",))
    assert asserted(State.OBSERVADO_MESA, cure).clock.started_on is None
    notified = asserted(
        State.NOTIFICADO,
        {"notified_on": "2026-11-20", "appeal": write_term(CURE), "resolved_on": "2026-11-18"},
    )
    assert (notified.clock.citizen_since, notified.clock.issued_on) == (THIRD, SECOND)
    assert asserted(State.EN_TRAMITE, on=None).clock.started_on is None


def test_an_assertion_replaces_what_was_told_and_keeps_the_name_it_knew() -> None:
    before = told(ROUTED, RESOLVED)
    said = {key: value for key, value in OPENED.items() if key != "alias"}
    after = fold(before, event(9, "asserted", said | {"state": "EN_TRAMITE"}))
    assert (after.outcome, after.station, after.aliases) == (None, None, ("EXP-1",))
    assert (after.clock.issued_on, after.clock.term) == (None, TERM)
    assert after.fingerprint is None


def test_what_is_recorded_here_is_no_longer_as_of_the_day_the_office_told() -> None:
    case = asserted(State.EN_TRAMITE)
    issued = fold(case, event(2, "clave_issued", {"clave": OPENED["clave"]}))
    assert issued.as_of == date(2026, 11, 19)
    for kind in ("case_routed", "case_suspended", "case_withdrawn", "case_resolved"):
        data = {"station": "x", "outcome": "favorable"}
        assert fold(case, event(2, kind, data)).as_of is None


def test_a_cure_of_what_was_told_without_a_day_closes_no_pause() -> None:
    cured = fold(asserted(State.REQUERIDO), event(2, "case_cured", {}, THIRD))
    assert (cured.state, cured.clock.pauses) == (State.EN_TRAMITE, ())


@pytest.mark.parametrize("term", [None, TERM, CURE])
def test_a_term_is_read_back_as_it_was_written(term: Term | None) -> None:
    assert read_term(write_term(term)) == term
