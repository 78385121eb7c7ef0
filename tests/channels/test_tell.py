import pytest

from channels.porch.tell import tell
from core.ports import Composed
from tests.core.catalogues import CHANNELS, shipped
from tests.every_answer import every_answer, visit
from tests.fakes import PlainWording


def test_what_must_be_told_is_told_and_nothing_else() -> None:
    told = tell(PlainWording(), "es", "sms", visit(), more=False)
    assert [text.partition("(")[0] for text in told.texts] == ["visit", "informative"]


def test_with_more_what_may_be_told_follows_in_its_order() -> None:
    told = tell(PlainWording(), "es", "sms", visit(), more=True)
    named = [text.partition("(")[0] for text in told.texts]
    assert named == ["visit", "informative", "visit.service", "visit.service"]


def test_an_answer_is_told_in_the_one_language_that_has_it_all() -> None:
    told = tell(PlainWording("es"), "quz", "voice", visit(), more=False)
    assert isinstance(told, Composed)
    assert told.language == "es"


@pytest.mark.parametrize("channel", CHANNELS)
def test_all_that_must_be_told_comes_first_in_every_channel(channel: str) -> None:
    for answer in every_answer():
        must = tell(shipped(), "es", channel, answer, more=False).texts
        assert tell(shipped(), "es", channel, answer, more=True).texts[: len(must)] == must
