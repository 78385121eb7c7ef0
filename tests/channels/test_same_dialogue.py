"""The same conversation over every carrier: the same words in the same order, the same outcomes."""

from pathlib import Path

import pytest

from tests.channels.agi_peer import message_of
from tests.channels.dialogues import Transcript, by_asterisk, by_twilio
from tests.loops import awaited
from tests.sources import HOUSE

TRANSCRIPTS = sorted((HOUSE / "tests" / "ivr_flows" / "transcripts").glob("*.txt"))
# Keys are pressed into a question of ten, which takes no eleventh: it goes another way.
OVERFLOWING = {"the_star_goes_back_and_clears"}
# Said by the answer itself, where the script says only that it answers.
OF_THE_ANSWER = {"voice.no_more"}


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_is_the_same_over_twilio_and_asterisk(path: Path, tmp_path: Path) -> None:
    transcript = Transcript.of(path)
    one, other = transcript.ground(), transcript.ground()
    twilio = by_twilio(transcript, one)
    asterisk = awaited(by_asterisk(transcript, other, tmp_path))
    assert asterisk == twilio
    assert other.outcomes == one.outcomes
    assert other.wished == one.wished
    assert other.inquiry.asked == one.inquiry.asked
    if path.stem not in OVERFLOWING:
        own = [message_of(words) for words in twilio if words.startswith("voice.")]
        assert [said for said in own if said not in OF_THE_ANSWER] == transcript.said


def test_there_are_conversations_to_compare() -> None:
    assert len(TRANSCRIPTS) >= 10
