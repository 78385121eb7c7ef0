"""Counts business days as the law does."""

from datetime import date

import click

from config.cli.frame import Record, answer_each, json_option, opened
from config.house import House
from core.deadline_question import answer_deadline
from core.model.place import Ubigeo, UbigeoSystem
from core.refusals import CountOutOfRange, DateUnreadable

LEAST_WORDS, MOST_WORDS = 2, 3


@click.command("deadline")
@click.argument("lines", default="")
@click.option("--from", "start", default="", help="Día de la presentación, AAAA-MM-DD: no cuenta.")
@click.option("--days", default="", help="Días hábiles.")
@click.option("--ubigeo", default="", help="Distrito (INEI), por los feriados de su región.")
@json_option
def verb(lines: str, start: str, days: str, ubigeo: str, as_json: bool) -> None:
    """Dice el último día de un plazo; con - lee «DÍA DÍAS [UBIGEO]» por línea."""
    asked = lines or f"{start} {days} {ubigeo}"
    with opened() as house:
        answer_each(asked, lambda line: _ask(house, line), as_json=as_json, nothing="due")


def _ask(house: House, line: str) -> Record:
    words = line.split()
    if not LEAST_WORDS <= len(words) <= MOST_WORDS:
        raise DateUnreadable(field="from")
    department = None
    if len(words) == MOST_WORDS:
        district = house.gazetteer.district(_ubigeo(words[2]))
        department = district.inei[:2]
    answer = answer_deadline(
        house.shelf.library.books().layers,
        country=house.country.code,
        department=department,
        start=_day(words[0]),
        days=_count(words[1]),
        weekend=house.country.weekend,
    )
    return {
        "due": answer.due.isoformat(),
        "counted_from": answer.counted_from.isoformat(),
        "skipped": [{"on": d.on.isoformat(), "name": d.name} for d in answer.skipped],
        "calendar_hash": answer.calendar_hash,
        "basis": answer.basis,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise DateUnreadable(field="from") from fault


def _count(text: str) -> int:
    sign, digits = text[:1] == "-", text.lstrip("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len("1000")):
        raise CountOutOfRange(days=text[:12])
    return -int(digits) if sign else int(digits)


def _ubigeo(text: str) -> Ubigeo:
    return Ubigeo(UbigeoSystem.INEI, text)
