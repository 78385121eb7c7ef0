"""Tells how a text is read: what it asks, about what, how surely and by which rule."""

import sys

import click

from channels.sms.understanding.read import Before, Read
from channels.sms.understanding.reader import Reader
from config.by_text import reader_of
from config.cli.frame import Record, json_option, opened, show, told

_OFFERED, _CLAVE, _YES = "offered", "asked_clave", "asked_yes"


@click.command("explain")
@click.argument("text")
@click.option(
    "--after",
    default="",
    help="Qué quedó pendiente: `offered:3`, `asked_clave` o `asked_yes`.",
)
@json_option
def explain(text: str, after: str, *, as_json: bool) -> None:
    """Explica cómo se lee un mensaje; con - uno por línea."""
    before = _before(after)
    with opened() as house:
        reader = reader_of(lambda words: bool(house.finding.choices(words)))
        if text == "-":
            for line in sys.stdin.buffer:
                written = line.removesuffix(b"\n").decode(errors="replace")
                show(_record(reader, written, before), as_json=True)
                sys.stdout.flush()
            return
        with told():
            text.encode()  # bytes that are no text are refused, not read
            reader.check(text)
        record = _record(reader, text, before)
    if as_json:
        show(record, as_json=True)
    else:
        _tell(record)


def _before(after: str) -> Before:
    """Read what went before, as the committed texts write it."""
    kind, _, told_of = after.partition(":")
    if kind not in {"", _OFFERED, _CLAVE, _YES, "told"} or (
        kind == _OFFERED and not told_of.isdecimal()
    ):
        raise click.BadParameter(after, param_hint="--after")
    return Before(
        offered=int(told_of) if kind == _OFFERED else 0,
        asks_clave=kind in {_CLAVE, "told"},
        asks_yes=kind == _YES,
        told=kind == "told",
    )


def _record(reader: Reader, text: str, before: Before) -> Record:
    read: Read = reader.read(text, before)
    return {
        "intent": read.name,
        "number": read.number or None,
        "argument": read.argument,
        "score": read.score,
        "language": read.language,
        "why": read.why,
    }


def _tell(record: Record) -> None:
    click.echo(f"{record['intent']} {record['argument']}".rstrip())
    click.echo(f"número: {record['number'] or 'ninguno'}; seguridad: {record['score']} de 100")
    click.echo(f"regla: {record['why']}")
