"""What the pretended phone plays: a speaker's sounds joined, a machine's words, and both slowly."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import Client

from channels.handset.network import CallFailed, Network, NoMedia, Signer
from channels.handset.walk import Prompt, read
from channels.porch.waves import read_wave
from channels.voice.render import Speech, Spoken, twiml
from config.house import House, build
from config.media import HouseMedia, words_by_sound
from config.web import create_app
from tests.channels.hands import SOUND, Hand
from tests.channels.handsets import Scripted, reply, settings_on
from tests.channels.speakers import SAMPLES, spoken
from tests.houses import PUBLIC_URL, StoodClock, copy_of, shipped

MARKS = ("a" * 64, "b" * 64)
PLAYS = [f"{PUBLIC_URL}/audio/{mark}.wav" for mark in MARKS]


def played(*spoken_now: Spoken) -> tuple[Prompt, ...]:
    speech = Speech(spoken_now, None, hangs_up=True, next_turn=1)
    return read(twiml(speech, "", public_url=PUBLIC_URL)).heard


def test_the_pieces_of_a_speaker_are_one_speech() -> None:
    heard = played(Spoken("quz", "Kay.", sounds=MARKS), Spoken("es", "Hola."))
    assert heard == (Prompt("", "", sounds=tuple(PLAYS)), Prompt("es-MX", "Hola."))


def test_slow_words_are_heard_as_slow() -> None:
    assert [prompt.slow for prompt in played(Spoken("es", "Uno.", slow=True))] == [True]
    assert [prompt.slow for prompt in played(Spoken("es", "Uno."))] == [False]


def network(address: str) -> Network:
    class Sounds(NoMedia):
        def fetch(self, path: str, /) -> bytes:
            return path.encode()

    return Network(Signer(address, "a key"), Scripted([reply("")]), media=Sounds())


def test_sounds_are_fetched_from_the_house_alone() -> None:
    prompt = Prompt("", "", sounds=tuple(PLAYS))
    assert network(PUBLIC_URL).sounds(prompt) == tuple(f"/audio/{m}.wav".encode() for m in MARKS)
    with pytest.raises(CallFailed):
        network("https://elsewhere.example").sounds(prompt)


def test_a_phone_without_a_speaker_tells_that_a_sound_came() -> None:
    bare = Network(Signer(PUBLIC_URL, "a key"), Scripted([reply("")]))
    (told,) = bare.worded([Prompt("", "", sounds=tuple(PLAYS))])
    assert told.text == "[sonido aaaaaaaa] [sonido bbbbbbbb]"
    with pytest.raises(CallFailed):
        bare.sounds(told)


def test_a_sound_that_the_house_does_not_hand_out_fails_the_walk(lit_house: House) -> None:
    media = HouseMedia(create_app(lit_house), {})
    with pytest.raises(CallFailed):
        media.fetch(f"/audio/{MARKS[0]}.wav")
    with pytest.raises(CallFailed):
        HouseMedia(None, {}).fetch(f"/audio/{MARKS[0]}.wav")


@pytest.fixture
def recorded_house(founded_house: Path, tmp_path: Path) -> Iterator[House]:
    """Open a house with the handset on, all of whose Spanish was recorded."""
    copy_of(founded_house, tmp_path / "var").close()
    given = spoken(tmp_path / "spoken", language="es")
    ships = replace(shipped(), wording=given.wording, recordings=given.recordings)
    house = build(settings_on(tmp_path / "var"), clock=StoodClock(), shipped=ships)
    yield house
    house.close()


def test_the_browser_plays_what_was_recorded_and_reads_what_is_said(recorded_house: House) -> None:
    hand = Hand(create_app(recorded_house).test_client())
    page = hand.send("llamar")
    assert "Aquí le decimos cómo va su trámite." in page
    (sound,) = SOUND.findall(page)
    heard = read_wave(hand.client.get(sound).data)
    assert len(heard.samples) == 2 * SAMPLES  # the welcome and the menu


def test_every_sound_of_the_release_has_its_words_and_its_address(recorded_house: House) -> None:
    recordings = recorded_house.recordings
    said = words_by_sound(recordings)
    assert said.keys() > {one.sound_sha256 for one in recordings.kept.values()}
    web = Client(create_app(recorded_house))
    for one in list(recordings.kept.values())[:20]:
        answer = web.get(f"/audio/{one.sound_sha256}.wav")
        assert (answer.status_code, answer.content_type) == (200, "audio/wav")
        assert len(read_wave(answer.get_data()).samples) == SAMPLES


def test_a_house_without_recordings_reads_nothing_for_them(lit_house: House) -> None:
    assert words_by_sound(lit_house.recordings) == {}


def test_who_asks_for_slow_speech_hears_the_handset_speak_slowly(hand: Hand) -> None:
    def seconds() -> float:
        (*_, menu) = SOUND.findall(hand.page)
        with hand.client.get(menu) as sound:
            return read_wave(sound.data).seconds

    hand.send("llamar")
    usual = seconds()
    hand.send("teclas", keys="3")
    assert "más despacio" in hand.page
    assert seconds() > 1.1 * usual
