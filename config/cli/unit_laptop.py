"""What is done at a unit's laptop besides its work: keys, its beginning, how far it has come."""

from pathlib import Path

import click

from config.cli.frame import Record, json_option, opened, show, words_of
from config.enrolling import begin, renew
from config.exchanging import place_in
from config.secrets_on_disk import make_database_key
from config.settings import Settings
from config.unit_keys import made_pair
from config.unit_receipt import draw
from core.model.exchange_session import MOST_DRIFT_SECONDS, ExchangeSession, UnitStanding
from core.refusals import UnitCopied
from core.refusals.refusal import every_refusal

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_MINUTE = 60


@click.command("keygen")
@json_option
def keygen(*, as_json: bool) -> None:
    """Hace las llaves de esta laptop y da la línea CVU1 para la sede, también como código QR."""
    # Before a master key is made here there is nothing that production could ask for.
    var = Settings().var_folder
    line = str(made_pair(var).line)
    picture = var / "unit" / "device.svg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    draw(line, picture)
    show({"line": line, "qr": str(picture)}, as_json=as_json)


@click.command("init")
@click.argument("pack", type=FILE)
@click.option("--encrypted", is_flag=True, help="Guarda la base de datos cifrada en el disco.")
@json_option
def init(pack: Path, *, encrypted: bool, as_json: bool) -> None:
    """Empieza la unidad con el paquete de la sede; si se cortó, sigue con el mismo."""
    settings = Settings()
    if encrypted:
        make_database_key(settings)
    house = begin(settings, pack.read_bytes())
    try:
        place = place_in(house)
        told = {
            "unit": place.origin,
            "districts": sorted(place.scope.buckets),
            "expires_on": place.scope.expires_on,
            "hub": place.hub_key.hex()[:16],
        }
        show(told, as_json=as_json)
    finally:
        house.close()


@click.command("renew-epoch")
@json_option
def renew_epoch(*, as_json: bool) -> None:
    """Empieza la época de repuesto: hace falta después de restaurar o copiar esta unidad."""
    with opened() as house:
        epoch = renew(house)
        place = place_in(house)
        left = len(place.codes) - 1 - list(place.codes).index(epoch)
        show({"unit": place.origin, "epoch": epoch, "spares_left": left}, as_json=as_json)


@click.command("status")
@click.option("--sessions", is_flag=True, help="También los últimos intercambios.")
@json_option
def status(*, sessions: bool, as_json: bool) -> None:
    """Dice qué está guardado aquí, qué recibió la sede y qué falta."""
    with opened() as house:
        place, log = place_in(house), house.shelf.exchange_log
        held, standing = log.last(place.origin), log.standing(place.origin)
        by_line = next((one for one in held if not one.code), None)
        told: dict[str, object] = {
            "unit": place.origin,
            "expires_on": place.scope.expires_on,
            "saved_here": standing.saved,
            "received": standing.received,
            "applied": standing.applied,
            "last_exchange": by_line.at if by_line else None,
            "copied": _is_copied(place.may_write),
            "clock_drift_seconds": by_line.drift_seconds if by_line else None,
            "waits_since": standing.waits_since,
            "quarantined": _quarantined(standing),
        }
        if sessions:
            told["sessions"] = [_session(one) for one in held]
        told = told if as_json else {**told, "estado": _said(standing, by_line)}
        show(told, as_json=as_json)


def _said(standing: UnitStanding, last: ExchangeSession | None) -> str:
    """Say in words how far it is: never that all is done while something is not acknowledged."""
    parts = []
    missing = standing.saved - standing.received
    if missing:
        parts.append(f"Faltan {missing} pasos por llegar a la sede.")
    elif standing.quarantined:
        parts.append(f"Todo llegó. {len(standing.quarantined)} pasos no se pudieron aplicar.")
    else:
        parts.append("Todo llegó y está aplicado.")
    if last is not None and abs(last.drift_seconds) > MOST_DRIFT_SECONDS:
        minutes = abs(last.drift_seconds) // A_MINUTE
        parts.append(f"El reloj de esta laptop está mal por {minutes} minutos. Corríjalo.")
    return " ".join(parts)


def _is_copied(check: object) -> bool:
    try:
        if callable(check):
            check()
    except UnitCopied:
        return True
    return False


def _quarantined(standing: UnitStanding) -> list[Record]:
    known = {kind.code: kind for kind in every_refusal()}
    return [
        {"event": event, "code": code, **_words(known, code)}
        for event, code in standing.quarantined
    ]


def _words(known: dict[str, type], code: str) -> Record:
    """Give the words of a refusal that needs no facts; others are told by their code."""
    kind = known.get(code)
    try:
        return {"words": words_of(kind())} if kind else {}
    except KeyError:
        return {}


def _session(one: ExchangeSession) -> str:
    size = (one.bytes_up + one.bytes_down) / 1024
    return (
        f"{one.at.isoformat(timespec='minutes')} {one.transport} {size:.1f} KB "
        f"+{one.events_up} -{one.events_down} {one.code or 'ok'}"
    )
