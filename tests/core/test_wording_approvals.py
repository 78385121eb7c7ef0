import pytest

from core.refusals import DocumentInvalid
from core.wording.approvals import COLUMNS, LIST, Approvals, fingerprint
from tests.core.catalogues import SHIPPED

HEADER = ",".join(COLUMNS) + "\n"
TEXTS = ("Willakuy {on}.",)
ROW = f"voice,informative,quz,{fingerprint(TEXTS)},Sunta Quispe,Collao,2026-11-20\n"


def test_a_signed_text_is_approved_where_it_was_signed_and_nowhere_else() -> None:
    approvals = Approvals.parse(HEADER + ROW)
    assert approvals.cover("voice", "informative", "quz", TEXTS)
    assert not approvals.cover("sms", "informative", "quz", TEXTS)
    assert not approvals.cover("voice", "stage.received", "quz", TEXTS)
    assert not approvals.cover("voice", "informative", "quy", TEXTS)


@pytest.mark.parametrize("edited", [("Willakuy {on}",), ("willakuy {on}.",), (*TEXTS, "Paykuna")])
def test_one_letter_more_or_less_loses_the_approval(edited: tuple[str, ...]) -> None:
    assert not Approvals.parse(HEADER + ROW).cover("voice", "informative", "quz", edited)


def test_the_forms_of_a_plural_are_one_text_in_their_order() -> None:
    assert fingerprint(("una", "dos")) != fingerprint(("dos", "una"))
    assert fingerprint(("una", "dos")) != fingerprint(("unados",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "header"),
        ("context,msgid\n", "header"),
        (HEADER + "voice,informative,quz\n", "line 2: incomplete"),
        (HEADER + ROW.replace("Sunta Quispe", " "), "line 2: incomplete"),
        (HEADER + ROW.replace("Collao", ""), "line 2: incomplete"),
        (HEADER + ROW + ROW.replace("2026-11-20", "ayer"), "line 3: date"),
    ],
)
def test_an_approval_that_nobody_answers_for_is_refused(text: str, problem: str) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        Approvals.parse(text)
    assert refused.value.facts == {"document": LIST, "problem": problem}


def test_the_list_that_ships_is_readable_and_signs_nothing_yet() -> None:
    text = (SHIPPED / LIST).read_text(encoding="utf-8")
    assert Approvals.parse(text) == Approvals(frozenset())
