"""The terms of the law itself: their days, their articles, their rules."""

import pytest

from core.model.term import Term, Unit
from core.model.terms_of_law import (
    ABANDONMENT,
    APPEAL,
    APPEAL_DECISION,
    AUTOMATIC_DOCUMENT,
    COMPLAINT_DECISION,
    COUNTER_CURE,
    ELECTRONIC_CURE,
    ELECTRONIC_OBSERVATION,
    LONGEST_EVALUATION,
    MERE_PROCEDURE,
    NOTIFY,
    RECONSIDERATION_DECISION,
    REPORT,
    REPORT_EXTENDED,
    REQUIREMENT_CURE,
    ROUTE,
    SUSPENSION,
    rule_of,
)


@pytest.mark.parametrize(
    ("term", "count", "article", "rule"),
    [
        (COUNTER_CURE, 2, "136.1", "K11"),
        (REQUIREMENT_CURE, 10, "143.4", "K14"),
        (ELECTRONIC_CURE, 2, "136.6", "K15"),
        (ELECTRONIC_OBSERVATION, 2, "136.6", "K15"),
        (SUSPENSION, 30, "147.4", "K16"),
        (NOTIFY, 5, "24.1", "K17"),
        (AUTOMATIC_DOCUMENT, 5, "33", "K20"),
        (ROUTE, 0, "143.1", "K21"),
        (MERE_PROCEDURE, 3, "143.2", "K21"),
        (REPORT, 7, "143.3", "K21"),
        (REPORT_EXTENDED, 10, "143.3", "K21"),
        (ABANDONMENT, 30, "202", "K22"),
        (APPEAL, 15, "218.2", "K24"),
        (APPEAL_DECISION, 30, "218.2", "K24"),
        (RECONSIDERATION_DECISION, 15, "218.2", "K24"),
        (COMPLAINT_DECISION, 3, "169.2", "K26"),
        (LONGEST_EVALUATION, 30, "153", "K6"),
    ],
)
def test_each_term_of_the_law_has_its_days_its_article_and_its_rule(
    term: Term, count: int, article: str, rule: str
) -> None:
    assert (term.count, term.unit) == (count, Unit.BUSINESS_DAYS)
    assert term.basis.startswith("TUO LPAG art")
    assert article in term.basis
    assert rule_of(term, "none") == rule


def test_a_term_that_a_special_norm_gives_takes_the_rule_of_its_use() -> None:
    assert rule_of(Term(30, Unit.BUSINESS_DAYS, "TUPA"), "K5") == "K5"
