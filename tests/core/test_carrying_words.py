"""Every state and every cause of a text has plain words for staff, and says what they can do."""

import pytest

from core.model.answers import Line
from core.model.delivery import Cause, State
from tests.core.catalogues import shipped
from tests.sources import HOUSE

MESSAGES = [
    *(f"page.text.{kind}.{state}" for state in State for kind in ("state", "means")),
    "page.text.state.partly",
    *(f"page.text.{kind}.{cause}" for cause in Cause for kind in ("cause", "remedy")),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_staff_read_it_in_plain_words(message: str) -> None:
    (text,) = shipped().compose("es", "page", [Line(message, {})]).texts
    assert text
    assert message not in text


def test_the_page_on_texts_names_every_state_and_cause() -> None:
    page = (HOUSE / "docs/reference/texts.md").read_text(encoding="utf-8")
    assert [one for one in (*State, *Cause) if f"| `{one}` |" not in page] == []
