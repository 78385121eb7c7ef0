"""A language without a machine's voice: signed and recorded, it is heard on every network."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.handset.network import Network, Signer
from channels.handset.phone import Call, Telephone
from channels.handset.walk import Prompt
from channels.handset.webhooks import Parties
from channels.porch.laid_out import LaidOut
from tests.channels import callers
from tests.channels.agi_peer import HANGS_UP
from tests.channels.callers import CLAVE, NUMBER, Caller
from tests.channels.dialogues import Delivered
from tests.channels.exchange import Exchange
from tests.channels.speakers import LANGUAGE, MARK, Spoken, spoken
from tests.fakes import FakeContacts

PLACE, PROCEDURE = "Mesa de Partes, Municipalidad de Pisac", "Certificado domiciliario"
CALL = ("2", "1", NUMBER, CLAVE, "3")


@pytest.fixture(scope="module")
def quechua(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    return spoken(tmp_path_factory.mktemp("recorded"), (PLACE, PROCEDURE))


def telephone(house: callers.House) -> Telephone:
    network = Network(Signer(callers.URL, callers.TOKEN), Delivered(house.client()))
    return Telephone(network, Parties("+51984123456", "0800"))


def by_handset(given: Spoken, *keys: str) -> Iterator[tuple[Prompt, ...]]:
    """Call with the pretended phone, and yield what is heard at each turn."""
    call: Call = telephone(callers.House(wording=given.wording)).call()
    yield call.heard
    for pressed in keys:
        call = call.key_in(pressed)
        yield call.heard


def marks(prompt: Prompt) -> list[str]:
    return [address.rpartition("/")[2].removesuffix(".wav") for address in prompt.sounds]


def flat(turns: Iterator[tuple[Prompt, ...]]) -> list[str]:
    """List words of a machine and sounds of a speaker, one after another."""
    return [each for turn in turns for prompt in turn for each in marks(prompt) or [prompt.text]]


def test_a_language_is_offered_once_it_is_signed_and_recorded(quechua: Spoken) -> None:
    assert quechua.wording.languages("voice") == ("es", LANGUAGE)


@pytest.mark.parametrize("lacking", ["digit-4", "number-30-and", "voice.goodbye", "month-2"])
def test_one_sound_too_few_and_it_is_not(tmp_path: Path, lacking: str) -> None:
    assert spoken(tmp_path, lacking=lacking).wording.languages("voice") == ("es",)


def test_a_whole_call_is_heard_in_a_speakers_voice(quechua: Spoken) -> None:
    greeting, *turns = by_handset(quechua, *CALL)
    # Each language is offered in its own voice; after the choice no machine is heard.
    assert [bool(prompt.sounds) for prompt in greeting] == [False, True]
    assert all(prompt.sounds for turn in turns for prompt in turn)
    heard = [quechua.said(mark) for turn in turns for prompt in turn for mark in marks(prompt)]
    assert "voice.menu" in heard
    status = heard[heard.index("status.in_process-1") :]
    assert [name.rpartition("-")[0] or name for name in status[1:12]] == [
        *["digit"] * 3, "rest", *["digit"] * 3, "rest", *["digit"] * 3,
    ]  # fmt: skip
    assert {"weekday-5", "day-8", "month-1"} <= set(status)
    assert any(name.startswith("name-mesa-de-partes-municipalidad-de-pisac") for name in status)


def test_it_is_the_same_call_over_twilio_and_asterisk(quechua: Spoken, tmp_path: Path) -> None:
    by_twilio = flat(by_handset(quechua, *CALL))
    calls = tmp_path / "calls"
    exchange = Exchange(
        calls,
        wording=quechua.wording,
        records=LaidOut(calls / "recorded", quechua.recordings),
    )
    heard = exchange.hears(exchange.caller(*CALL, HANGS_UP))
    assert heard.heard == by_twilio
    played = [path for path in (calls / "recorded").iterdir() if path.suffix == ".ulaw"]
    assert {path.stem for path in played} == {sound for sound in by_twilio if len(sound) == 64}


def test_a_turn_that_is_repeated_is_answered_with_the_same_bytes(quechua: Spoken) -> None:
    house = callers.House(wording=quechua.wording)
    caller = Caller(house)
    first = caller.dial()
    for keys in CALL:
        first = caller.press(keys)
        caller.turn -= 1
        assert caller.press(keys).body == first.body
    assert b"<Play>" in first.body


def test_an_answer_with_one_name_unrecorded_is_spanish_as_a_whole(tmp_path: Path) -> None:
    given = spoken(tmp_path)
    *_, menu, _, _, status, _ = by_handset(given, *CALL)
    assert all(prompt.sounds for prompt in menu)
    answer = [prompt for prompt in status if not prompt.sounds]
    assert answer
    assert any(PLACE in prompt.text for prompt in answer)
    assert not any(MARK in prompt.text for prompt in answer)
    assert all(prompt.language == "es-MX" for prompt in answer)


def test_what_was_told_is_said_again_in_the_same_sounds(quechua: Spoken) -> None:
    *_, told, again = by_handset(quechua, "2", "1", NUMBER, CLAVE, "9")
    assert set(flat(iter([again]))) <= set(flat(iter([told])))
    assert all(prompt.sounds for prompt in again)


def test_a_speaker_beats_a_machine_in_spanish_too_and_at_any_pace(tmp_path: Path) -> None:
    given = spoken(tmp_path, (PLACE, PROCEDURE), language="es", lacking="voice.slower")
    assert given.wording.languages("voice") == ("es",)
    greeting, slower, *_ = by_handset(given, "3")
    assert all(prompt.sounds for prompt in greeting)
    (machine, *rest) = slower
    assert (machine.slow, machine.sounds) == (True, ())
    assert rest
    assert all(prompt.sounds for prompt in rest)


def test_a_recording_that_is_gone_from_the_release_is_read_by_the_machine(tmp_path: Path) -> None:
    given = spoken(tmp_path / "es", language="es")
    exchange = Exchange(tmp_path / "calls", wording=given.wording)
    heard = exchange.hears(exchange.caller(HANGS_UP))
    assert any("trámite" in words for words in heard.heard)


def test_the_language_is_remembered_at_the_next_call(quechua: Spoken) -> None:
    house = callers.House(wording=quechua.wording, contacts=FakeContacts())
    first = Caller(house)
    first.dial()
    first.press("2")
    assert b"<Say" in first.dial().body
    second = Caller(house, sid="CA" + "1" * 32)
    heard = second.dial()
    assert [words for words in heard.words if "asterisco" not in words] == []
    assert b"<Play>" in heard.body
