"""Tells who would carry a text to a phone, how each line fares and what became of its texts."""

import re
from typing import Any

import click

from channels.sms.carriers.switch import Line
from config.carriers import switch_of
from config.cli.frame import Record, json_option, opened, show
from config.house import House


@click.command("carriers")
@click.argument("phone", metavar="[TELÉFONO]", required=False)
@json_option
def carriers(phone: str | None, *, as_json: bool) -> None:
    """Dice por quién sale un mensaje, en orden, cómo está cada línea y qué fue de sus mensajes."""
    with opened() as house:
        switch = switch_of(house)
        if phone is None:
            lines = tuple(switch.lines.values())
        else:
            is_whole = re.fullmatch(r"\+[1-9][0-9]{6,14}", phone) is not None
            lines = switch.lines_to(phone if is_whole else house.numbering.read(phone).e164)
        counts = house.shelf.deliveries.counts()
        records = [_record(house, line, counts.get(line.terms.name, {})) for line in lines]
        strays = house.shelf.deliveries.strays()
    if as_json:
        show({"carriers": records, "stray_receipts": strays}, as_json=True)
        return
    for record in records:
        click.echo(_line(record))
    if not records:
        click.echo("Nadie lleva mensajes a ese número.")


def _record(house: House, line: Line, counts: Record) -> dict[str, Any]:
    now, health = house.clock.now(), house.shelf.deliveries.health(line.terms.name)
    is_resting = health is not None and health.is_resting(now)
    until = None if health is None or health.open_until is None else health.open_until.isoformat()
    return {
        "name": line.terms.name,
        "kind": type(line.carrier).__name__.removesuffix("Carrier").lower(),
        "parts_a_second": line.terms.per_second,
        "cents_a_part": dict(line.terms.cents),
        "resting": is_resting,
        "resting_until": until if is_resting else None,
        "failures": 0 if health is None else health.failures,
        "texts": dict(counts),
    }


def _line(record: Record) -> str:
    state = f"descansa hasta {record['resting_until']}" if record["resting"] else "trabaja"
    counted = ", ".join(f"{name} {count}" for name, count in record["texts"].items())
    return f"{record['name']} ({record['kind']}): {state}; {counted or 'sin mensajes'}"
