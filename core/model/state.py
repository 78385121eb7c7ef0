"""The states a case can be in, as DOMAIN §1.6 names them, and what each does to the clock."""

from enum import StrEnum


class State(StrEnum):
    """Where a case stands; the codes are stored in Spanish as the law's practice writes them."""

    EN_RUTA = "EN_RUTA"
    PRESENTADO = "PRESENTADO"
    OBSERVADO_MESA = "OBSERVADO_MESA"
    EN_TRAMITE = "EN_TRAMITE"
    REQUERIDO = "REQUERIDO"
    SUSPENDIDO = "SUSPENDIDO"
    RESUELTO = "RESUELTO"
    SILENCIO_POSITIVO = "SILENCIO_POSITIVO"
    SILENCIO_NEGATIVO = "SILENCIO_NEGATIVO"
    NOTIFICACION_EN_CURSO = "NOTIFICACION_EN_CURSO"
    NOTIFICADO = "NOTIFICADO"
    LISTO_PARA_RECOJO = "LISTO_PARA_RECOJO"
    ENTREGADO = "ENTREGADO"
    IMPUGNADO = "IMPUGNADO"
    DESISTIDO = "DESISTIDO"
    ABANDONADO = "ABANDONADO"
    NO_PRESENTADO = "NO_PRESENTADO"
    ACUMULADO = "ACUMULADO"
    FIRME = "FIRME"
    ARCHIVADO = "ARCHIVADO"


class ClockEffect(StrEnum):
    """Whose time runs while a case is in a state."""

    RUNS = "runs"  # the entity's time to decide
    SUSPENDED = "suspended"  # the citizen has something to do first
    TO_NOTIFY = "to_notify"  # the entity's five days to notify
    CITIZEN = "citizen"  # the citizen's time to appeal
    STOPPED = "stopped"


EFFECT = {
    State.EN_RUTA: ClockEffect.STOPPED,
    State.PRESENTADO: ClockEffect.RUNS,
    State.OBSERVADO_MESA: ClockEffect.SUSPENDED,
    State.EN_TRAMITE: ClockEffect.RUNS,
    State.REQUERIDO: ClockEffect.SUSPENDED,
    State.SUSPENDIDO: ClockEffect.SUSPENDED,
    State.RESUELTO: ClockEffect.TO_NOTIFY,
    State.SILENCIO_POSITIVO: ClockEffect.STOPPED,
    State.SILENCIO_NEGATIVO: ClockEffect.RUNS,
    State.NOTIFICACION_EN_CURSO: ClockEffect.TO_NOTIFY,
    State.NOTIFICADO: ClockEffect.CITIZEN,
    State.LISTO_PARA_RECOJO: ClockEffect.STOPPED,
    State.ENTREGADO: ClockEffect.STOPPED,
    State.IMPUGNADO: ClockEffect.RUNS,
    State.DESISTIDO: ClockEffect.STOPPED,
    State.ABANDONADO: ClockEffect.STOPPED,
    State.NO_PRESENTADO: ClockEffect.STOPPED,
    State.ACUMULADO: ClockEffect.STOPPED,
    State.FIRME: ClockEffect.STOPPED,
    State.ARCHIVADO: ClockEffect.STOPPED,
}

FINAL = frozenset(
    {
        State.DESISTIDO,
        State.ABANDONADO,
        State.NO_PRESENTADO,
        State.ACUMULADO,
        State.FIRME,
        State.ARCHIVADO,
        State.ENTREGADO,
    }
)
