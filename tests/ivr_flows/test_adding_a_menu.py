"""The how-to for a menu option, followed to the letter by someone who reads nothing else."""

import re
from pathlib import Path

import pytest

from channels.voice.questions import refusal_codes
from ivr_flows.checking.premises import Premises
from ivr_flows.checks import check_text
from ivr_flows.effects import Keys, Say
from ivr_flows.engine import begin, step
from ivr_flows.script import load
from tests.sources import HOUSE

HOW_TO = HOUSE / "docs" / "how-to" / "add-a-menu.md"
SCRIPT = HOUSE / "ivr_flows" / "scripts" / "status.yaml"
WORDS = HOUSE / "core" / "wording" / "es" / "voice.po"
PROMPTS = ("voice.menu", "voice.menu.again", "voice.menu.help")
_ENTRY = re.compile(
    r'^msgctxt "voice"\nmsgid "(?P<id>[^"]+)"\nmsgstr "(?P<text>[^"]+)"$', re.MULTILINE
)


def blocks(kind: str) -> list[str]:
    """List what the how-to says to write, without its margin."""
    found = re.findall(
        rf"^   ```{kind}\n(.*?)^   ```$", HOW_TO.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return [re.sub(r"^   ", "", block, flags=re.MULTILINE).strip() for block in found]


def edited_script() -> str:
    """Write the step and the key where the how-to says."""
    new_step, new_keys = blocks("yaml")
    text = SCRIPT.read_text("utf-8")
    old_keys = re.search(r"^    keys: .*$", text[text.index("\n  menu:") :], re.MULTILINE)
    assert old_keys is not None
    return text.replace(old_keys[0], f"    {new_keys}", 1).rstrip() + f"\n  {new_step}\n"


def edited_words() -> dict[str, str]:
    """Write the message and the sentence where the how-to says."""
    (entry,), (sentence,) = blocks("po"), blocks("text")
    text = WORDS.read_text("utf-8") + "\n" + entry + "\n"
    words = {found["id"]: found["text"] for found in _ENTRY.finditer(text)}
    for prompt in PROMPTS:
        person = next(each for each in sentences(words[prompt]) if each.endswith(" 0."))
        place = words[prompt].index(person.strip())
        words[prompt] = f"{words[prompt][:place]}{sentence} {words[prompt][place:]}"
    return words


def sentences(prompt: str) -> list[str]:
    """Cut a prompt into its sentences."""
    return re.findall(r"[^.]+\.", prompt)


def test_whoever_follows_the_how_to_gets_a_script_without_a_fault() -> None:
    premises = Premises(refusal_codes=refusal_codes(), words={"es": edited_words()})
    assert check_text(edited_script(), "status.yaml", premises) == ()


def test_the_new_key_says_the_new_words_and_comes_back_to_the_menu() -> None:
    script = load(edited_script(), "status.yaml")
    _, effects = step(script, begin(script, ["es"])[0], Keys("5"))
    assert [said.message for said in effects if isinstance(said, Say)] == [
        "voice.hours",
        "voice.menu",
    ]


@pytest.mark.parametrize(
    ("forgotten", "code"), [("message", "words_missing"), ("sentence", "option_unsaid")]
)
def test_a_step_of_the_how_to_that_was_forgotten_is_found(forgotten: str, code: str) -> None:
    words = edited_words()
    if forgotten == "message":
        del words["voice.hours"]
    else:
        (sentence,) = blocks("text")
        words = {name: text.replace(f"{sentence} ", "") for name, text in words.items()}
    premises = Premises(refusal_codes=refusal_codes(), words={"es": words})
    found = {placed.fault.code for placed in check_text(edited_script(), "status.yaml", premises)}
    assert code in found


def test_the_how_to_names_files_that_are_there() -> None:
    page = HOW_TO.read_text("utf-8")
    for file in (SCRIPT, WORDS):
        assert f"`{file.relative_to(HOUSE)}`" in page
    for link in re.findall(r"\]\(([^)]+\.md)\)", page):
        assert Path(HOW_TO.parent / link).is_file()
