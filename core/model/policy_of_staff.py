"""What each role may do: the one place where it is decided.

Institution is not decided here: everyone stays within their own, administrators too. Whoever keeps
the house does not read what citizens told it (OWASP ASVS 5, 8.2.1 and 8.4.1).
"""

from collections.abc import Mapping
from enum import StrEnum

from core.model.user import Role


class Deed(StrEnum):
    """Something that not every member of staff may do."""

    READ_CASE = "read_case"
    OPEN_CASE = "open_case"
    MOVE_CASE = "move_case"
    SETTLE_DISPUTE = "settle_dispute"
    PRINT_RECEIPT = "print_receipt"
    READ_MESSAGE = "read_message"
    ANSWER_MESSAGE = "answer_message"
    READ_LETTER = "read_letter"
    PREPARE_LETTER = "prepare_letter"
    MOVE_LETTER = "move_letter"
    APPROVE_LETTER = "approve_letter"
    READ_TRIP = "read_trip"
    MOVE_TRIP = "move_trip"
    READ_CALLS = "read_calls"
    READ_UNIT = "read_unit"
    READ_AUDIT = "read_audit"
    PUBLISH_DOCUMENT = "publish_document"
    MANAGE_STAFF = "manage_staff"


_AT_THE_COUNTER = frozenset(
    {
        Deed.READ_CASE,
        Deed.OPEN_CASE,
        Deed.MOVE_CASE,
        Deed.PRINT_RECEIPT,
        Deed.READ_MESSAGE,
        Deed.ANSWER_MESSAGE,
        Deed.READ_LETTER,
        Deed.PREPARE_LETTER,
        Deed.MOVE_LETTER,
        Deed.READ_TRIP,
        Deed.MOVE_TRIP,
        Deed.READ_UNIT,
    }
)
_ALLOWED: Mapping[Role, frozenset[Deed]] = {
    # Who travels is a side of most contradictions: the office says what holds.
    Role.OFFICER: _AT_THE_COUNTER | {Deed.SETTLE_DISPUTE},
    Role.SUPERVISOR: _AT_THE_COUNTER
    | {Deed.SETTLE_DISPUTE, Deed.READ_CALLS, Deed.READ_AUDIT, Deed.APPROVE_LETTER},
    Role.ADMINISTRATOR: frozenset(
        {
            Deed.MANAGE_STAFF,
            Deed.PUBLISH_DOCUMENT,
            Deed.READ_CALLS,
            Deed.READ_UNIT,
            Deed.READ_AUDIT,
        }
    ),
    # Who audits sees that citizens are answered and by whom, and hears nothing that they said.
    Role.AUDITOR: frozenset(
        {
            Deed.READ_CASE,
            Deed.READ_MESSAGE,
            Deed.READ_LETTER,
            Deed.READ_TRIP,
            Deed.READ_CALLS,
            Deed.READ_UNIT,
            Deed.READ_AUDIT,
        }
    ),
    Role.UNIT: _AT_THE_COUNTER,
}


def deeds_of(role: Role) -> frozenset[Deed]:
    """List what a role allows."""
    return _ALLOWED[role]


def may(role: Role, deed: Deed) -> bool:
    """Say whether a role allows a deed."""
    return deed in _ALLOWED[role]
