"""A house served on loopback, and Debian's Chromium that walks through it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from pydantic import SecretStr
from werkzeug.serving import make_server

from config.house import House, build
from config.web import create_app
from tests.houses import StoodClock, settings, shipped

CHROMIUM = "/usr/bin/chromium"
# Nothing of the browser's own may look for the network, and root has no sandbox to give.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# The screen of an office with an old computer.
SCREEN = {"width": 1024, "height": 600}
PATIENCE_MS = 15_000


@dataclass(frozen=True, slots=True)
class Served:
    """A house with its doors open at an address."""

    house: House
    address: str


@contextmanager
def served(var: Path, *, handset: bool = False) -> Iterator[Served]:
    """Open the doors of the house that lies in a folder, on a port of its own."""
    server = make_server("127.0.0.1", 0, Flask(__name__), threaded=True)
    address = f"http://localhost:{server.server_port}"
    said: dict[str, object] = {"public_url": address}
    if handset:  # which is never open beside a real account
        said |= {"twilio_auth_token": SecretStr(""), "handset": "on"}
    told = settings(var).model_copy(update=said)
    house = build(told, clock=StoodClock(), shipped=shipped())
    server.app = create_app(house)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Served(house, address)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        house.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def page_of(browser: Browser, address: str, *, scripts: bool = True) -> Iterator[Page]:
    """Open a page of a person who has never been here; a fault in a script fails the test."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": SCREEN["width"], "height": SCREEN["height"]},
        java_script_enabled=scripts,
        locale="es-PE",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    told = [fault for fault in faults if "the server responded with a status of" not in fault]
    assert told == []
