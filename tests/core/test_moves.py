"""Which moves the law allows: the whole table of DOMAIN's states against every kind of move."""

from itertools import product

import pytest

from core.model.moves import MOVES, open_moves, target
from core.model.state import EFFECT, FINAL, ClockEffect, State
from core.refusals import IllegalMove
from tests.core.lawful import lawful

# Whose time runs: R the entity's, S none while the citizen has something to do, N the entity's to
# notify, C the citizen's to appeal, X nobody's.
CLOCKS = {
    "EN_RUTA": "X",
    "PRESENTADO": "R",
    "OBSERVADO_MESA": "S",
    "EN_TRAMITE": "R",
    "REQUERIDO": "S",
    "SUSPENDIDO": "S",
    "RESUELTO": "N",
    "SILENCIO_POSITIVO": "X",
    "SILENCIO_NEGATIVO": "R",
    "NOTIFICACION_EN_CURSO": "N",
    "NOTIFICADO": "C",
    "LISTO_PARA_RECOJO": "X",
    "ENTREGADO": "X",
    "IMPUGNADO": "R",
    "DESISTIDO": "X",
    "ABANDONADO": "X",
    "NO_PRESENTADO": "X",
    "ACUMULADO": "X",
    "FIRME": "X",
    "ARCHIVADO": "X",
}
LETTERS = {
    "R": ClockEffect.RUNS,
    "S": ClockEffect.SUSPENDED,
    "N": ClockEffect.TO_NOTIFY,
    "C": ClockEffect.CITIZEN,
    "X": ClockEffect.STOPPED,
}


@pytest.mark.parametrize(("state", "kind"), list(product(State, MOVES)))
def test_a_move_leads_where_the_law_says_or_is_refused_by_name(state: State, kind: str) -> None:
    if kind in lawful(state):
        assert target(kind, state) is lawful(state)[kind]
        return
    with pytest.raises(IllegalMove) as refused:
        target(kind, state)
    assert refused.value.code == "illegal_move"
    assert refused.value.facts == {"state": state.value, "move": kind}


@pytest.mark.parametrize("state", State)
def test_a_form_offers_the_lawful_moves_and_no_other(state: State) -> None:
    assert set(open_moves(state)) == set(lawful(state))


@pytest.mark.parametrize("state", State)
def test_a_state_runs_the_clock_of_whom_the_law_says(state: State) -> None:
    assert EFFECT[state] is LETTERS[CLOCKS[state.value]]


@pytest.mark.parametrize("state", FINAL)
def test_from_a_final_state_nobody_decides_any_more(state: State) -> None:
    deciding = {"case_observed", "case_resolved", "case_notified", "case_appealed"}
    assert deciding.isdisjoint(open_moves(state))


def test_every_state_but_the_first_ones_is_entered_by_some_move_or_by_silence() -> None:
    entered = {after for move in MOVES.values() for after in move.paths.values()}
    derived = {State.SILENCIO_NEGATIVO}
    assert set(State) - entered - derived == {State.EN_RUTA}


def test_every_move_cites_the_law_that_it_rests_on() -> None:
    assert all(move.basis.startswith("TUO LPAG art. ") for move in MOVES.values())
    assert all(move.kind == kind for kind, move in MOVES.items())


def test_a_move_that_does_not_exist_is_refused_like_one_that_is_not_allowed() -> None:
    with pytest.raises(IllegalMove) as refused:
        target("case_blessed", State.EN_TRAMITE)
    assert refused.value.facts == {"state": "EN_TRAMITE", "move": "case_blessed"}
