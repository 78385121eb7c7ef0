"""Spanish words for whole numbers, so that a voice never has to guess how to read figures."""

from collections.abc import Iterator, Sequence

LARGEST = 9_999
LONGEST_BREATH = 4
DIGITS = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
TO_TWENTY_NINE = (
    *DIGITS,
    *("diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete"),
    *("dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés"),
    *("veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"),
)
TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
HUNDREDS = (
    *("", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos"),
    *("seiscientos", "setecientos", "ochocientos", "novecientos"),
)


def cardinal(number: int) -> str:
    """Say a number that stands alone; beyond 9,999, or below zero, it stays in figures."""
    if not 0 <= number <= LARGEST:
        return str(number)
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    head = "mil" if thousands == 1 else f"{DIGITS[thousands]} mil"
    return f"{head} {_below_thousand(rest)}" if rest else head


def counted(number: int) -> str:
    """Say a number before a masculine noun: "un sol", "veintiún días"."""
    said = cardinal(number)
    if said.endswith("veintiuno"):
        return f"{said.removesuffix('uno')}ún"
    return said.removesuffix("o") if said.endswith("uno") else said


def spelled(text: str, digits: Sequence[str] = DIGITS) -> str:
    """Say figures one by one, with a pause wherever the text has one, and never five in a row."""
    groups = groups_of(text)
    return ", ".join(" ".join(digits[int(figure)] for figure in group) for group in groups)


def groups_of(text: str) -> Iterator[str]:
    """Take figures in the groups that one breath says; spaced out, a comma ends a group."""
    runs = "".join(sign if sign in "0123456789" else " " for sign in text).split()
    return (group for run in runs for group in _breaths(run))


def _breaths(run: str) -> list[str]:
    if len(run) <= LONGEST_BREATH:
        return [run]
    return [run[start : start + 3] for start in range(0, len(run), 3)]


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    if not rest:
        return "cien" if hundreds == 1 else HUNDREDS[hundreds]
    return f"{HUNDREDS[hundreds]} {_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    if number < len(TO_TWENTY_NINE):
        return TO_TWENTY_NINE[number]
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]} y {DIGITS[ones]}" if ones else TENS[tens]
