"""Exchanges with the hub by network, and says beforehand what it will cost."""

import click

from channels.units.client import Tally
from config.cli.frame import json_option, opened, show
from config.cli.unit_papers import Allowed, papers_waiting, send_papers
from config.cli.unit_purge import off_route
from config.exchanging import place_in, unit_client_of, unit_side_of
from config.unit_lock import alone

# The line that a unit can count on, and what a request costs besides its bundle.
BITS_A_SECOND, HEAD_BYTES, ROUND_SECONDS = 64_000, 400, 1.5
BIGGEST = 2**20
EIGHT = 8
A_KILOBYTE = 1024


@click.command("sync")
@click.option("--max-bytes", type=click.IntRange(1), default=None, help="Cuánto puede gastar.")
@click.option("--max-seconds", type=click.FloatRange(0), default=None, help="Cuánto puede durar.")
@click.option("--url", default="", help="Otra dirección de la sede, solo esta vez.")
@click.option("--text-only", is_flag=True, help="Deja los papeles y fotos para otra vez.")
@click.option("--dry-run", is_flag=True, help="Dice cuánto costaría, sin hacer nada.")
@json_option
def sync(
    *,
    max_bytes: int | None,
    max_seconds: float | None,
    url: str,
    text_only: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Intercambia con la sede; se puede parar con Ctrl-C y seguir después."""
    with opened() as house:
        var = place_in(house).settings.var_folder
        with alone(var):
            size, events = unit_side_of(house).weight(BIGGEST)
            cost = size + HEAD_BYTES
            seconds = ROUND_SECONDS + cost * EIGHT / BITS_A_SECOND
            if dry_run:
                told = {"events_up": events, "bytes_up": cost, "seconds": seconds}
                show(told | papers_waiting(house), as_json=as_json)
                return
            if not as_json:
                # What comes down is not known before the hub was asked.
                click.echo(f"Esta vez: {_kilobytes(cost)} o más, unos {seconds:.0f} s.")
            allowed, client = Allowed(max_bytes, max_seconds), unit_client_of(house, url)
            try:
                tally = client.sync(allowed.for_text, _progress)
                left = allowed.left(tally.bytes)
                papers = {} if text_only else send_papers(house, client, left)
            except KeyboardInterrupt:
                click.echo("Detenido. Lo que ya llegó está guardado; siga cuando quiera.", err=True)
                raise SystemExit(1) from None
            place = place_in(house)
            standing = house.shelf.exchange_log.standing(place.origin, place.lost)
            record = _record(tally, standing.saved - standing.received)
            show(record | papers | off_route(house), as_json=as_json)


def _progress(tally: Tally) -> None:
    click.echo(
        f"{_kilobytes(tally.bytes)}: subieron {tally.events_up} pasos, "
        f"bajaron {tally.events_down}.",
        err=True,
    )


def _record(tally: Tally, missing: int) -> dict[str, object]:
    return {
        "events_up": tally.events_up,
        "events_down": tally.events_down,
        "missing": missing,
        "bytes": tally.bytes,
        "requests": tally.requests,
        "cuts": tally.cuts,
        "clock_drift_seconds": tally.drift_seconds,
    }


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / A_KILOBYTE))} KB"
