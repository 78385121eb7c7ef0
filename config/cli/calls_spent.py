"""Tells what the month's calls cost, and how many people want none from us."""

from collections.abc import Mapping
from dataclasses import asdict

import click

from config.cli.frame import json_option, opened, show
from core.model.charge import Direction, Spent
from core.model.money import Money

MINUTE = 60
WAYS: Mapping[Direction, str] = {"in": "Recibidas", "out": "Hechas", "transfer": "Pasadas"}


@click.command("spent")
@json_option
def spent(*, as_json: bool) -> None:
    """Dice qué costaron las llamadas de este mes, por sentido, y cuánto queda hasta el tope."""
    with opened() as house:
        month, currency = house.spending.month(), house.country.currency.code
    if as_json:
        show(_record(month, currency), as_json=True)
        return
    for direction, share in month.shares.items():
        cost, minutes = Money(share.cents, currency).amount, -(-share.seconds // MINUTE)
        click.echo(f"{WAYS[direction]}: {share.calls} llamadas, {minutes} min, {cost} {currency}")
    click.echo(f"En total: {Money(month.cents, currency).amount} {currency}")
    click.echo(f"Tope del mes: {_ceiling(month, currency)}")


@click.command("opted-out")
@json_option
def opted_out(*, as_json: bool) -> None:
    """Dice cuántos teléfonos pidieron que no les llamemos; no dice cuáles."""
    with opened() as house:
        count = house.shelf.opt_outs.count()
    show({"opted_out": count}, as_json=as_json)


def _record(month: Spent, currency: str) -> dict[str, object]:
    return {
        "currency": currency,
        "cents": month.cents,
        "ceiling_cents": month.ceiling or None,
        "warnings": list(month.warnings),
        "directions": {way: asdict(share) for way, share in month.shares.items()},
    }


def _ceiling(month: Spent, currency: str) -> str:
    if not month.ceiling:
        return "ninguno"
    ceiling = Money(month.ceiling, currency).amount
    return f"{ceiling} {currency}, usado {month.cents * 100 // month.ceiling} %"
