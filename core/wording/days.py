"""How a day is written: the names come from CLDR once, so that no turn pays for the look-up."""

from collections.abc import Callable
from datetime import date

from babel import Locale

from core.wording.spanish_numbers import cardinal


def spoken(locale: Locale) -> Callable[[date], str]:
    """Say "viernes ocho de enero"."""
    weekdays, months = locale.days["format"]["wide"], locale.months["format"]["wide"]

    def say(day: date) -> str:
        figure = "primero" if day.day == 1 else cardinal(day.day)
        return f"{weekdays[day.weekday()]} {figure} de {months[day.month]}"

    return say


def printed(locale: Locale) -> Callable[[date], str]:
    """Write "viernes 8 de enero de 2027"."""
    weekdays, months = locale.days["format"]["wide"], locale.months["format"]["wide"]

    def write(day: date) -> str:
        return f"{weekdays[day.weekday()]} {day.day} de {months[day.month]} de {day.year}"

    return write


def in_words(locale: Locale) -> Callable[[date], str]:
    """Write "viernes ocho de enero de dos mil veintisiete"."""
    say = spoken(locale)
    return lambda day: f"{say(day)} de {cardinal(day.year)}"


def texted(locale: Locale) -> Callable[[date], str]:
    """Write "vie 8 ene"."""
    weekdays = {key: _short(name) for key, name in locale.days["format"]["abbreviated"].items()}
    months = {key: _short(name) for key, name in locale.months["format"]["abbreviated"].items()}

    def write(day: date) -> str:
        return f"{weekdays[day.weekday()]} {day.day} {months[day.month]}"

    return write


def _short(name: str) -> str:
    return name.rstrip(".")
