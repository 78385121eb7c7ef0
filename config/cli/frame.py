"""What every verb shares: the house it asks, how it answers and how it refuses."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, NoReturn

import click

from channels.porch.refusal_words import refusal_words
from config.founding import found
from config.house import House, build
from config.settings import read_settings
from config.shipped import read_wording
from core.ports import Wording
from core.refusals import Refusal, SettingInvalid, TextNotUnderstood
from core.store.migration import is_current

REFUSED = 2
FIRST_YEAR = 1900
Record = Mapping[str, Any]


@contextmanager
def opened() -> Iterator[House]:
    """Open the house; in development a missing database is founded on the way."""
    settings = read_settings()
    house = build(settings)
    try:
        if not is_current(house.shelf.database):
            if settings.environment == "production":
                raise SettingInvalid(setting="DATABASE_URL", problem="run_migrate")
            found(house)
        yield house
    finally:
        house.close()


@contextmanager
def told() -> Iterator[None]:
    """Tell a refusal by its code and words, without a traceback."""
    try:
        yield
    except Refusal as refusal:
        _tell(refusal)
    except UnicodeEncodeError:
        # A word of the command line with bytes that are not text, where a value was to be kept.
        _tell(TextNotUnderstood())


def _tell(refusal: Refusal) -> NoReturn:
    record = refused(refusal)
    click.echo(f"{record['words']} [{record['code']}]", err=True)
    sys.exit(REFUSED)


def refused(refusal: Refusal) -> Record:
    """Write a refusal as a record: its code, its facts and words for a person."""
    return {"code": refusal.code, **refusal.facts, "words": words_of(refusal)}


def words_of(refusal: Refusal) -> str:
    """Word a refusal as the pages do."""
    return refusal_words(_catalogues(), refusal)


@cache
def _catalogues() -> Wording:
    """Read the catalogues once, however many lines are refused, and not before one is."""
    return read_wording()


def lines_of(argument: str) -> Iterable[str]:
    """Take the argument as the one input, or `-` as one input for each line."""
    if argument != "-":
        return (argument,)
    # Bytes that are not text are an input like any other: refused, not a traceback.
    text = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    return (line.rstrip("\r\n") for line in text)


def answer_each(
    argument: str, ask: Callable[[str], Record], *, as_json: bool, nothing: str
) -> None:
    """Answer one input, or each line of standard input with one JSON object.

    A refused line says so in its object, under its code with `nothing` as null, and the next line
    goes on.
    """
    many = argument == "-"
    was_refused = False
    for line in lines_of(argument):
        try:
            record = ask(line)
        except Refusal as refusal:
            was_refused = True
            record = {nothing: None, **refused(refusal)}
        show(record, as_json=as_json or many)
        if many:
            sys.stdout.flush()
    if was_refused and not many:
        sys.exit(REFUSED)


def show(record: Record, *, as_json: bool) -> None:
    """Print a record as one JSON object, or for a person to read."""
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, default=str))
        return
    if "words" in record:
        code = f" [{record['code']}]" if record.get("code") else ""
        click.echo(f"{record['words']}{code}")
        return
    for name, value in record.items():
        click.echo(f"{name}: {_plain(value)}")


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Show how far long work has come, beside what it prints."""
    # Redrawing for each of a million steps would cost more than the steps.
    steps = max(1, length // 200)
    with click.progressbar(
        length=length, label=label, file=sys.stderr, update_min_steps=steps
    ) as bar:
        yield bar.update


@contextmanager
def progress_so_far(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Show long work that tells how far it is, not how much it has just done."""
    with progress(label, length) as advance:
        seen = 0

        def reach(done: int) -> None:
            nonlocal seen
            advance(done - seen)
            seen = done

        yield reach


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


class Day(click.DateTime):
    """A day as a clerk types it; a year like 0026 is a slip of the finger, not a day."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the day, or say what is wrong with it."""
        day: datetime = super().convert(value, param, ctx)
        if day.year < FIRST_YEAR:
            self.fail(f"{value!r} es de antes de {FIRST_YEAR}.", param, ctx)
        return day


class Words(click.ParamType[str]):
    """Something that a person reads: never nothing."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Trim the words, or say that there are none."""
        words = value.strip()
        if not words:
            self.fail("está vacío.", param, ctx)
        return words


json_option = click.option("--json", "as_json", is_flag=True, help="Un objeto JSON por respuesta.")
