"""What a speaker recorded, as each carrier plays it: by an address, or by a file of its own."""

from array import array
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from twilio.twiml.voice_response import Gather, VoiceResponse

from channels.handset.vocabulary import check_twiml
from channels.porch.laid_out import LaidOut
from channels.porch.mulaw import to_mulaw
from channels.porch.recordings import Recordings, rest_mark, rest_sound
from channels.porch.waves import Sound, bare_mulaw, joined, mulaw_wave, pcm_wave, read_wave
from channels.voice.memory import Told
from channels.voice.plan import Plan, plan_text
from channels.voice.render import Speech, Spoken, spoken_of, twiml
from channels.voice.sounds import SoundMissing, Sounds
from ivr_flows.effects import Collect

URL = "https://tramites.example.pe/muni"
MARKS = ("a" * 64, "0" * 64)
TONE = Sound(8000, array("h", [0, 1000, -1000, 32_000] * 20))


@pytest.mark.parametrize("wait", [Collect(1), None])
def test_what_is_played_is_written_as_the_official_library_writes_it(wait: Collect | None) -> None:
    said = [Spoken("quz", "Kay & kay.", sounds=MARKS), Spoken("es", "Hola.")]
    written = twiml(Speech(said, wait, wait is None, 7), "/muni", public_url=URL)
    response = VoiceResponse()
    outer: VoiceResponse | Gather = response
    if wait is not None:
        action = "/muni/voice/turn/7"
        outer = Gather(
            input="dtmf", action=action, method="POST", timeout=7, finish_on_key="#", num_digits=1
        )
        response.append(outer)
        response.redirect(f"{action}?silence=1", method="POST")
    for mark in MARKS:
        outer.play(f"{URL}/audio/{mark}.wav")
    outer.say("Hola.", language="es-MX", voice="Polly.Mia-Neural")
    if wait is None:
        response.hangup()
    assert ET.canonicalize(written) == ET.canonicalize(str(response))
    check_twiml(written, "voice")
    assert "Kay" not in written


def test_a_slow_call_plays_a_speaker_at_the_speakers_own_pace() -> None:
    said = [Spoken("es", "Hola.", slow=True, sounds=MARKS)]
    assert "prosody" not in twiml(Speech(said, None, hangs_up=True, next_turn=1), "")


def test_a_plan_keeps_what_was_recorded_and_reads_one_written_before_there_was_any() -> None:
    said = (Spoken("quz", "Kay.", sounds=MARKS), Spoken("es", "Hola.", slow=True))
    speech = Speech(said, Collect(1), hangs_up=False, next_turn=2)
    assert Plan.from_text(plan_text(speech)).spoken == said
    older = plan_text(speech).replace(f',"sounds":["{MARKS[0]}","{MARKS[1]}"]', "")
    older = older.replace(',"sounds":[]', "")
    assert "sounds" not in older
    assert [words.sounds for words in Plan.from_text(older).spoken] == [(), ()]


def test_each_part_of_an_answer_keeps_its_own_sounds() -> None:
    told = Told("quz", ("a", "b"), ("c",), (MARKS, (), MARKS[:1]))
    assert [each.sounds for each in told.spoken("must", slow=False)] == [MARKS, ()]
    assert [each.sounds for each in told.spoken("may", slow=True)] == [MARKS[:1]]
    assert Told.from_list(*told.to_list()) == told  # type: ignore[arg-type]  # what JSON gives
    plain = Told("es", ("a",), ())
    assert plain.to_list() == ["es", ("a",), ()]
    assert Told.from_list(*plain.to_list()) == plain  # type: ignore[arg-type]  # what JSON gives


def test_sounds_that_fit_no_words_are_no_memory() -> None:
    with pytest.raises(ValueError, match="sounds"):
        Told.from_list("quz", ["a"], [], [["x"], ["y"]])
    with pytest.raises(ValueError, match="zip"):
        spoken_of("quz", ("a",), (MARKS, MARKS), slow=False)


def test_asterisk_is_given_the_bare_samples_of_a_recording(tmp_path: Path) -> None:
    content = mulaw_wave(TONE)
    (tmp_path / "tone.wav").write_bytes(content)
    recordings = Recordings(tmp_path, {}, {MARKS[0]: tmp_path / "tone.wav"})
    laid = LaidOut(tmp_path / "calls", recordings)
    file = laid.file(MARKS[0])
    assert file == tmp_path / "calls" / f"{MARKS[0]}.ulaw"
    assert file.read_bytes() == bytes(to_mulaw()[sample & 0xFFFF] for sample in TONE.samples)
    made = file.stat().st_mtime_ns
    assert laid.file(MARKS[0]) == file
    assert file.stat().st_mtime_ns == made
    assert laid.file(MARKS[1]) is None
    rest = laid.file(rest_mark())
    assert rest is not None
    assert set(rest.read_bytes()) == {0xFF}


def test_wider_samples_are_brought_to_what_a_line_carries() -> None:
    assert bare_mulaw(pcm_wave(TONE)) == bare_mulaw(mulaw_wave(TONE))


def test_pieces_are_joined_without_a_gap() -> None:
    both = read_wave(joined([mulaw_wave(TONE), rest_sound()])).samples
    assert len(both) == len(TONE.samples) + 2400
    assert not any(both[len(TONE.samples) :])


class Nobody:
    """A voice that reads nothing, and a release that has one sound."""

    def __init__(self, folder: Path, *marks: str) -> None:
        self.folder, self.marks = folder, marks

    def wav(self, _language: str, _text: str, /) -> Path | None:
        return None

    def file(self, mark: str, /) -> Path | None:
        return self.folder / f"{mark}.ulaw" if mark in self.marks else None


def test_a_text_is_played_whole_or_not_at_all(tmp_path: Path) -> None:
    said = [Spoken("quz", "Kay.", sounds=MARKS)]
    whole, half = Nobody(tmp_path, *MARKS), Nobody(tmp_path, MARKS[0])
    sounds = Sounds(usual=whole, slow=whole, records=whole, here=tmp_path, there="/there")
    assert sounds.names(said) == tuple(f"/there/{mark}" for mark in MARKS)
    with pytest.raises(SoundMissing):
        Sounds(usual=half, slow=half, records=half, here=tmp_path).names(said)
