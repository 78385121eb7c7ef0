import importlib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import click
import pytest

from tests.sources import HOUSE, texts

LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PAGES = tuple((path, text) for path, text in texts() if path.suffix == ".md")


def reference() -> str:
    """Read all that is written for whoever looks something up."""
    return "\n".join(text for path, text in PAGES if path.is_relative_to("docs/reference"))


def verbs(context: click.Context) -> Iterator[str]:
    """Yield every verb of the command line in full, as a person types it."""
    group = context.command
    if not isinstance(group, click.Group):
        yield context.command_path
        return
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        yield from verbs(click.Context(command, parent=context, info_name=word))


def house(module: str, name: str) -> Any:  # noqa: ANN401  # whatever the house calls by this name
    return getattr(importlib.import_module(module), name)


def test_every_command_is_in_the_reference() -> None:
    said = reference()
    known = list(verbs(click.Context(house("config.cli", "cli"), info_name="convergencia")))
    assert len(known) > 10
    assert [verb for verb in known if f"{verb}`" not in said and f"{verb} " not in said] == []


def test_every_setting_is_in_the_reference() -> None:
    said = reference()
    known = [name.upper() for name in house("config.settings", "Settings").model_fields]
    assert known
    assert [name for name in known if f"`{name}`" not in said] == []


def test_every_word_that_a_text_may_begin_with_is_in_the_reference() -> None:
    said = reference()
    known = house("channels.sms.understanding.printed", "PRINTED")
    assert known
    assert [word for word in known if f"`{word}`" not in said] == []


@pytest.mark.parametrize(("path", "text"), PAGES, ids=[str(path) for path, _ in PAGES])
def test_every_link_of_a_page_leads_to_a_file_of_the_house(path: PurePosixPath, text: str) -> None:
    assert broken_links(HOUSE / path, text) == []


def test_a_link_that_leads_nowhere_is_seen() -> None:
    text = "[a](nowhere.md) [b](README.md#what) [c](#here)\n```\n[d](code.md)\n```"
    assert broken_links(HOUSE / "README.md", text) == ["nowhere.md"]


@pytest.mark.parametrize("name", ["README.md", "README.es.md"])
def test_the_front_page_is_read_in_five_minutes(name: str) -> None:
    assert len(text_of(name).splitlines()) <= 150


def test_a_decision_fits_a_screen_and_tells_its_price() -> None:
    decisions = [(path, text) for path, text in PAGES if path.is_relative_to("docs/decisions")]
    assert decisions
    for path, text in decisions:
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem), path
        assert len(text.splitlines()) <= 30, path
        assert {"## Context", "## Decision", "## Price"} <= set(text.splitlines()), path


def test_the_rules_for_contributors_fit_a_page() -> None:
    assert len(text_of("CONTRIBUTING.md").splitlines()) <= 60


def broken_links(page: Path, text: str) -> list[str]:
    targets = [link.split("#")[0] for link in LINK.findall(FENCE.sub("", text))]
    inside = [target for target in targets if target and "://" not in target]
    return [target for target in inside if not (page.parent / target).exists()]


def text_of(name: str) -> str:
    return dict(PAGES)[PurePosixPath(name)]
