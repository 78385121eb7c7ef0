from pathlib import Path

import pytest

from ivr_flows.script import shipped
from tests.ivr_flows.rehearsal import rehearse

TRANSCRIPTS = sorted(Path(__file__).with_name("transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_call_goes_as_its_transcript_says(path: Path, request: pytest.FixtureRequest) -> None:
    kept = path.read_text(encoding="utf-8")
    played = rehearse(shipped("status"), kept)
    if request.config.getoption("--update"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == kept


def test_there_are_transcripts_to_keep() -> None:
    assert len(TRANSCRIPTS) >= 10
