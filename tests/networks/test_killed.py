"""A worker that is killed at any moment sends nothing twice, and loses nothing unsaid."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from config.house import House, build
from core.model.delivery import State
from core.ports import Intent
from core.wishes import STATUS_TEXT
from tests.fakes import FakeClock
from tests.houses import shipped
from tests.networks.fake_carrier import FakeCarrier, carrying
from tests.networks.offices import PHONE, dispatch_of, house_at
from tests.postgres import Postgres
from tests.sources import HOUSE

CARRIERS = """\
[[carrier]]
name = "fake"
kind = "kannel"
url = "http://127.0.0.1:{port}/cgi-bin/sendsms"
user = "convergencia"
password_env = "KANNEL_PASSWORD"
sender = "1234"
sender_kind = "short_code"
[[route]]
prefix = "+51"
carriers = ["fake"]
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return ""
    server: Postgres = request.getfixturevalue("postgres")
    return server.create_database(like=request.getfixturevalue("founded_database"))


def wish(house: House, count: int) -> None:
    with house.shelf.ledger.writing() as work:
        for number in range(count):
            said = {"to": PHONE, "text": f"Aviso {number}"}
            key = f"wish {number}"
            work.intend(
                Intent(kind=STATUS_TEXT, cause=key, unique_key=key, person="", payload=said)
            )


def kill_one(carrier: FakeCarrier, var: Path, url: str, chance: random.Random) -> None:
    """Let a worker send some texts, and kill it in the middle of one or right after it."""
    command = [sys.executable, "-m", "tests.networks.killed_worker", str(var), url]
    worker = subprocess.Popen(command, cwd=HOUSE)
    place = carrier.taken.total() + chance.randint(1, 5)
    delay = chance.choice([0.0, 0.001, 0.004, 0.01])
    is_before = chance.random() < 0.5

    def strike(count: int) -> None:
        if count == place:
            time.sleep(delay)
            worker.send_signal(signal.SIGKILL)
            worker.wait()

    carrier.before = strike if is_before else lambda _count: None
    carrier.after = strike if not is_before else lambda _count: None
    assert worker.wait(60) == -signal.SIGKILL


@pytest.mark.counts
def test_a_worker_killed_again_and_again_sends_no_text_twice(
    founded_house: Path,
    tmp_path: Path,
    url: str,
    counts: Callable[[int, int], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KANNEL_PASSWORD", "carga")
    kills, chance = counts(2, 25), random.Random(5)  # noqa: S311  # where to strike, no secret
    texts, var = kills * 20, tmp_path / "var"
    with carrying() as carrier:
        house = house_at(var, founded_house, 1, CARRIERS.format(port=carrier.port), url=url)
        wish(house, texts)
        for _ in range(kills):
            kill_one(carrier, var, url, chance)
        assert dict(carrier.taken) == dict.fromkeys(carrier.taken, 1)
        assert kills <= carrier.taken.total() < texts
        # What the dead ones held is settled when their lease is over; the rest is sent.
        carrier.before = carrier.after = lambda _count: None
        stood = FakeClock(house.clock.now() + timedelta(minutes=10))
        after = build(house.settings, clock=stood, shipped=shipped())
        dispatch_of(after).run()
        assert dict(carrier.taken) == dict.fromkeys(carrier.taken, 1)
        tell_all(after, carrier, texts, kills)
        after.close()
        house.close()


def tell_all(house: House, carrier: FakeCarrier, texts: int, kills: int) -> None:
    """Every text was sent once, or is said to be in doubt, or both; none is lost unsaid."""
    states = {}
    for number in range(texts):
        told = house.shelf.deliveries.of_wish(f"wish {number}")
        # Who died before the handing-over was noted left the doubt to the outbox alone.
        states[f"Aviso {number}"] = State.DOUBTED if told is None else told.state
    doubted = [text for text, state in states.items() if state is State.DOUBTED]
    assert len(doubted) <= kills
    assert set(states) - set(doubted) <= set(carrier.taken)
    ends = house.shelf.outbox.counts()
    assert ends.get("in_doubt", 0) >= len(doubted)
    assert ends["in_doubt"] <= kills
    assert {"queued", "performing", "failed", "expired"}.isdisjoint(ends)
