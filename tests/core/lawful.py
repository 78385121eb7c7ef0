"""The moves that DOMAIN's table of states allows, written out: what the house is held to."""

from core.model.state import State

# From each state, every lawful move and where it leads; whatever is not here is refused.
LAWFUL = {
    "EN_RUTA": "case_received>PRESENTADO case_withdrawn>DESISTIDO",
    "PRESENTADO": "case_observed>OBSERVADO_MESA case_routed>EN_TRAMITE case_resolved>RESUELTO "
    "case_withdrawn>DESISTIDO case_joined>ACUMULADO",
    "OBSERVADO_MESA": "case_cured>PRESENTADO case_lapsed>NO_PRESENTADO case_withdrawn>DESISTIDO",
    "EN_TRAMITE": "case_observed>REQUERIDO case_routed>EN_TRAMITE case_suspended>SUSPENDIDO "
    "case_resolved>RESUELTO case_withdrawn>DESISTIDO case_abandoned>ABANDONADO "
    "case_joined>ACUMULADO",
    "REQUERIDO": "case_cured>EN_TRAMITE case_lapsed>NO_PRESENTADO case_abandoned>ABANDONADO "
    "case_withdrawn>DESISTIDO",
    "SUSPENDIDO": "case_resumed>EN_TRAMITE case_withdrawn>DESISTIDO",
    "RESUELTO": "notification_started>NOTIFICACION_EN_CURSO case_notified>NOTIFICADO "
    "case_withdrawn>DESISTIDO",
    "SILENCIO_POSITIVO": "silence_invoked>SILENCIO_POSITIVO case_ready>LISTO_PARA_RECOJO "
    "case_archived>ARCHIVADO",
    "SILENCIO_NEGATIVO": "case_resolved>RESUELTO case_appealed>IMPUGNADO case_withdrawn>DESISTIDO",
    "NOTIFICACION_EN_CURSO": "notification_started>NOTIFICACION_EN_CURSO "
    "case_notified>NOTIFICADO case_withdrawn>DESISTIDO",
    "NOTIFICADO": "case_appealed>IMPUGNADO case_firm>FIRME case_ready>LISTO_PARA_RECOJO "
    "case_delivered>ENTREGADO",
    "LISTO_PARA_RECOJO": "case_delivered>ENTREGADO",
    "ENTREGADO": "case_archived>ARCHIVADO",
    "IMPUGNADO": "case_routed>IMPUGNADO case_resolved>RESUELTO case_withdrawn>DESISTIDO",
    "DESISTIDO": "case_archived>ARCHIVADO",
    "ABANDONADO": "case_archived>ARCHIVADO",
    "NO_PRESENTADO": "case_archived>ARCHIVADO",
    "ACUMULADO": "case_archived>ARCHIVADO",
    "FIRME": "case_ready>LISTO_PARA_RECOJO case_delivered>ENTREGADO case_archived>ARCHIVADO",
    "ARCHIVADO": "",
}


def lawful(state: State) -> dict[str, State]:
    """Tell every lawful move from a state and where it leads."""
    moves = (move.split(">") for move in LAWFUL[state.value].split())
    return {kind: State(after) for kind, after in moves}
