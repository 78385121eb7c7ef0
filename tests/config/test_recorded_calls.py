"""A real house that was given recordings: its doors play them from where each carrier looks."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from channels.porch.waves import bare_mulaw
from channels.voice.call import Call
from channels.voice.plan import Plan
from config.asterisk import asterisk_door
from config.handset import in_process, telephone_of
from config.house import House, build
from config.web import create_app
from tests.channels.speakers import LANGUAGE, Spoken, spoken
from tests.houses import PUBLIC_URL, StoodClock, copy_of, settings, shipped

PHONE = "+51984000001"


@pytest.fixture(scope="module")
def quechua(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    return spoken(tmp_path_factory.mktemp("spoken"))


@pytest.fixture
def house(founded_house: Path, tmp_path: Path, quechua: Spoken) -> Iterator[House]:
    copy_of(founded_house, tmp_path / "var").close()
    given = replace(shipped(), wording=quechua.wording, recordings=quechua.recordings)
    opened = build(settings(tmp_path / "var"), clock=StoodClock(), shipped=given)
    yield opened
    opened.close()


def test_twilio_is_sent_to_the_public_address_of_each_sound(house: House) -> None:
    app = create_app(house)
    call = telephone_of(house, in_process(app), PHONE).call()
    (greeting,) = (prompt for prompt in call.heard if prompt.sounds)
    assert all(address.startswith(f"{PUBLIC_URL}/audio/") for address in greeting.sounds)
    for address in greeting.sounds:
        assert app.test_client().get(address.removeprefix(PUBLIC_URL)).status_code == 200
    chosen = call.key_in("2")
    assert chosen.heard
    assert all(prompt.sounds for prompt in chosen.heard)


def test_asterisk_finds_the_same_sounds_as_files_of_its_own(
    house: House, quechua: Spoken, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as turns:
        door = asterisk_door(house, turns)
    plan = Plan.from_text(door.conversation.begin(Call("AGI1", None)).reply)
    (offer,) = (words for words in plan.spoken if words.language == LANGUAGE)
    folder = tmp_path / "var" / "audio" / "calls" / "recorded"
    assert door.sounds.names((offer,)) == tuple(f"{folder}/{mark}" for mark in offer.sounds)
    for mark in offer.sounds:
        content = quechua.recordings.content(mark)
        assert content is not None
        assert (folder / f"{mark}.ulaw").read_bytes() == bare_mulaw(content)
