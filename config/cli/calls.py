"""Tells how calls went: where callers came by, where they left, how soon they were answered."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import click

from channels.voice.call_record import CallRecord, by_language, by_node, records
from channels.voice.telling import CHANNEL
from config.cli.frame import Day, json_option, opened, show
from ivr_flows.script import shipped

USUAL_DAYS = 30


@click.command("calls")
@click.option("--since", type=Day(), default=None, help="Desde qué día; si falta, un mes atrás.")
@click.option("--script", default="status", help="El guion de las llamadas.")
@json_option
def verb(since: datetime | None, *, script: str, as_json: bool) -> None:
    """Cuenta las llamadas por paso y por lengua: dónde cuelgan y cuánto tarda su respuesta."""
    with opened() as house:
        until = house.clock.now()
        start = until - timedelta(days=USUAL_DAYS) if since is None else since.replace(tzinfo=UTC)
        turns = house.shelf.contacts.between(CHANNEL, start, until + timedelta(seconds=1))
        calls = tuple(records(turns, shipped(script)))
    if as_json:
        show(_record(calls), as_json=True)
        return
    click.echo(f"Llamadas: {len(calls)}")
    for way in by_language(calls):
        click.echo(
            f"{way.language}: {way.calls} llamadas, {way.answered} con respuesta,"
            f" la mitad antes de {_seconds(way.median_seconds)},"
            f" nueve de diez antes de {_seconds(way.p90_seconds)}"
        )
    for count in by_node(calls):
        click.echo(
            f"  {count.node:20} {count.calls:6} llegaron {count.left:6} colgaron"
            f"  {_seconds(count.median_seconds):>8}"
        )


def _record(calls: tuple[CallRecord, ...]) -> dict[str, object]:
    return {
        "calls": len(calls),
        "languages": [asdict(one) for one in by_language(calls)],
        "nodes": [asdict(one) for one in by_node(calls)],
    }


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.0f} s"
