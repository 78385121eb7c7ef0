"""The tutorial, carried out line by line: its commands in a shell, its steps in a browser."""

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browsers import page_of
from tests.running import running
from tests.sources import HOUSE

TUTORIAL = HOUSE / "docs" / "tutorial.md"
STEP = re.compile(r"^- (?P<words>.+)$")
FENCE = "```"
SENTENCES = {
    "open": re.compile(r"Open `(.+)`"),
    "type": re.compile(r"Type `(.+)` into \*\*(.+)\*\*"),
    "press": re.compile(r"Press \*\*(.+)\*\*"),
    "tick": re.compile(r"Tick \*\*(.+)\*\*"),
    "see": re.compile(r"See «(.+)»"),
    "hear": re.compile(r"Hear «(.+)»"),
    "key": re.compile(r"Key `(.+)`"),
    "keep": re.compile(r"Keep \{number\} and \{clave\}"),
}
# Read aside, as what comes after the tutorial and is not part of it.
END = "## Where next"
PATIENCE = 120


@dataclass
class Learner:
    """Someone who does what the tutorial says, and remembers what it says to keep."""

    page: Page
    environment: Mapping[str, str]
    known: dict[str, str] = field(default_factory=dict)

    def filled(self, words: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda name: self.known[name[1]], words)

    def run(self, command: str) -> None:
        """Type a command; what it prints of use is remembered under its name."""
        told = subprocess.run(
            shlex.split(command),
            cwd=HOUSE,
            env=dict(self.environment),
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        ).stdout
        self.known |= dict(re.findall(r"^(\w+): (.+)$", told, re.MULTILINE))

    def open(self, path: str) -> None:
        self.page.goto(path)

    def type(self, words: str, label: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(words)

    def press(self, name: str) -> None:
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        (button if button.count() else link).first.click()

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).check()

    def see(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def hear(self, words: str) -> None:
        expect(self.page.get_by_role("log")).to_contain_text(words)

    def key(self, digits: str) -> None:
        before = self.page.locator("[data-part=log] li.house").count()
        self.page.get_by_label("Marcar varias teclas").fill(re.sub(r"\D", "", digits))
        self.page.get_by_role("button", name="Marcar", exact=True).click()
        expect(self.page.locator("[data-part=log] li.house").nth(before)).to_be_visible()

    def keep(self) -> None:
        for name in ("number", "clave"):
            self.known[name] = self.page.locator(f"[data-{name}]").inner_text()


def do(learner: Learner, sentence: str) -> None:
    """Do what one line says; a line that nobody understands is a fault of the tutorial."""
    for verb, form in SENTENCES.items():
        found = form.fullmatch(sentence)
        if found is not None:
            doing: Callable[..., None] = getattr(learner, verb)
            doing(*map(learner.filled, found.groups()))
            return
    raise AssertionError(f"the tutorial says what nobody can do: {sentence}")


def lines() -> list[str]:
    return TUTORIAL.read_text(encoding="utf-8").partition(END)[0].splitlines()


def test_a_stranger_who_follows_the_tutorial_hears_the_case(
    browser: Browser, tmp_path: Path
) -> None:
    environment = {**os.environ, "VAR_FOLDER": str(tmp_path / "var"), "TWILIO_AUTH_TOKEN": ""}
    with running(environment) as address, page_of(browser, address) as page:
        learner, in_shell, done = Learner(page, environment), False, 0
        for line in lines():
            if line.startswith(FENCE):
                in_shell = not in_shell
            elif in_shell and line != "make run":  # it is running, on a port of its own
                learner.run(line)
            elif step := STEP.match(line):
                do(learner, step["words"])
                done += 1
    assert done > 40
