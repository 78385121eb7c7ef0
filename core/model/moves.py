"""Which moves the law allows a case, from where to where, and on what basis."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.model.state import State
from core.refusals import IllegalMove

OPENING = "case_opened"
ASSERTION = "asserted"


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of event that changes a state: the basis is cited unless a better one is given."""

    kind: str
    paths: Mapping[State, State]
    basis: str


def _all_to(target: State, *sources: State) -> Mapping[State, State]:
    return dict.fromkeys(sources, target)


_S = State
# DOMAIN §1.6; articles of the TUO of Ley 27444 (DS 004-2019-JUS).
MOVES: Mapping[str, Move] = {
    move.kind: move
    for move in (
        Move("case_received", {_S.EN_RUTA: _S.PRESENTADO}, "TUO LPAG art. 132.3"),
        Move(
            "case_observed",
            {_S.PRESENTADO: _S.OBSERVADO_MESA, _S.EN_TRAMITE: _S.REQUERIDO},
            "TUO LPAG art. 136",
        ),
        Move(
            "case_cured",
            {_S.OBSERVADO_MESA: _S.PRESENTADO, _S.REQUERIDO: _S.EN_TRAMITE},
            "TUO LPAG art. 137.1",
        ),
        Move(
            "case_lapsed",
            _all_to(_S.NO_PRESENTADO, _S.OBSERVADO_MESA, _S.REQUERIDO),
            "TUO LPAG art. 136.4",
        ),
        Move(
            "case_routed",
            {
                _S.PRESENTADO: _S.EN_TRAMITE,
                _S.EN_TRAMITE: _S.EN_TRAMITE,
                _S.IMPUGNADO: _S.IMPUGNADO,
            },
            "TUO LPAG art. 143",
        ),
        Move("case_suspended", {_S.EN_TRAMITE: _S.SUSPENDIDO}, "TUO LPAG art. 147.4"),
        Move("case_resumed", {_S.SUSPENDIDO: _S.EN_TRAMITE}, "TUO LPAG art. 147.4"),
        Move(
            "case_resolved",
            _all_to(_S.RESUELTO, _S.PRESENTADO, _S.EN_TRAMITE, _S.IMPUGNADO, _S.SILENCIO_NEGATIVO),
            "TUO LPAG art. 197",
        ),
        Move(
            "notification_started",
            _all_to(_S.NOTIFICACION_EN_CURSO, _S.RESUELTO, _S.NOTIFICACION_EN_CURSO),
            "TUO LPAG art. 21",
        ),
        Move(
            "case_notified",
            _all_to(_S.NOTIFICADO, _S.RESUELTO, _S.NOTIFICACION_EN_CURSO),
            "TUO LPAG art. 20",
        ),
        Move(
            "silence_invoked",
            {_S.SILENCIO_POSITIVO: _S.SILENCIO_POSITIVO},
            "TUO LPAG art. 37",
        ),
        Move(
            "case_ready",
            _all_to(_S.LISTO_PARA_RECOJO, _S.NOTIFICADO, _S.FIRME, _S.SILENCIO_POSITIVO),
            "TUO LPAG art. 33",
        ),
        Move(
            "case_delivered",
            _all_to(_S.ENTREGADO, _S.NOTIFICADO, _S.FIRME, _S.LISTO_PARA_RECOJO),
            "TUO LPAG art. 33",
        ),
        Move(
            "case_appealed",
            _all_to(_S.IMPUGNADO, _S.NOTIFICADO, _S.SILENCIO_NEGATIVO),
            "TUO LPAG art. 218",
        ),
        Move("case_firm", {_S.NOTIFICADO: _S.FIRME}, "TUO LPAG art. 222"),
        Move(
            "case_withdrawn",
            _all_to(
                _S.DESISTIDO,
                _S.EN_RUTA,
                _S.PRESENTADO,
                _S.OBSERVADO_MESA,
                _S.EN_TRAMITE,
                _S.REQUERIDO,
                _S.SUSPENDIDO,
                _S.RESUELTO,
                _S.NOTIFICACION_EN_CURSO,
                _S.SILENCIO_NEGATIVO,
                _S.IMPUGNADO,
            ),
            "TUO LPAG art. 200",
        ),
        Move(
            "case_abandoned",
            _all_to(_S.ABANDONADO, _S.REQUERIDO, _S.EN_TRAMITE),
            "TUO LPAG art. 202",
        ),
        Move(
            "case_joined",
            _all_to(_S.ACUMULADO, _S.PRESENTADO, _S.EN_TRAMITE),
            "TUO LPAG art. 127.2",
        ),
        Move(
            "case_archived",
            _all_to(
                _S.ARCHIVADO,
                _S.FIRME,
                _S.ENTREGADO,
                _S.DESISTIDO,
                _S.ABANDONADO,
                _S.NO_PRESENTADO,
                _S.ACUMULADO,
                _S.SILENCIO_POSITIVO,
            ),
            "TUO LPAG art. 197",
        ),
    )
}


def target(kind: str, state: State) -> State:
    """Tell where a move leads from a state, or refuse it by name."""
    move = MOVES.get(kind)
    if move is None or state not in move.paths:
        raise IllegalMove(state=state.value, move=kind)
    return move.paths[state]


def open_moves(state: State) -> tuple[str, ...]:
    """List the moves that the law allows from a state, so that a form offers no other."""
    return tuple(kind for kind, move in MOVES.items() if state in move.paths)
