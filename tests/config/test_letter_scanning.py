"""Scanned pages find their cases: the folder that a clerk scans, from the glass to the desk."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from config.house import House
from config.letter_scanning import (
    MOVED,
    MOVED_BEFORE,
    NO_SLIP,
    SLIP_AGAIN,
    SLIP_FILED,
    Scanning,
    scan_folder,
    words_of,
)
from core.model.left_message import Kind
from core.model.letter import Letter, LetterStep
from core.model.letter_id import SheetCode
from letters.blocks import SlipKind
from letters.scan.folder import Found
from letters.scan.pages import Grey
from letters.scan.seen import PageLeft, Why
from letters.slip import CUT, LAYOUTS
from tests.core.mail import CLERK, STRANGER, a_letter, number_of
from tests.core.stories import PISAC
from tests.letters.scanned import drawn, mark, spoiled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "glass"
    made.mkdir()
    return made


def slip_of(letter: Letter, *ticked: str) -> Grey:
    """Print a letter's slip, tick some boxes and scan it askew."""
    layout, chance = LAYOUTS[SlipKind.REPLY], np.random.default_rng(5)
    code = SheetCode(letter=letter.id, sheet=1, sheets=1, run=letter.run)
    paper, _ = drawn(layout, code, is_torn=True)
    for box in layout.boxes:
        if box.name in ticked:
            place = box.place
            mark(paper, chance, (place.left, place.top - CUT, place.width), "crossed")
    return spoiled(paper, chance, 200)


def put(folder: Path, name: str, grey: Grey) -> None:
    cv2.imwrite(str(folder / name), grey)


def became(house: House, folder: Path, scanning: Scanning) -> list[str]:
    return [found.became for step in scan_folder(house, folder, scanning) for found in step.page]


def test_a_slip_on_the_glass_becomes_a_message_at_the_desk(house: House, folder: Path) -> None:
    letter = a_letter(house)
    put(folder, "a.jpg", slip_of(letter, "received", "call_me"))
    assert became(house, folder, Scanning(hand=CLERK)) == [SLIP_FILED]
    (message,) = (one for one in house.letterbox.listed(PISAC) if one.kind is Kind.SLIP)
    said = house.letterbox.content(message).decode()
    assert (message.number, "Pide que lo llamen." in said) == (letter.number, True)
    spoken = house.shelf.case_log.spoken(number_of(letter), limit=9)
    assert "slip_received" in {one.outcome for one in spoken}


def test_the_same_slip_on_another_scan_is_filed_no_more(house: House, folder: Path) -> None:
    letter = a_letter(house)
    put(folder, "a.jpg", slip_of(letter, "received"))
    became(house, folder, Scanning(hand=CLERK))
    put(folder, "b.jpg", slip_of(letter, "received", "call_me"))
    assert became(house, folder, Scanning(hand=CLERK)) == [Why.AGAIN, SLIP_AGAIN]
    assert house.letterbox.listed(PISAC) == ()


def test_with_a_step_sheets_are_moved_on_and_their_slips_left_alone(
    house: House, folder: Path
) -> None:
    letter = a_letter(house)
    put(folder, "a.png", slip_of(letter))
    scanning = Scanning(hand=CLERK, step=LetterStep.POST)
    for _ in range(2):  # it was never printed, which every scan tells again
        (found,) = (one for step in scan_folder(house, folder, scanning) for one in step.page)
        assert found.became == "letter_moved"
        assert "EN_COLA" in words_of(house, found)
    assert became(house, folder, Scanning(hand=CLERK)) == [SLIP_FILED]


def test_another_institution_learns_nothing(house: House, folder: Path) -> None:
    put(folder, "a.png", slip_of(a_letter(house), "received"))
    assert became(house, folder, Scanning(hand=STRANGER)) == ["letter_unknown"]
    assert became(house, folder, Scanning(hand=CLERK)) == [SLIP_FILED]


def test_whatever_becomes_of_a_page_somebody_is_told_what_to_do(house: House) -> None:
    page = PageLeft(file="a.png", page=1, sha256="", why=Why.BLANK)
    outcomes = (MOVED, MOVED_BEFORE, NO_SLIP, SLIP_AGAIN, SLIP_FILED, *Why)
    said = {words_of(house, Found(page, outcome)) for outcome in outcomes}
    assert len(said) == len(outcomes)
