"""Reads single cells as offices fill them: what is meant is taken, what is unclear is refused."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from core.model.place import folded
from core.refusals import CellInvalid

Cell = str | int | float | bool | datetime | date | time | timedelta | None
LONGEST = 400
FIRST_YEAR, LAST_YEAR = 1990, 2100
# In a list of date formats: "10 de enero de 2026", and the day numbers of spreadsheets.
IN_WORDS, SERIAL = "words", "serial"
WINDOWS_ZERO = date(1899, 12, 30)
# What people write into a cell that they leave blank.
BLANKS = frozenset({"-", "--", "---", ".", "null", "n/a", "s/d", "#n/d", "#n/a"})

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_WORDS = re.compile(
    r"(\d{1,2})(?: de | |-|/|\.)([a-zA-Z]{3,10})\.?(?: de | del | |-|/)(\d{4}|\d{2})"
)
_HOUR = re.compile(r"[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.? ?m\.?)?Z?$", re.IGNORECASE)
_WHOLE = re.compile(r"([0-9]+)\.0+")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9]+)?")
_CENTURY = 100


def text(cell: Cell, column: str) -> str:
    """Read a cell as one line of text; what stands for nothing is empty."""
    written = _written(cell)
    if not written:
        return ""
    if len(written) > LONGEST:
        raise CellInvalid(column=column, problem="too_long")
    if not written.isprintable():
        written = "".join(letter if letter.isprintable() else " " for letter in written)
    tidy = " ".join(unicodedata.normalize("NFC", _unwrapped(written)).split())
    if tidy.casefold() in BLANKS:
        return ""
    if tidy.startswith("#") and tidy.endswith(("!", "?")):
        raise CellInvalid(column=column, problem="spreadsheet_error")
    return tidy


def figures(cell: Cell, column: str, *, zeros: int = 0) -> str:
    """Read a code: a spreadsheet that took it for a number lost the zeros in front of it.

    `zeros` is the length to which a number is filled up; text that only looks like one is left.
    """
    code = text(cell, column)
    if _ROUNDED.fullmatch(code):
        raise CellInvalid(column=column, problem="rounded_number")
    whole = _WHOLE.fullmatch(code)
    code = whole[1] if whole else code
    was_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return code.zfill(zeros) if was_number and code.isdigit() else code


def day(cell: Cell, column: str, formats: Sequence[str], zero: date = WINDOWS_ZERO) -> date | None:
    """Read a day, without its hour; none if the cell is empty."""
    found = _day(cell, column, formats, zero)
    if found is not None and not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellInvalid(column=column, problem="date_out_of_range", found=found.isoformat())
    return found


def whole(cell: Cell, column: str) -> int | None:
    """Read a whole number; none if the cell is empty."""
    written = figures(cell, column)
    if not written:
        return None
    if not (written.isascii() and written.isdigit()) or len(written) > len("1000"):
        raise CellInvalid(column=column, problem="not_a_number", found=written[:20])
    return int(written)


def _day(cell: Cell, column: str, formats: Sequence[str], zero: date) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = text(cell, column)
    if not written:
        return None
    if SERIAL in formats and _NUMBER.fullmatch(written):
        return zero + timedelta(days=int(float(written)))
    bare = _HOUR.sub("", written)
    for form in formats:
        found = _in_words(bare) if form == IN_WORDS else _by_format(bare, form)
        if found is not None:
            return found
    raise CellInvalid(column=column, problem="not_a_date", found=written[:30])


def _by_format(written: str, form: str) -> date | None:
    try:
        return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None


def _in_words(written: str) -> date | None:
    found = _WORDS.fullmatch(written)
    if found is None:
        return None
    word = folded(found[2]).replace("sept", "set")
    months = [at for at, month in enumerate(_MONTHS, start=1) if month.startswith(word)]
    year = int(found[3])
    try:
        return date(year + 2000 if year < _CENTURY else year, months[0], int(found[1]))
    except (ValueError, IndexError):
        return None


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "SI" if cell else "NO"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _unwrapped(written: str) -> str:
    """Take the label out of `=HYPERLINK("…","label")` and the text out of `="0123"`."""
    bare = written.strip().removeprefix("'")
    if not bare.startswith("="):
        return bare
    texts = [found.replace('""', '"') for found in _QUOTED.findall(bare)]
    is_link = bare[1:].lstrip().upper().startswith(("HYPERLINK(", "HIPERVINCULO("))
    return texts[-1] if texts and (is_link or bare == f'="{texts[0]}"') else bare
