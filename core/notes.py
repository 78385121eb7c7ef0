"""Where the free text of an observation lies in the vault of the citizen it is about."""

from core.model.case_number import CaseNumber


def note_field(number: CaseNumber) -> str:
    """Name the field of the vault that holds what an official added to a case."""
    return f"note:{number.digits}"
