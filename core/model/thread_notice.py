"""What the house says in a conversation that a person has, or had, in hand."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.answers import Line, Place


class Says(StrEnum):
    """What there is to say: a person answers, the house answers again, or nobody could."""

    PERSON = "person"
    BACK = "back"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ThreadNotice:
    """A notice as an answer like any other; `office` is whose person it is."""

    says: Says
    office: Place

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell who answers from now on, and what to do meanwhile."""
        return (Line(f"sms.thread.{self.says}", {"office": self.office}),)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add nothing."""
        return ()
