"""The sounds of the voice: a speaker's first, a machine's made once, and silence told as such."""

from array import array
from pathlib import Path

import pytest

from channels.porch.recordings import LIST, Recording, Recordings, fingerprint, listed
from channels.porch.recordings import read_recordings as read
from channels.porch.takes import judge
from channels.porch.waves import Sound, mulaw_wave, read_wave
from config.audio import Sounds, durations, shipped_review
from config.recording import Studio, Take, keep
from core.refusals import FileUnreadable
from core.wording.readings import Reading, fixed
from core.wording.recordable import Piece
from core.wording.standing import look_through
from tests.core.catalogues import everywhere, folder

PROMPT = Piece("informative", "Este aviso es solo informativo.")
NOTHING = Path("nothing-recorded")
HUM = Sound(8000, array("h", [9000, -9000] * 10_000))


def sounds(path: Path, recorded: Path = NOTHING) -> Sounds:
    return Sounds.under(path / "audio", read(recorded))


def test_a_machine_speaks_a_prompt_once_and_it_is_kept(tmp_path: Path) -> None:
    made = sounds(tmp_path)
    assert made.sound("es", PROMPT) is None
    assert made.make("es", PROMPT) == "made"
    file = made.file("es", PROMPT.text)
    first = file.stat().st_mtime_ns
    assert made.make("es", PROMPT) == "kept"
    assert file.stat().st_mtime_ns == first
    assert 1 < read_wave(file.read_bytes()).seconds < 5
    assert file.read_bytes()[20] == 7  # mu-law
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_an_edited_prompt_is_another_sound(tmp_path: Path) -> None:
    made = sounds(tmp_path)
    assert made.file("es", "Uno.") != made.file("es", "Uno")
    assert made.file("es", "Uno.") != made.file("quz", "Uno.")


def test_what_was_stopped_half_way_is_begun_again(tmp_path: Path) -> None:
    made = sounds(tmp_path)
    made.make("es", PROMPT)
    assert [made.make("es", each) for each in (PROMPT, Piece("other", "Más."))] == ["kept", "made"]


@pytest.mark.parametrize("language", ["quz", "quy", "ayr"])
def test_no_machine_reads_quechua_or_aymara_to_a_citizen(tmp_path: Path, language: str) -> None:
    made = sounds(tmp_path)
    assert made.make(language, PROMPT) == "silent"
    assert made.sound(language, PROMPT) is None


def recorded(path: Path, text: str = PROMPT.text) -> Path:
    (path / "quz").mkdir(parents=True)
    content = mulaw_wave(HUM)
    (path / "quz" / "informative.wav").write_bytes(content)
    one = Recording("informative", fingerprint(text.encode()), fingerprint(content), HUM.seconds)
    (path / "quz" / LIST).write_text(listed([one]))
    return path


def test_a_speaker_beats_a_machine(tmp_path: Path) -> None:
    made = sounds(tmp_path, recorded(tmp_path / "speakers"))
    assert made.make("quz", PROMPT) == "recorded"
    sound = made.sound("quz", PROMPT)
    assert sound is not None
    assert sound.read_bytes() == mulaw_wave(HUM)
    assert not (tmp_path / "audio").exists()


def test_the_length_of_a_prompt_is_that_of_the_sound_that_would_be_heard(tmp_path: Path) -> None:
    spanish = everywhere(informative=PROMPT.text, late="Tarde desde el {on}.")
    catalogues = folder(tmp_path / "words", spanish, quz=everywhere(informative="Willakuy."))
    made = sounds(tmp_path, recorded(tmp_path / "speakers", "Willakuy."))
    made.make("es", PROMPT)
    seconds = durations(look_through(catalogues), made)
    assert seconds("quz", "informative") == HUM.seconds == 2.5
    spoken = seconds("es", "informative")
    assert spoken is not None
    assert 1 < spoken < 5
    assert [seconds("es", "late"), seconds("es", "nothing"), seconds("quy", "informative")] == [
        None,
        None,
        None,
    ]


def test_every_fixed_prompt_that_ships_is_one_sound_without_a_place_for_facts() -> None:
    prompts = fixed(shipped_review(), "es")
    assert len(prompts) > 50
    assert {"voice.menu", "voice.goodbye"} <= {prompt.name for prompt in prompts}
    assert not any(brace in prompt.text for prompt in prompts for brace in "{}")


def studio() -> Studio:
    return Studio({"informative": Reading("informative", "Es un aviso.", PROMPT.text)})


def brought(path: Path, name: str, content: bytes) -> Path:
    file = path / name
    file.write_bytes(content)
    return file


def test_a_take_that_passes_is_kept_as_a_telephone_plays_it(tmp_path: Path) -> None:
    take = studio().hear(brought(tmp_path, "informative.wav", mulaw_wave(HUM)))
    assert take.verdict.faults == ()
    into = tmp_path / "audio" / "quz"
    assert keep(into, (take,)) == 1
    recordings = read(into.parent)
    assert recordings.has("quz", "informative", PROMPT.text)
    assert recordings.seconds("quz", "informative", PROMPT.text) == 2.5


def test_a_better_take_replaces_the_first_and_leaves_the_others(tmp_path: Path) -> None:
    into = tmp_path / "quz"
    for name, words in (("a", "Huk kay."), ("b", "Iskay."), ("a", "Kimsa.")):
        keep(into, (Take(f"{name}.wav", judge(mulaw_wave(HUM), words), words),))
    recordings: Recordings = read(tmp_path)
    assert recordings.has("quz", "a", "Kimsa.")
    assert recordings.has("quz", "b", "Iskay.")
    assert not recordings.has("quz", "a", "Huk kay.")


def test_a_take_with_a_fault_is_not_kept(tmp_path: Path) -> None:
    quiet = mulaw_wave(Sound(8000, array("h", [300, -300] * 10_000)))
    takes = (
        studio().hear(brought(tmp_path, "informative.wav", quiet)),
        studio().hear(brought(tmp_path, "tusuy.wav", mulaw_wave(HUM))),
    )
    assert [take.verdict.faults for take in takes] == [("too_quiet",), ("unknown_name",)]
    assert keep(tmp_path / "audio", takes) == 0
    assert not (tmp_path / "audio").exists()
    assert studio().missing(takes) == ("informative",)


def test_only_sounds_are_heard_and_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    brought(tmp_path, "notes.txt", b"words")
    upper = brought(tmp_path, "informative.WAV", mulaw_wave(HUM))
    assert studio().files(tmp_path) == (upper,)
    with pytest.raises(FileUnreadable):
        studio().files(tmp_path / "nowhere")
