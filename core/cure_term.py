"""How long a person has to bring what is missing: by the law, or by the entity where it may say."""

from core.model.case import Case
from core.model.state import State
from core.model.term import Term, Unit
from core.model.terms_of_law import COUNTER_CURE, ELECTRONIC_CURE, REQUIREMENT_CURE


def cure_term(case: Case, days: int | None) -> Term:
    """Tell the term of a cure, with the days that an office asks for if it may choose."""
    is_counter = case.state is State.PRESENTADO
    lawful = COUNTER_CURE if is_counter else REQUIREMENT_CURE
    if case.clock.electronic:
        lawful = ELECTRONIC_CURE
    # At the counter the law gives the days; later the entity may give other ones (art. 143.4).
    if days is None or is_counter:
        return lawful
    return Term(days, Unit.BUSINESS_DAYS, lawful.basis)
