"""How each kind of fact is written in each channel.

Every language shares the Spanish forms but for its own digits: where Quechua is spoken, months and
sums are said in Spanish. A language that needs its own adds a module, and one line in `tellers`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol

from core.model.answers import Place
from core.model.case_number import CaseNumber
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term, Unit
from core.wording import days
from core.wording.digits import digits_of
from core.wording.spanish_numbers import cardinal, counted, spelled

Tellers = Mapping[type, Callable[[Any], str]]
Manners = Mapping[str, Tellers]

CHANNELS = ("voice", "sms", "letter", "page")
PLAIN = ""
DIGITS = "digits"
# Dates and numbers as the law wants them written, and a reason as a whole sentence.
WORDS = "words"
SENTENCE = "sentence"
UNITS = {
    Unit.BUSINESS_DAYS: ("día hábil", "días hábiles"),
    Unit.CALENDAR_DAYS: ("día", "días"),
    Unit.MONTHS: ("mes", "meses"),
    Unit.YEARS: ("año", "años"),
}
CENTS = {"PEN": ("céntimo", "céntimos")}
OTHER_CENTS = ("centavo", "centavos")


def tellers(language: str, channel: str, locale: Locale) -> Manners:
    """Give what writes each type of value, by the manner that a message may ask for."""
    if channel == "voice":
        return {PLAIN: _voice(language, locale), DIGITS: _figures(language)}
    chosen = _sms(language, locale) if channel == "sms" else _paper(language, locale)
    return {
        PLAIN: chosen,
        DIGITS: {str: chosen[str], int: str},
        WORDS: {date: days.in_words(locale), int: cardinal},
        SENTENCE: {Reason: lambda reason: reason.letter[language]},
    }


def _voice(language: str, locale: Locale) -> Tellers:
    digits = digits_of(language)
    return {
        str: str,
        int: cardinal,
        date: days.spoken(locale),
        CaseNumber: lambda number: spelled(number.grouped, digits),
        Money: lambda money: _spoken_money(money, locale),
        Place: lambda place: place.full,
        Reason: lambda reason: reason.forms[language],
        Term: lambda term: f"{counted(term.count)} {_unit(term)}",
        tuple: _listed,
    }


def _figures(language: str) -> Tellers:
    digits = digits_of(language)
    return {
        str: lambda figures: spelled(figures, digits),
        int: lambda number: spelled(str(number), digits),
    }


def _paper(language: str, locale: Locale) -> Tellers:
    return {
        str: str,
        int: str,
        date: days.printed(locale),
        CaseNumber: lambda number: number.grouped,
        Money: lambda money: f"{_symbol(money, locale)} {money.amount}",
        Place: lambda place: place.full,
        Reason: lambda reason: reason.forms[language],
        Term: lambda term: f"{term.count} {_unit(term)}",
        tuple: _listed,
    }


def _sms(language: str, locale: Locale) -> Tellers:
    return {
        **_paper(language, locale),
        date: days.texted(locale),
        Place: lambda place: place.short,
    }


def _unit(term: Term) -> str:
    one, several = UNITS[term.unit]
    return one if term.count == 1 else several


def _symbol(money: Money, locale: Locale) -> str:
    return get_currency_symbol(money.currency, locale=locale)


def _spoken_money(money: Money, locale: Locale) -> str:
    whole, cents = divmod(money.cents, 100)
    # CLDR says "soles peruanos"; at home nobody says the second word.
    name = get_currency_name(money.currency, count=whole, locale=locale).split()[0]
    one, several = CENTS.get(money.currency, OTHER_CENTS)
    small = f"{counted(cents)} {one if cents == 1 else several}"
    if whole and cents:
        return f"{counted(whole)} {name} con {small}"
    return small if cents else f"{counted(whole)} {name}"


def _listed(texts: tuple[str, ...]) -> str:
    *first, last = texts
    return f"{', '.join(first)} y {last}" if first else last
