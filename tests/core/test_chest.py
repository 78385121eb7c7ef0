"""The chest: what was said lies sealed, opens under its own name only, and can be gone for good."""

import secrets
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.keys import Keys
from core.store.chest import FileChest

ONE, OTHER = "a" * 32, "b" * 32
SAID = b"me llamo Rosa y vivo en Cuyo Grande"


@pytest.fixture
def chest(tmp_path: Path) -> FileChest:
    key = Keys(b"1" * 32).messages()
    return FileChest(folder=tmp_path / "messages", key=key, random=secrets.token_bytes)


def sealed(chest: FileChest, name: str = ONE) -> Path:
    return chest.folder / f"{name}.sealed"


def test_what_is_put_in_is_read_again_and_lies_unreadable(chest: FileChest) -> None:
    chest.put(ONE, SAID)
    assert chest.open(ONE) == SAID
    assert b"Rosa" not in sealed(chest).read_bytes()
    assert stat.S_IMODE(sealed(chest).stat().st_mode) == 0o600
    assert stat.S_IMODE(chest.folder.stat().st_mode) == 0o700
    assert [file.name for file in chest.folder.iterdir()] == [f"{ONE}.sealed"]


def test_the_same_words_never_lie_there_as_the_same_bytes(chest: FileChest) -> None:
    chest.put(ONE, SAID)
    first = sealed(chest).read_bytes()
    chest.put(ONE, SAID)
    assert sealed(chest).read_bytes() != first


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b[:-1] + b"\0\0", lambda _: b"", bytes]
)
def test_a_piece_that_somebody_changed_or_swapped_is_as_good_as_none(
    chest: FileChest, spoil: Callable[[bytes], bytes]
) -> None:
    chest.put(ONE, SAID)
    target = sealed(chest, OTHER) if spoil is bytes else sealed(chest)
    target.write_bytes(spoil(sealed(chest).read_bytes()))
    assert chest.open(OTHER if spoil is bytes else ONE) is None


def test_without_the_key_nothing_opens(chest: FileChest) -> None:
    chest.put(ONE, SAID)
    assert replace(chest, key=Keys(b"2" * 32).messages()).open(ONE) is None
    assert "key=" not in repr(chest)


def test_what_is_taken_out_is_gone_and_may_be_taken_out_again(chest: FileChest) -> None:
    chest.put(ONE, SAID)
    chest.remove(ONE)
    chest.remove(ONE)
    assert chest.open(ONE) is None
    assert list(chest.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../x", "a" * 31, "A" * 32, f"{ONE}/..", f"{ONE}.", "x\0"])
def test_no_name_leads_out_of_the_chest(chest: FileChest, name: str) -> None:
    for ask in (chest.open, chest.remove, lambda asked: chest.put(asked, SAID)):
        with pytest.raises(ValueError, match="named by an id"):
            ask(name)


@given(st.text(max_size=600))
def test_a_short_text_is_sealed_for_its_name_alone(text: str) -> None:
    chest = FileChest(folder=Path(), key=b"3" * 32, random=secrets.token_bytes)
    kept = chest.seal_text(f"{ONE}.note", text)
    assert chest.open_text(f"{ONE}.note", kept) == text
    assert chest.open_text(f"{OTHER}.note", kept) is None
    assert chest.open_text(f"{ONE}.note", kept[:-4]) is None
    assert chest.open_text(f"{ONE}.note", "x") is None
