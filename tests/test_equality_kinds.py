from pathlib import Path
from typing import TypeGuard

from config.house import House
from config.letter_specimens import specimens
from core.model.letter import LetterKind
from core.wording.catalogue import load
from letters.blocks import Blank, Block
from tests.final_bytes import COVER
from tests.forms import plain
from tests.letter_kinds import kind_letters, untold_by_kind
from tests.sentinels import LANGUAGES
from tests.spoilt_catalogues import said_again, sign

SECOND = LANGUAGES[1]


def test_every_kind_of_letter_has_its_template() -> None:
    assert set(specimens().templates) == set(LetterKind)


def test_every_fact_of_every_kind_is_in_its_letter(house: House) -> None:
    faults: dict[str, list[str]] = {}
    for letter in kind_letters():
        read = letter.read(house.wording)
        lacks = untold_by_kind(letter, read)
        faults |= {str(letter): lacks} if lacks else {}
    assert faults == {}


def test_every_letter_shows_its_cover_and_what_it_is(house: House) -> None:
    for letter in kind_letters():
        read = plain(letter.read(house.wording))
        shown = (COVER.sender, COVER.sender_place, *COVER.address, COVER.reference)
        assert [text for text in shown if plain(text) not in read] == [], letter
        assert ("informativ" in read) == letter.template.is_informative, letter
        assert ("base legal" in read) == (not letter.template.is_informative), letter


def test_no_informative_letter_says_that_somebody_was_notified(house: House) -> None:
    informative = [letter for letter in kind_letters() if letter.template.is_informative]
    assert {letter.template.kind for letter in informative} == {
        kind for kind in specimens().templates if specimens().templates[kind].is_informative
    }
    assert [
        str(letter) for letter in informative if "notificad" in letter.read(house.wording)
    ] == []


def test_every_kind_follows_once_more_in_a_language_whose_every_word_is_approved(
    tmp_path: Path,
) -> None:
    approved = said_again(tmp_path / "w", SECOND, "Zumbido")
    for letter in kind_letters():
        alone, both = letter.text(approved), letter.text(approved, SECOND)
        again = both.sections[len(alone.sections) :]
        assert {section.language for section in again} == {SECOND}, letter
        assert both.language == "es-PE"
        said = [piece.text for section in again for piece in section.pieces if is_said(piece)]
        assert [text for text in said if "Zumbido" not in text] == [], letter
        assert both.sections[: len(alone.sections)] == alone.sections


def test_a_draft_is_told_in_no_letter(tmp_path: Path) -> None:
    said_again(tmp_path / "w", SECOND, "Zumbido")
    sign(tmp_path / "w", "")
    drafted = load(tmp_path / "w", production=True)
    for letter in kind_letters():
        assert letter.text(drafted, SECOND) == letter.text(drafted), letter


def is_said(piece: Block | Blank) -> TypeGuard[Block]:
    return isinstance(piece, Block)
