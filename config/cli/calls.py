"""Tells how calls went: where callers came by, where they left, how soon they were answered."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

import click

from channels.voice.call_counts import by_language, by_mark, by_node, by_outcome
from channels.voice.call_record import CallRecord
from config.call_figures import calls_between, midnight, scripts_of_the_house, until_now
from config.cli.calls_spent import opted_out, spent
from config.cli.frame import Day, json_option, opened, show
from config.house import House

USUAL_DAYS = 30
BECAME: Mapping[str, str] = {
    "answered": "oyeron su respuesta",
    "person": "hablaron con una persona",
    "message": "dejaron un mensaje",
    "call_back": "pidieron que los llamen",
    "ended": "terminaron sin eso",
    "left": "colgaron antes",
}
MARKS = {"1": "les sirvió", "2": "no les sirvió"}


@click.group("calls", invoke_without_command=True)
@click.option("--since", type=Day(), default=None, help="Desde qué día; si falta, un mes atrás.")
@click.option("--script", default=None, help="Solo las llamadas de este guion.")
@click.option("--each", is_flag=True, help="Cada llamada paso por paso, un objeto JSON por línea.")
@json_option
def verb(since: datetime | None, *, script: str | None, each: bool, as_json: bool) -> None:
    """Cuenta las llamadas por paso y por lengua: dónde cuelgan y cuánto tarda su respuesta."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    with opened() as house:
        calls = calls_since(house, None if since is None else since.date())
    calls = tuple(call for call in calls if script in {None, call.script})
    if each:
        for call in calls:
            show({**asdict(call), "became": call.became, "mark": call.mark}, as_json=True)
    elif as_json:
        show(_record(calls), as_json=True)
    else:
        click.echo("\n".join(_lines(calls)))


for family in (spent, opted_out):
    verb.add_command(family)


def calls_since(house: House, since: date | None) -> tuple[CallRecord, ...]:
    """Read the calls from a day on; without one, of a month."""
    until = until_now(house)
    start = until - timedelta(days=USUAL_DAYS) if since is None else midnight(house, since)
    return calls_between(house, start, until, scripts_of_the_house())


def _record(calls: Sequence[CallRecord]) -> dict[str, object]:
    return {
        "calls": len(calls),
        "became": by_outcome(calls),
        "marks": by_mark(calls),
        "languages": [asdict(one) for one in by_language(calls)],
        "nodes": [asdict(one) for one in by_node(calls)],
    }


def _lines(calls: Sequence[CallRecord]) -> list[str]:
    lines = [f"Llamadas: {len(calls)}"]
    lines += [f"  {count:6} {BECAME[name]}" for name, count in by_outcome(calls).items()]
    lines += [f"  {count:6} {MARKS.get(mark, mark)}" for mark, count in by_mark(calls).items()]
    lines += [
        f"{way.script}, {way.language}: {way.calls} llamadas, {way.answered} con respuesta,"
        f" la mitad antes de {_seconds(way.median_seconds)},"
        f" nueve de diez antes de {_seconds(way.p90_seconds)}"
        for way in by_language(calls)
    ]
    lines += [
        f"  {count.node:20} {count.calls:6} llegaron {count.left:6} colgaron"
        f"  {_seconds(count.median_seconds):>8}  {_keys(count.keys)}".rstrip()
        for count in by_node(calls)
    ]
    return lines


def _keys(keys: Mapping[str, int]) -> str:
    return ", ".join(f"{key}: {count}" for key, count in keys.items())


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.0f} s"
