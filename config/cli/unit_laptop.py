"""What is done at a unit's laptop besides its work: keys, its beginning, how far it has come."""

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from channels.porch.exchange_words import ExchangeWords
from config.cli.frame import Record, json_option, opened, show
from config.cli.unit_papers import papers_missing, papers_told
from config.enrolling import begin, renew
from config.exchanging import place_in
from config.secrets_on_disk import make_database_key
from config.settings import Settings
from config.unit_counter import acknowledged_at
from config.unit_keys import made_pair, remade_pair
from config.unit_receipt import draw
from core.exchanging import HTTP
from core.model.exchange_session import MOST_DRIFT_SECONDS, ExchangeSession, UnitStanding
from core.refusals import UnitCopied

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_MINUTE = 60


@click.command("keygen")
@click.option("--again", is_flag=True, help="Otras llaves: la laptop estuvo perdida.")
@json_option
def keygen(*, again: bool, as_json: bool) -> None:
    """Hace las llaves de esta laptop y da la línea CVU1 para la sede, también como código QR."""
    # Before a master key is made here there is nothing that production could ask for.
    var = Settings().var_folder
    line = str((remade_pair(var) if again else made_pair(var)).line)
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
        held, standing = log.last(place.origin), log.standing(place.origin, place.lost)
        by_line = next((one for one in held if one.transport == HTTP and not one.code), None)
        said = ExchangeWords(house.wording)
        told: dict[str, object] = {
            "unit": place.origin,
            "expires_on": place.scope.expires_on,
            "saved_here": standing.saved,
            "received": standing.received,
            "applied": standing.applied,
            "last_exchange": acknowledged_at(held),
            "copied": _is_copied(place.may_write),
            "clock_drift_seconds": by_line.drift_seconds if by_line else None,
            "waits_since": standing.waits_since,
            "quarantined": _quarantined(standing, said),
            **papers_told(house),
        }
        if sessions:
            zone = ZoneInfo(house.country.time_zone)
            told["sessions"] = [_session(one, said, zone) for one in held]
        if not as_json:
            told["estado"] = _said(standing, by_line, papers_missing(house))
        show(told, as_json=as_json)


def _said(standing: UnitStanding, last: ExchangeSession | None, papers: int = 0) -> str:
    """Say in words how far it is: never that all is done while something is not acknowledged."""
    parts = []
    missing = standing.saved - standing.received
    if missing:
        parts.append(f"Faltan {missing} pasos por llegar a la sede.")
    elif standing.quarantined:
        parts.append(f"Todo llegó. {len(standing.quarantined)} pasos no se pudieron aplicar.")
    elif papers:
        parts.append(f"Todos los pasos llegaron. Faltan {papers} papeles por llegar a la sede.")
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


def _quarantined(standing: UnitStanding, said: ExchangeWords) -> list[Record]:
    return [
        {"event": event, "code": code, "words": said.why_aside(code)}
        for event, code in standing.quarantined
    ]


def _session(one: ExchangeSession, said: ExchangeWords, zone: ZoneInfo) -> str:
    """Tell a session in one line, with the words of the desk."""
    at = one.at.astimezone(zone).strftime("%d/%m/%Y %H:%M")
    up, down = (said.say("steps", count=count) for count in (one.events_up, one.events_down))
    return (
        f"{at}, {said.way(one)}: subió {said.size(one.bytes_up)} ({up}), "
        f"bajó {said.size(one.bytes_down)} ({down}), {said.lasted(one)}. {said.ended(one.code)}"
    )
