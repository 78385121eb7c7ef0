"""The terms that the law itself gives, whatever the procedure, each with its article."""

from collections.abc import Mapping

from core.model.term import Term, Unit

_DAYS = Unit.BUSINESS_DAYS

# What the entity owes.
LONGEST_EVALUATION = Term(30, _DAYS, "TUO LPAG arts. 39 y 153")
NOTIFY = Term(5, _DAYS, "TUO LPAG art. 24.1")
AUTOMATIC_DOCUMENT = Term(5, _DAYS, "TUO LPAG art. 33")
ELECTRONIC_OBSERVATION = Term(2, _DAYS, "TUO LPAG art. 136.6")
ROUTE = Term(0, _DAYS, "TUO LPAG art. 143.1")
MERE_PROCEDURE = Term(3, _DAYS, "TUO LPAG art. 143.2")
REPORT = Term(7, _DAYS, "TUO LPAG art. 143.3")
REPORT_EXTENDED = Term(10, _DAYS, "TUO LPAG art. 143.3")
COMPLAINT_DECISION = Term(3, _DAYS, "TUO LPAG art. 169.2")
APPEAL_DECISION = Term(30, _DAYS, "TUO LPAG art. 218.2")
RECONSIDERATION_DECISION = Term(15, _DAYS, "TUO LPAG art. 218.2 (Ley 31603)")

# What the citizen has.
COUNTER_CURE = Term(2, _DAYS, "TUO LPAG art. 136.1")
ELECTRONIC_CURE = Term(2, _DAYS, "TUO LPAG art. 136.6")
REQUIREMENT_CURE = Term(10, _DAYS, "TUO LPAG art. 143.4")
SUSPENSION = Term(30, _DAYS, "TUO LPAG art. 147.4")
ABANDONMENT = Term(30, _DAYS, "TUO LPAG art. 202")
APPEAL = Term(15, _DAYS, "TUO LPAG art. 218.2")

# The rule of docs/reference/legal-clock.md that each article stands for.
_RULES: Mapping[str, str] = {
    LONGEST_EVALUATION.basis: "K6",
    COUNTER_CURE.basis: "K11",
    REQUIREMENT_CURE.basis: "K14",
    ELECTRONIC_CURE.basis: "K15",
    SUSPENSION.basis: "K16",
    NOTIFY.basis: "K17",
    AUTOMATIC_DOCUMENT.basis: "K20",
    ROUTE.basis: "K21",
    MERE_PROCEDURE.basis: "K21",
    REPORT.basis: "K21",
    ABANDONMENT.basis: "K22",
    APPEAL.basis: "K24",
    RECONSIDERATION_DECISION.basis: "K24",
    COMPLAINT_DECISION.basis: "K26",
}


def rule_of(term: Term, otherwise: str) -> str:
    """Name the rule that gives a term, or the one that holds when a special norm gives it."""
    return _RULES.get(term.basis, otherwise)
