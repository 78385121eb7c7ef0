"""What facts are put together from: the parts that a speaker records once for all messages."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from core.model.gsm7 import fold
from core.model.term import Unit
from core.wording.digits import digits_of
from core.wording.formats import CENTS, OTHER_CENTS, UNITS
from core.wording.number_parts import number_parts
from core.wording.recordable import Piece
from core.wording.spanish_numbers import cardinal

_PART = "{kind}-{number}"
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
FIRST_DAY = "primero"
# What one and several of a currency are called at home.
CURRENCIES = {"PEN": ("sol", "soles"), "BOB": ("boliviano", "bolivianos")}
# A rest has no words and is made by the house: no speaker has to record silence.
REST = Piece("rest", "")
AND = Piece("and", "y")
_LONGEST_SLUG, _HASH_LETTERS = 40, 8
# Folding a name's letters costs more than all else that a turn cuts; callers hear the same names.
_MOST_NAMES = 2_048


def way_parts(language: str) -> tuple[Piece, ...]:
    """List what the way to the status needs: digits, days, weekdays, months and numbers.

    Days, months and quantities are said in Spanish wherever no reviewer has said otherwise.
    """
    days = (day_part(day) for day in range(1, 32))
    weekdays = (weekday_part(day) for day in range(1, 8))
    months = (month_part(month) for month in range(1, 13))
    return (*digit_parts(language), *days, *weekdays, *months, *number_parts())


def parts_of(language: str) -> tuple[Piece, ...]:
    """List all parts, those of money, terms and lists last: procedures need them."""
    return (*way_parts(language), *_money_parts(), *_term_parts(), AND)


def digit_parts(language: str) -> tuple[Piece, ...]:
    """List the ten digits as the language says them."""
    return tuple(_part("digit", digit, text) for digit, text in enumerate(digits_of(language)))


def day_part(day: int) -> Piece:
    """Say the day of a month."""
    return _part("day", day, FIRST_DAY if day == 1 else cardinal(day))


def weekday_part(day: int) -> Piece:
    """Say a day of the week; Monday is 1."""
    return _part("weekday", day, WEEKDAYS[day - 1])


def month_part(month: int) -> Piece:
    """Say a month as it follows the day."""
    return _part("month", month, f"de {MONTHS[month - 1]}")


def money_part(currency: str, *, one: bool, more: bool = False) -> Piece:
    """Say a currency after its number; `more` leads on to the cents."""
    words = CURRENCIES[currency][not one]
    name = f"money-{currency}-{'one' if one else 'many'}"
    return Piece(f"{name}-and", f"{words} con") if more else Piece(name, words)


def cents_part(currency: str, *, one: bool) -> Piece:
    """Say the hundredths of a currency after their number."""
    words = CENTS.get(currency, OTHER_CENTS)[not one]
    return Piece(f"cents-{currency}-{'one' if one else 'many'}", words)


def term_part(unit: Unit, *, one: bool) -> Piece:
    """Say what a term is counted in, after its number."""
    return Piece(f"term-{unit}-{'one' if one else 'many'}", UNITS[unit][not one])


@lru_cache(maxsize=_MOST_NAMES)
def name_part(text: str) -> Piece:
    """Say a name of a document: an office, a procedure, a district, a reason."""
    slug = re.sub("[^a-z0-9]+", "-", fold(text).lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_HASH_LETTERS]
    return Piece(f"name-{slug}-{mark}", text)


def _part(kind: str, number: int, text: str) -> Piece:
    return Piece(_PART.format(kind=kind, number=number), text)


def _money_parts() -> Iterator[Piece]:
    for currency in CURRENCIES:
        for one in (True, False):
            yield money_part(currency, one=one)
            yield money_part(currency, one=one, more=True)
            yield cents_part(currency, one=one)


def _term_parts() -> Iterator[Piece]:
    for unit in UNITS:
        yield from (term_part(unit, one=True), term_part(unit, one=False))
