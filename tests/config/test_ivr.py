"""The ivr process: it starts, answers, ends when told to, and refuses to start half ready."""

import os
import signal
import socket
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.asterisk import asterisk_door
from config.cli.serve import addresses, processes
from config.house import House
from config.secrets_on_disk import ivr_token_of
from config.settings import ROOT, checked
from core.refusals import SettingInvalid
from tests.channels.agi_peer import HANGS_UP, TOKEN, Asterisk, Library, environment
from tests.config.clerk import clerk_of
from tests.houses import copy_of, settings
from tests.loops import awaited

PATIENCE = 60
SECONDS_TO_END = 20


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def environment_of(var: Path, **more: str) -> dict[str, str]:
    ours = clerk_of(var, IVR_TOKEN=TOKEN, **more).environment
    clean = {name: old for name, old in os.environ.items() if name not in ours}
    said = {name: value for name, value in ours.items() if value is not None}
    return clean | said | {"PYTHONPATH": str(ROOT)}


@contextmanager
def answering(var: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Start the process and wait until it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "config.ivr"],
        env=environment_of(var, IVR_PORT=str(port)),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def started_in_vain(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "config.ivr"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def outcomes(house: House) -> list[str]:
    with house.shelf.database.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT outcome FROM contact ORDER BY id")
        return [row[0] for row in rows]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_aloud_and_ends_within_seconds_of_being_told_to(
    founded_house: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    var = tmp_path / "var"
    house = copy_of(founded_house, var)
    port = free_port()
    with answering(var, port) as process:
        caller = Asterisk(Library(tmp_path), ("2", HANGS_UP))
        awaited(caller.call(port))
        with socket.create_connection(("127.0.0.1", port)) as waiting:
            waiting.sendall(environment({}) + b"200 result=0\n")
            assert waiting.makefile().readline() == "ANSWER\n"
            process.send_signal(stop)
            _, err = process.communicate(timeout=SECONDS_TO_END)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert TOKEN not in err
    sounds = [var / "audio" / "calls" / f"{name}.wav" for name in caller.heard]
    assert len(sounds) == 3
    for sound in sounds:
        # What Asterisk calls wav: one channel of 16 bits, 8,000 times a second.
        with wave.open(str(sound)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 8000)
            assert file.getnframes() > 4000
    told = outcomes(house)
    assert told[:3] == ["menu", "shortcut", "ended.completed"]
    # The turn that was under way may be written down after the end of its call.
    assert told.count("ended.failed") == 1
    house.close()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"IVR_TOKEN": "short"}, "setting=IVR_TOKEN problem=not_16_to_128_plain_letters"),
        (
            {"IVR_TOKEN": "", "ENVIRONMENT": "production"},
            "setting=IVR_TOKEN problem=missing",
        ),
        ({"PATH": "/nowhere"}, "setting=IVR problem=no_voice_on_this_machine"),
    ],
)
def test_a_start_that_is_refused_says_which_setting_and_why(
    tmp_path: Path, more: dict[str, str], said: str
) -> None:
    started = started_in_vain(environment_of(tmp_path, IVR_PORT=str(free_port())) | more)
    assert started.returncode == 1
    assert said in started.stderr
    assert "Traceback" not in started.stderr


def test_a_port_that_somebody_has_is_told_by_its_setting(
    founded_house: Path, tmp_path: Path
) -> None:
    copy_of(founded_house, tmp_path / "var").close()
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        started = started_in_vain(environment_of(tmp_path / "var", IVR_PORT=port))
    assert started.returncode == 1
    assert "setting=IVR_PORT problem=cannot_listen_there" in started.stderr


def test_in_development_it_makes_a_token_and_keeps_it_for_its_owner(tmp_path: Path) -> None:
    told = settings(tmp_path)
    token = ivr_token_of(told)
    assert token == ivr_token_of(told)
    assert len(token) >= 32
    assert (tmp_path / "keys" / "ivr").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("token", ["a" * 15, "a" * 129, "a token of spaces", "a/token/of/parts/"])
def test_a_token_that_is_no_part_of_an_address_is_refused(tmp_path: Path, token: str) -> None:
    told = settings(tmp_path).model_copy(update={"ivr_token": SecretStr(token)})
    with pytest.raises(SettingInvalid) as refused:
        checked(told)
    assert refused.value.facts["setting"] == "IVR_TOKEN"


@pytest.mark.parametrize("folder", ["sounds", "../x", '/a"b', "/a\nb", "/a&b", "/a\\b"])
def test_a_folder_that_asterisk_cannot_be_told_is_refused(tmp_path: Path, folder: str) -> None:
    told = settings(tmp_path).model_copy(update={"ivr_sounds": folder})
    with pytest.raises(SettingInvalid) as refused:
        checked(told)
    assert refused.value.facts["setting"] == "IVR_SOUNDS"


def test_sounds_are_named_as_the_other_machine_knows_them(house: House) -> None:
    there = house.settings.model_copy(update={"ivr_sounds": "/srv/sounds/"})
    with ThreadPoolExecutor(1) as turns:
        door = asterisk_door(replace(house, settings=there), turns)
    (name,) = door.sounds.names((door.apology,))
    assert name.startswith("/srv/sounds/")
    (slow,) = door.sounds.names((replace(door.apology, slow=True),))
    assert slow.startswith("/srv/sounds/slow/")
    here = house.settings.var_folder / "audio" / "calls"
    sizes = [(here / f"{said}.wav").stat().st_size for said in (name[12:], slow[12:])]
    assert sizes[0] < sizes[1]
    assert here.stat().st_mode & 0o007 == 0


def test_serve_opens_it_only_where_it_is_asked_to(tmp_path: Path) -> None:
    off = settings(tmp_path)
    on = off.model_copy(update={"ivr": "on"})
    assert not any("config.ivr" in line for line in processes(off, 8000))
    assert (sys.executable, "-m", "config.ivr") in processes(on, 8000)
    assert not any("FastAGI" in line for line in addresses(off, 8000))
    assert "Asterisk (FastAGI): 127.0.0.1:4573" in addresses(on, 8000)


@pytest.mark.parametrize("told", ["+51984123456", "984123456", "51984123456", "0051984123456"])
def test_a_phone_is_the_same_however_an_exchange_writes_it(house: House, told: str) -> None:
    with ThreadPoolExecutor(1) as turns:
        call = asterisk_door(house, turns).introduction.call_of({"agi_callerid": told})
    assert call.caller == house.blind_phone("+51984123456")


@pytest.mark.parametrize("told", ["unknown", "", "anonymous", "105", "x" * 2000, "\0", "+", "²²"])
def test_what_is_no_phone_is_a_caller_whom_nobody_knows(house: House, told: str) -> None:
    with ThreadPoolExecutor(1) as turns:
        call = asterisk_door(house, turns).introduction.call_of({"agi_callerid": told})
    assert call.caller is None
    assert call.country == ""
