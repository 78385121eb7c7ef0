"""How sure the house is of what it says, and what it may therefore say."""

from enum import StrEnum

from core.model.body import Body


class Certainty(StrEnum):
    """How sure a fact is: A in the law, B on an official page, C in the press, D not verified."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def is_fact(self) -> bool:
        """Say whether it may be told as it is; C is told with its day and "confirme"."""
        return self in {Certainty.A, Certainty.B}

    @property
    def may_be_told(self) -> bool:
        """Say whether it may be told at all; D is only ever "por confirmar"."""
        return self is not Certainty.D


def refuse_empty_claim(block: Body, *, stated: bool) -> None:
    """Refuse a certainty about nothing: what is not known is D, whatever its source."""
    if not stated and block.choice("certainty", Certainty).may_be_told:
        raise block.refuse("certainty_without_fact", "certainty")
