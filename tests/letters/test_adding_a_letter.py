"""The how-to for a kind of letter, followed to the letter by someone who reads nothing else."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from config.house import House
from config.letter_specimens import Specimens
from config.letter_writing import write_letter
from core.document_check import check_document
from core.model.letter import Letter, LetterKind, LetterState
from core.model.letter_id import LetterId
from core.model.letter_template import LetterTemplate
from core.ports import Wording
from core.refusals import DocumentInvalid, LetterIncomplete
from core.wording.catalogue import load
from letters.blocks import Block, LetterText
from letters.typeset import html_of
from tests.core.stories import a_case, a_citizen
from tests.fakes import NOON_IN_LIMA
from tests.sources import HOUSE
from tests.spoilt_catalogues import shipped_files, sign, write

HOW_TO = HOUSE / "docs" / "how-to" / "add-a-letter.md"
KIND = "appointment"


def block(kind: str) -> str:
    """Read what the how-to says to write, without its margin."""
    page = HOW_TO.read_text("utf-8")
    (found,) = re.findall(rf"^   ```{kind}\n(.*?)^   ```$", page, re.MULTILINE | re.DOTALL)
    return re.sub(r"^   ", "", found, flags=re.MULTILINE)


def template(written: str = "") -> LetterTemplate:
    return LetterTemplate.parse(check_document(yaml.safe_load(written or block("yaml"))))


def wording(folder: Path, words: str = "") -> Wording:
    """Add the words where the how-to says."""
    for name, text in shipped_files():
        write(folder, "es", name, f"{text}\n{words}" if name == "letters.po" else text)
    sign(folder, "")
    return load(folder, production=True)


def said(letter: LetterText) -> str:
    return "\n".join(piece.text for piece in letter.blocks() if isinstance(piece, Block))


def test_whoever_follows_the_how_to_gets_a_specimen(tmp_path: Path) -> None:
    specimens = Specimens({KIND: template()}, wording(tmp_path, block("po")))
    letter = specimens.letter(KIND)
    assert letter.title == "Lo esperamos por su expediente 140-000-4276"
    assert "Venga el viernes 8 de enero de 2027 a Mesa de Partes" in said(letter)
    assert said(letter).endswith("cambia sus plazos.")
    assert "Lo esperamos por su expediente" in html_of(letter)


def test_a_house_writes_the_new_letter_of_its_own_facts(house: House, tmp_path: Path) -> None:
    person = a_citizen(house, address=("Comunidad de Amaru",))
    letter = Letter(
        id=LetterId.parse("F8QY4-0YGE2"),
        kind=LetterKind(KIND),
        institution="PE/muni-pisac",
        wish="a wish",
        made_by="user:clerk",
        made_at=NOON_IN_LIMA,
        state=LetterState.QUEUED,
        since=NOON_IN_LIMA,
        number=a_case(house, applicant=person).digits,
    )
    told = {"come_on": date(2026, 12, 3).isoformat(), "come_for": "medir su terreno"}
    house = replace(house, wording=wording(tmp_path, block("po")))
    books = replace(house.shelf.library.books(), letters={template().key: template()})
    text = said(write_letter(house, letter, told, books=books))
    assert "Venga el jueves 3 de diciembre de 2026" in text
    assert "Es para medir su terreno." in text
    with pytest.raises(LetterIncomplete) as refused:
        write_letter(house, letter, {"come_on": "2026-12-03"}, books=books)
    assert refused.value.facts == {"field": "come_for"}


def test_words_that_were_forgotten_are_missed_by_name(tmp_path: Path) -> None:
    with pytest.raises(LetterIncomplete) as refused:
        Specimens({KIND: template()}, wording(tmp_path)).letter(KIND)
    assert refused.value.facts == {"field": "letter.appointment.title"}


def test_a_fact_that_was_misspelt_is_refused_before_anything_is_printed() -> None:
    with pytest.raises(DocumentInvalid) as refused:
        template(block("yaml").replace("(come_for, procedure)", "(come_fro, procedure)"))
    assert refused.value.facts["field"] == "sections.0.come_fro"


def test_the_how_to_names_files_that_are_there() -> None:
    page = HOW_TO.read_text("utf-8")
    assert (HOUSE / "core" / "wording" / "es" / "letters.po").is_file()
    for link in re.findall(r"\]\(([^)]+\.md)\)", page):
        assert (HOW_TO.parent / link).is_file()
