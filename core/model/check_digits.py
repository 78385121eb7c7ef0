"""The check digits that the house relies on; the only module that knows python-stdnum."""

from stdnum import damm
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36
from stdnum.pe import cui, ruc


def damm_digit(figures: str) -> str:
    """Work out the digit that catches every single wrong figure and every neighbouring swap."""
    return damm.calc_check_digit(figures)


def ends_in_damm_digit(figures: str) -> bool:
    """Say whether the last figure is the check digit of those before it."""
    return damm.checksum(figures) == 0


def with_check_letter(code: str) -> str:
    """Add the letter or figure of ISO 7064 (MOD 37,36), which catches any one slip and any swap."""
    return code + mod_37_36.calc_check_digit(code)


def ends_in_check_letter(code: str) -> bool:
    """Say whether the last letter or figure checks those before it."""
    return mod_37_36.is_valid(code)


def dni_check_characters(dni: str) -> str:
    """Work out what a DNI prints after its eight figures: a digit or a letter, by its edition."""
    return cui.calc_check_digits(dni)


def is_ruc(figures: str) -> bool:
    """Say whether eleven figures are a RUC: its prefix and its check digit."""
    try:
        ruc.validate(figures)
    except ValidationError:
        return False
    return True
