"""How a fact may be found in what a channel says: spelled here by hand, not by the wording."""

import re
import unicodedata
from datetime import date

from core.model.answers import Place, Value
from core.model.case_number import CaseNumber
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term, Unit

FIGURES = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
# The days of a month, and the other whole numbers that tests plant.
NUMBERS = {
    1: "un|una|uno", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete",
    8: "ocho", 9: "nueve", 10: "diez", 11: "once", 12: "doce", 13: "trece", 14: "catorce",
    15: "quince", 16: "dieciséis", 17: "diecisiete", 18: "dieciocho", 19: "diecinueve",
    20: "veinte", 21: "veintiuno", 22: "veintidós", 23: "veintitrés", 24: "veinticuatro",
    25: "veinticinco", 26: "veintiséis", 27: "veintisiete", 28: "veintiocho", 29: "veintinueve",
    30: "treinta", 31: "treinta y uno", 37: "treinta y siete", 47: "cuarenta y siete",
    53: "cincuenta y tres", 60: "sesenta", 85: "ochenta y cinco", 93: "noventa y tres",
}  # fmt: skip
DAYS = {
    "lunes": "lun", "martes": "mar", "miércoles": "mié", "jueves": "jue", "viernes": "vie",
    "sábado": "sáb", "domingo": "dom",
}  # fmt: skip
MONTHS = {
    "enero": "ene", "febrero": "feb", "marzo": "mar", "abril": "abr", "mayo": "may",
    "junio": "jun", "julio": "jul", "agosto": "ago", "sep?tiembre": "sep?t", "octubre": "oct",
    "noviembre": "nov", "diciembre": "dic",
}  # fmt: skip
UNITS = {
    Unit.BUSINESS_DAYS: "días hábiles",
    Unit.CALENDAR_DAYS: "días",
    Unit.MONTHS: "meses",
    Unit.YEARS: "años",
}
# A figure inside another number, a date or an article is no figure of its own.
BEFORE, AFTER = r"(?<![\w./-])", r"(?![\w/-]|[.,]\d)"
MARKS = re.compile("[\u0300\u0301\u0308]")


def plain(text: str) -> str:
    """Read a text as someone who does not mind accents, capitals or line ends: ñ stays ñ."""
    letters = unicodedata.normalize("NFD", " ".join(text.split()))
    return unicodedata.normalize("NFC", MARKS.sub("", letters)).lower()


def times(value: Value, channel: str, text: str, language: str = "es") -> int:
    """Count how often a fact is told in a text, in a form that the channel allows."""
    form = _form(value, channel, language)
    return len(re.findall(f"{BEFORE}(?:{plain(form)}){AFTER}", plain(text)))


def _form(value: Value, channel: str, language: str) -> str:
    match value:
        case CaseNumber():
            form = spelled(value.digits) if channel == "voice" else value.grouped
        case date():
            form = day(value, channel)
        case Place():
            form = re.escape(value.short if channel == "sms" else value.full)
        case Reason():
            form = re.escape(value.forms[language])
        case Term():
            form = f"{_counted(value.count, channel)} {UNITS[value.unit]}"
        case Money():
            form = _money(value, channel)
        case int():
            form = _counted(value, channel)
        case str():
            is_spelled = channel == "voice" and re.fullmatch(r"\+?[\d ]+", value) is not None
            form = spelled(value) if is_spelled else re.escape(value)
        case _:
            raise TypeError("no answer carries a list: spell it here before one does")
    return form


def day(on: date, channel: str) -> str:
    """Spell a day as each channel says it; a letter is kept, so that it tells the year too."""
    weekday, month = tuple(DAYS)[on.weekday()], tuple(MONTHS)[on.month - 1]
    if channel == "sms":
        return f"{DAYS[weekday]} {on.day} {MONTHS[month]}"
    if channel == "voice":
        return f"{weekday} {'primero' if on.day == 1 else NUMBERS[on.day]} de {month}"
    return f"{weekday} {on.day} de {month} de {on.year}"


def spelled(figures: str) -> str:
    """Spell figures one by one, with or without a rest between them."""
    return "[ ,]+".join(FIGURES[int(figure)] for figure in figures if figure.isdigit())


def _counted(number: int, channel: str) -> str:
    # A year may be said figure by figure.
    return f"(?:{NUMBERS[number]}|{spelled(str(number))})" if channel == "voice" else str(number)


def _money(money: Money, channel: str) -> str:
    whole, cents = divmod(money.cents, 100)
    if channel == "voice":
        return f"{NUMBERS[whole]} soles con {NUMBERS[cents]} céntimos"
    return rf"s/ ?{whole}\.{cents:02}"
