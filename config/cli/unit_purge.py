"""Forgets at a unit what is off its route: told beforehand, and only what the hub has."""

import click

from config.cli.frame import Record, json_option, opened, show
from config.house import House
from config.purging import purge, purging_of
from core.model.purge import Purge


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="Dice qué se borraría, sin borrar nada.")
@json_option
def purge_unit(*, dry_run: bool, as_json: bool) -> None:
    """Borra de esta laptop los distritos que ya no son de su ruta; la sede los conserva."""
    with opened() as house:
        told = purging_of(house).preview() if dry_run else purge(house)
        if as_json:
            show(_record(house, told), as_json=True)
            return
        for line in _said(told, _names(house, told), is_done=not dry_run):
            click.echo(line)


def off_route(house: House) -> dict[str, object]:
    """Tell after an exchange that the route left something behind; nothing, if it did not."""
    told = purging_of(house).preview()
    return (
        {}
        if told.is_empty
        else {"off_route_cases": told.cases, "off_route": "./convergencia unit purge"}
    )


def _record(house: House, told: Purge) -> Record:
    return {
        "districts": _names(house, told),
        "cases": told.cases,
        "people": told.people,
        "visits": told.visits,
        "events": told.events,
        "values": told.values,
        "kept_cases": told.kept_cases,
        "kept_people": told.kept_people,
        "waiting": told.waiting,
    }


def _names(house: House, told: Purge) -> list[str]:
    names = {one.inei: one.name for one in house.gazetteer.districts}
    return [names.get(code, code) for code in told.districts]


def _said(told: Purge, names: list[str], *, is_done: bool) -> list[str]:
    """Say it for a person: what goes, and what stays for now and why."""
    if told.is_empty and not told.waiting:
        return ["Todo lo que hay aquí es de la ruta. No hay nada que borrar."]
    verb = "Se borró" if is_done else "Se borraría"
    counts = f"{told.cases} expedientes, {told.people} personas, {told.visits} paradas"
    lines = [
        f"Fuera de la ruta: {', '.join(names)}.",
        f"{verb}: {counts}, {told.events} pasos y {told.values} datos personales.",
    ]
    if told.waiting:
        lines.append(
            f"Se quedan {told.kept_cases} expedientes y {told.kept_people} personas: "
            f"{told.waiting} pasos o papeles no llegaron a la sede. Intercambie y repita."
        )
    return lines
