"""What the hub decides about units: who they are, what they may have, and until when."""

from datetime import datetime
from pathlib import Path

import click

from channels.porch.unit_words import UnitWords
from channels.units.enrolment import DeviceLine
from channels.units.stick import write_whole
from config.cli.frame import Day, json_option, opened, show
from config.enrolling import NewUnit, change_scope, enrol
from config.exchange_board import exchange_board_of
from config.founding import SYSTEM
from config.house import House
from core.refusals import DateOutOfOrder, DeviceUnknown, HubOnly

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("enrol")
@click.argument("name")
@click.option("--key", required=True, help="La línea CVU1 que dio `unit keygen` en la laptop.")
@click.option("--codes", required=True, help="Códigos de tres cifras que nadie usó, con coma.")
@click.option("--district", "districts", multiple=True, required=True, help="Distrito de su ruta.")
@click.option("--crew", multiple=True, help="Quién viaja con ella; puede repetirse.")
@click.option(
    "--days", type=click.IntRange(1, 400), default=60, show_default=True, help="Vigencia."
)
@click.option("--url", required=True, help="Dirección de la sede, sin ruta.")
@click.option("--out", "file", type=FILE, required=True, help="Dónde se escribe el paquete.")
@json_option
def enrol_unit(
    name: str,
    *,
    key: str,
    codes: str,
    districts: tuple[str, ...],
    crew: tuple[str, ...],
    days: int,
    url: str,
    file: Path,
    as_json: bool,
) -> None:
    """Inscribe una unidad y escribe el paquete con el que empieza su laptop."""
    with opened() as house:
        unit = NewUnit(
            name=name,
            line=DeviceLine.parse(key),
            codes=tuple(code.strip() for code in codes.split(",")),
            districts=_districts(house, districts),
            crew=crew,
            days=days,
            url=url,
        )
        written = write_whole(file, enrol(house, unit))
        device = house.shelf.devices.get(name)
        until = device.expires_on if device else ""
        show(
            {"unit": name, "file": str(file), "bytes": written.size, "expires_on": until},
            as_json=as_json,
        )


@click.command("list")
@json_option
def list_units(*, as_json: bool) -> None:
    """Lista las unidades: hasta cuándo valen y cuándo intercambiaron por última vez."""
    with opened() as house:
        _check_hub(house)
        now, today = house.clock.now(), house.clock.today()
        said = UnitWords(house.wording)
        for glance in exchange_board_of(house).units.all():
            one, heard_at = glance.device, glance.heard_at
            days = None if heard_at is None else (now - heard_at).days
            show(
                {
                    "unit": one.origin,
                    "state": one.suspicion(today) or "active",
                    "expires_on": one.expires_on,
                    "days_since_exchange": days,
                    "districts": sorted(one.buckets),
                    "codes": list(one.codes.values()),
                    "epochs": list(one.codes),
                    "spares": glance.spares,
                    "clock_drift_seconds": glance.drift_seconds,
                    "waits_since": glance.held_since,
                    "signs": [said.sign(x, glance, now, today) for x in glance.signs(now, today)],
                },
                as_json=as_json,
            )


@click.command("revoke")
@click.argument("name")
@click.option("--epoch", "epochs", type=int, multiple=True, help="Qué época; si falta, todas.")
@json_option
def revoke(name: str, *, epochs: tuple[int, ...], as_json: bool) -> None:
    """Da de baja una unidad perdida y cierra las claves que dio."""
    with opened() as house:
        _check_hub(house)
        device = house.shelf.devices.get(name)
        if device is None:
            raise DeviceUnknown(unit=name)
        closed = house.shelf.devices.revoke(name, epochs or tuple(device.codes), actor=SYSTEM)
        show({"unit": name, "codes_closed": closed}, as_json=as_json)


@click.command("scope")
@click.argument("name")
@click.option("--add", multiple=True, help="Distrito que gana.")
@click.option("--drop", multiple=True, help="Distrito que deja.")
@json_option
def scope(name: str, *, add: tuple[str, ...], drop: tuple[str, ...], as_json: bool) -> None:
    """Cambia los distritos de una unidad; ella lo sabe en su próximo intercambio."""
    with opened() as house:
        _check_hub(house)
        device = change_scope(house, name, add=_districts(house, add), drop=_districts(house, drop))
        show({"unit": name, "districts": sorted(device.buckets)}, as_json=as_json)


@click.command("renew")
@click.argument("name")
@click.option("--until", type=Day(), required=True, help="Su último día.")
@json_option
def renew_device(name: str, *, until: datetime, as_json: bool) -> None:
    """Cambia hasta qué día vale una unidad; ella lo sabe en su próximo intercambio."""
    with opened() as house:
        _check_hub(house)
        last = until.date()
        if last < house.clock.today():
            raise DateOutOfOrder(field="until")
        device = house.shelf.devices.renew(name, until=last, actor=SYSTEM)
        show({"unit": name, "expires_on": device.expires_on}, as_json=as_json)


def _districts(house: House, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(house.gazetteer.one(name).inei for name in names)


def _check_hub(house: House) -> None:
    if house.place is not None:
        raise HubOnly
