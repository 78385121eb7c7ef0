from pathlib import Path

import pytest

from channels.voice.call import Call
from channels.voice.finding import FINDING
from channels.voice.questions import QUESTIONS, refusal_codes
from channels.voice.reaching import REACHING
from core.model.answers import VisitAnswer
from core.refusals import NumberMissing, ProcedureUnknown, VisitUnknown, every_refusal
from tests.channels.callers import FakeInquiry

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "voice-script.md"


def test_the_next_visit_can_be_asked_by_district() -> None:
    answer = QUESTIONS["visit.next"](FakeInquiry(), Call("CA1", None), {"district": "080704"})
    assert isinstance(answer, VisitAnswer)


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        ("case.status", NumberMissing),
        ("procedure.by_shortcut", ProcedureUnknown),
        ("visit.next", VisitUnknown),
    ],
)
def test_a_question_asked_without_its_slot_is_refused(
    question: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        QUESTIONS[question](FakeInquiry(), Call("CA1", None), {})
    assert refused.value.args[0] in refusal_codes()[question]


def test_every_code_a_question_may_be_refused_with_is_a_code_of_the_house() -> None:
    known = {kind.code for kind in every_refusal()}
    assert {code for codes in refusal_codes().values() for code in codes} <= known


@pytest.mark.parametrize("question", sorted({*QUESTIONS, *FINDING, *REACHING}))
def test_every_question_is_in_the_reference(question: str) -> None:
    assert f"`{question}`" in PAGE.read_text(encoding="utf-8")
