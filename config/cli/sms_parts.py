"""Tells what a text costs by SMS, and what would really be sent."""

import sys
from dataclasses import asdict

import click

from config.cli.frame import Record, json_option, refused, show, told
from core.model.economy import economise
from core.model.text_cost import cost_of
from core.refusals import TextNotUnderstood

NOTHING_DEAR = "ninguna"


# A text may begin with a hyphen, and is none of our options then.
@click.command("parts", context_settings={"ignore_unknown_options": True})
@click.argument("text")
@click.option("--fold", is_flag=True, help="Dice lo que de verdad se mandaría, y lo que cuesta.")
@json_option
def parts(text: str, *, fold: bool, as_json: bool) -> None:
    """Cuenta las partes que cuesta un texto tal como está; con - uno por línea."""
    if text == "-":
        for line in sys.stdin.buffer:
            show(_record_of(line, fold=fold), as_json=True)
            sys.stdout.flush()
        return
    with told():
        text.encode()  # bytes that are no text are refused, not counted
        record = _record(text, fold=fold)
    if as_json:
        show(record, as_json=True)
    else:
        _tell(record)


def _record_of(line: bytes, *, fold: bool) -> Record:
    """Measure a line without its line feed, and with everything else that stands in it."""
    try:
        return _record(line.removesuffix(b"\n").decode(), fold=fold)
    except UnicodeDecodeError:
        return {"encoding": None, **refused(TextNotUnderstood())}


def _record(text: str, *, fold: bool) -> Record:
    sent = economise(text) if fold else text
    cost = asdict(cost_of(sent))
    return {"text": sent, **cost} if fold else cost


def _tell(record: Record) -> None:
    if "text" in record:
        click.echo(record["text"])
    count = f"{record['parts']} {'parte' if record['parts'] == 1 else 'partes'}"
    dear = " ".join(repr(letter) for letter in record["costly"]) or NOTHING_DEAR
    click.echo(
        f"{count} en {record['encoding']}; quedan {record['left']} lugares; letras caras: {dear}"
    )
