"""Prompts as sound: short, narrow, kept, bounded, and never a way into the machine."""

import hashlib
import os
import stat
import wave
from pathlib import Path

import pytest

from channels.porch.speech import MOST_LETTERS, Speech, voices_for

WORDS = "Para saber de su expediente, marque uno."


def program(folder: Path, script: str) -> str:
    """Write a stand-in for espeak-ng."""
    path = folder / "voice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def seconds(file: Path) -> float:
    with wave.open(str(file), "rb") as sound:
        return sound.getnframes() / sound.getframerate()


def test_a_prompt_is_spoken_at_the_rate_of_a_telephone(tmp_path: Path) -> None:
    speech = Speech(tmp_path / "audio")
    assert speech.can_speak
    file = speech.wav("es-MX", WORDS)
    assert file is not None
    assert file.read_bytes()[:4] == b"RIFF"
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 8000)
        assert any(sound.readframes(sound.getnframes()))
    assert 1 < seconds(file) < 10


def test_the_same_prompt_is_spoken_once_and_another_language_is_another_file(
    tmp_path: Path,
) -> None:
    speech = Speech(tmp_path)
    first = speech.wav("es-MX", WORDS)
    assert first is not None
    made = first.stat().st_ino
    again = speech.wav("es-MX", f"  {WORDS}\n")
    assert again == first
    assert again.stat().st_ino == made
    assert speech.wav("en-US", WORDS) not in {None, first}


def test_a_longer_prompt_lasts_longer(tmp_path: Path) -> None:
    speech = Speech(tmp_path)
    short, long = speech.wav("es", "Uno."), speech.wav("es", f"{WORDS} {WORDS}")
    assert short is not None
    assert long is not None
    assert seconds(long) > 2 * seconds(short)


@pytest.mark.parametrize(
    "words", ["--voices=es", "-f /etc/hostname", "$(touch x)", "; touch x", "'"]
)
def test_no_words_are_an_option_or_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    spoken = Speech(tmp_path / "audio").wav("es-MX", words)
    assert spoken is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["audio"]


def test_what_stands_in_brackets_is_read_and_not_obeyed(tmp_path: Path) -> None:
    said = tmp_path / "said"
    speech = Speech(tmp_path / "audio", program(tmp_path, f'cat > "{said}"; exit 1'))
    assert speech.wav("es", "oiga [[h'ola]]") is None
    assert said.read_text() == "oiga [ [h'ola]]"


def test_only_so_many_letters_are_spoken(tmp_path: Path) -> None:
    said = tmp_path / "said"
    speech = Speech(tmp_path / "audio", program(tmp_path, f'cat > "{said}"; exit 1'))
    assert speech.wav("es", "a" * 10_000) is None
    assert len(said.read_text()) == MOST_LETTERS


@pytest.mark.parametrize("words", ["", " \n ", "😀", "\ud800", "ñandú\x00"])
def test_strange_words_break_nothing(tmp_path: Path, words: str) -> None:
    assert Speech(tmp_path).wav("es", words) is None or list(tmp_path.glob("*.wav"))


@pytest.mark.parametrize("language", ["zz", "", "../../x", "-h"])
def test_a_language_without_a_voice_is_silent(tmp_path: Path, language: str) -> None:
    assert Speech(tmp_path).wav(language, WORDS) is None
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_the_program_is_silent(tmp_path: Path) -> None:
    speech = Speech(tmp_path / "audio", str(tmp_path / "nothing-here"))
    assert not speech.can_speak
    assert speech.wav("es-MX", WORDS) is None
    assert not (tmp_path / "audio").exists()


def test_a_voice_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    speech = Speech(tmp_path / "audio", program(tmp_path, "exec sleep 60"), seconds=0.2)
    assert speech.wav("es", WORDS) is None


def test_the_oldest_prompts_are_forgotten(tmp_path: Path) -> None:
    speech = Speech(tmp_path, most_files=3)
    for age, words in enumerate(("uno", "dos", "tres")):
        file = speech.wav("es", words)
        assert file is not None
        os.utime(file, (age, age))
    speech.wav("es", "uno")  # asked for again: no longer the oldest
    speech.wav("es", "cuatro")
    kept = {path.stem for path in tmp_path.iterdir()}
    assert kept == {name("uno"), name("tres"), name("cuatro")}


def name(words: str) -> str:
    return hashlib.sha256(f"es\n{words}".encode()).hexdigest()


def test_latin_america_is_preferred_and_other_languages_are_taken_as_they_are() -> None:
    assert voices_for("es-MX") == ("es-419", "es")
    assert voices_for("qu") == ("qu",)
