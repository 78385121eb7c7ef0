"""The list of what speakers recorded: words and sound belong together or there is no sound."""

from array import array
from pathlib import Path

import pytest

from channels.porch.recordings import (
    COLUMNS,
    LIST,
    Recording,
    fingerprint,
    listed,
    parse,
    read_recordings,
)
from channels.porch.waves import Sound, mulaw_wave
from core.refusals import DocumentInvalid

WORDS = "Kay willakuyqa willanallapaqmi."
SOUND = mulaw_wave(Sound(8000, array("h", [100] * 12_000)))
RECORDED = Recording("informative", fingerprint(WORDS.encode()), fingerprint(SOUND), 1.5)
HEADER = ",".join(COLUMNS) + "\n"


def audio(path: Path, sound: bytes = SOUND) -> Path:
    (path / "quz").mkdir()
    (path / "quz" / "informative.wav").write_bytes(sound)
    (path / "quz" / LIST).write_text(listed([RECORDED]), encoding="utf-8")
    return path


def test_the_words_that_were_read_have_a_sound_and_a_length(tmp_path: Path) -> None:
    recordings = read_recordings(audio(tmp_path))
    assert recordings.has("quz", "informative", WORDS)
    assert recordings.seconds("quz", "informative", WORDS) == 1.5
    sound = recordings.sound("quz", "informative", WORDS)
    assert sound is not None
    assert sound.read_bytes() == SOUND


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        ("quz", "informative", WORDS.removesuffix(".")),
        ("quz", "voice.goodbye", WORDS),
        ("quy", "informative", WORDS),
    ],
)
def test_words_edited_since_have_lost_their_sound(
    tmp_path: Path, language: str, name: str, words: str
) -> None:
    recordings = read_recordings(audio(tmp_path))
    assert not recordings.has(language, name, words)
    assert recordings.seconds(language, name, words) is None
    assert recordings.sound(language, name, words) is None


def test_a_sound_that_is_not_the_one_that_was_checked_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        read_recordings(audio(tmp_path, SOUND + b"\0"))
    assert refused.value.facts["document"] == "informative.wav"


def test_a_sound_that_is_gone_is_refused(tmp_path: Path) -> None:
    (audio(tmp_path) / "quz" / "informative.wav").unlink()
    with pytest.raises(DocumentInvalid):
        read_recordings(tmp_path)


def test_where_nobody_recorded_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "quy").mkdir()
    (tmp_path / "README.md").write_text("words")
    assert read_recordings(tmp_path).kept == {}
    assert read_recordings(tmp_path / "nowhere").kept == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name\n",
        HEADER + "informative,a,b\n",
        HEADER + "informative,a,b,long\n",
        HEADER + "informative,a,b,0\n",
        HEADER + "informative,a,b,nan\n",
        HEADER + "../informative,a,b,1\n",
        HEADER + "..\\informative,a,b,1\n",
        HEADER + ".hidden,a,b,1\n",
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused(text: str) -> None:
    with pytest.raises(DocumentInvalid):
        parse(text)


def test_a_list_is_written_by_name_and_reads_back_the_same() -> None:
    other = Recording("digit-7", "a", "b", 0.4)
    assert parse(listed([RECORDED, other])) == (other, RECORDED)
