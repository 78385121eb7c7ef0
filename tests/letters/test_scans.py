"""Slips that people marked and a poor scanner spoiled are read right, or left for a person."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO

import cv2
import numpy as np
import pytest

from core.model.letter_id import LetterId, SheetCode
from core.model.slip import Said
from letters.blocks import SlipKind
from letters.scan.pages import Grey, Page
from letters.scan.seen import PageLeft, SheetSeen, Why
from letters.scan.sheets import read_page
from letters.slip import CUT, LAYOUTS
from tests.letters.scanned import DOTS, Scan, drawn, mark, pen, scan, scans

LETTER = SheetCode(letter=LetterId.draw(lambda letters: letters[7]), sheet=1, sheets=1)


@dataclass(slots=True)
class Tally:
    """What was read of many scans, beside what is truly on them."""

    codes: int = 0
    scans: int = 0
    boxes: Counter[tuple[str, Said]] = field(default_factory=Counter)
    crops: int = 0

    @property
    def share_of_codes(self) -> float:
        return self.codes / self.scans

    @property
    def share_of_boxes(self) -> float:
        return sum(count for (how, said), count in self.boxes.items() if said is true(how)) / sum(
            self.boxes.values()
        )

    def count_wrong(self) -> int:
        """Count what was read surely and wrongly: nobody would look at it again."""
        surely = {Said.YES, Said.NO}
        return sum(
            count
            for (how, said), count in self.boxes.items()
            if said in surely and said is not true(how)
        )


def true(how: str) -> Said:
    return {"empty": Said.NO, "struck out": Said.UNSURE}.get(how, Said.YES)


def page_of(grey: Grey) -> Page:
    return Page(file="a.png", page=1, sha256="a", grey=grey)


def sheet(grey: Grey) -> SheetSeen:
    (seen,) = read_page(page_of(grey))
    assert isinstance(seen, SheetSeen)
    return seen


def tallied(of: Iterable[Scan]) -> Tally:
    tally = Tally()
    for one in of:
        tally.scans += 1
        seen = [found for found in read_page(page_of(one.grey)) if isinstance(found, SheetSeen)]
        if [(found.code.letter, found.slip) for found in seen] != [(one.code.letter, one.slip)]:
            continue
        tally.codes += 1
        tally.crops += seen[0].crops.keys() == one.written
        for name, how in one.marks.items():
            tally.boxes[how, seen[0].boxes[name].said] += 1
    return tally


@pytest.mark.counts
def test_replies_are_read_however_badly_they_were_scanned(
    counts: Callable[[int, int], int],
) -> None:
    tally = tallied(scans(counts(14, 200)))
    assert tally.share_of_codes >= 0.99
    assert tally.share_of_boxes >= 0.98
    assert tally.count_wrong() == 0
    assert tally.crops >= 0.98 * tally.scans


@pytest.mark.counts
def test_acknowledgements_are_read_too(counts: Callable[[int, int], int]) -> None:
    tally = tallied(scans(counts(4, 60), seed=3, slip=SlipKind.ACKNOWLEDGEMENT))
    assert tally.share_of_codes >= 0.99
    assert tally.share_of_boxes >= 0.98
    assert tally.count_wrong() == 0


@pytest.fixture(scope="module")
def torn() -> Grey:
    """Print a reply slip and tear it off; nobody has written on it."""
    paper, _ = drawn(LAYOUTS[SlipKind.REPLY], LETTER, is_torn=True)
    return paper


def test_a_slip_that_nobody_marked_says_nothing(torn: Grey) -> None:
    seen = sheet(torn)
    assert {mark.said for mark in seen.boxes.values()} == {Said.NO}
    assert seen.crops == {}


@pytest.mark.parametrize("lost", [0, 1, 2, 3])
def test_three_corners_of_the_four_are_enough(torn: Grey, lost: int) -> None:
    paper, layout = torn.copy(), LAYOUTS[SlipKind.REPLY]
    box = layout.boxes[0].place
    mark(paper, np.random.default_rng(2), (box.left, box.top - CUT, box.width), "crossed")
    corner = (*layout.codes, *layout.marks)[lost]
    _white_out(paper, corner.left, corner.top, corner.width)
    said = {name: mark.said for name, mark in sheet(paper).boxes.items()}
    assert said == {"received": Said.YES, "call_me": Said.NO, "will_come": Said.NO}


def test_with_fewer_corners_all_goes_to_a_person(torn: Grey) -> None:
    paper, layout = torn.copy(), LAYOUTS[SlipKind.REPLY]
    for lost in (layout.codes[1], layout.marks[0]):
        _white_out(paper, lost.left, lost.top, lost.width)
    seen = sheet(paper)
    assert {mark.said for mark in seen.boxes.values()} == {Said.UNSURE}
    assert seen.crops.keys() == {area.name for area in layout.areas}


@pytest.mark.parametrize("tone", [60, 120, 150])
def test_a_mark_of_a_soft_pencil_is_seen(torn: Grey, tone: int) -> None:
    paper = torn.copy()
    pen(paper, np.array([[39.5, 28.5], [44.5, 24.0]]), 0.6, tone)
    assert sheet(paper).boxes["received"].said is Said.YES


def test_a_mark_that_hardly_begins_is_for_a_person(torn: Grey) -> None:
    paper = torn.copy()
    pen(paper, np.array([[41.0, 27.0], [42.4, 27.0]]), 0.5, 60)
    assert sheet(paper).boxes["received"].said is Said.UNSURE


def test_the_sheet_above_a_slip_does_not_confuse_it() -> None:
    whole = scan(np.random.default_rng(4), 0, SlipKind.REPLY)
    seen = sheet(whole.grey)
    assert (seen.code.letter, seen.slip) == (whole.code.letter, SlipKind.REPLY)


def test_two_slips_on_one_glass_are_two_letters() -> None:
    one, other = scans(2, seed=8)
    wide = max(one.grey.shape[1], other.grey.shape[1])
    glass = np.full((one.grey.shape[0] + other.grey.shape[0], wide), 250, np.uint8)
    glass[: one.grey.shape[0], : one.grey.shape[1]] = one.grey
    glass[one.grey.shape[0] :, : other.grey.shape[1]] = other.grey
    found = {seen.code.letter for seen in read_page(page_of(glass)) if isinstance(seen, SheetSeen)}
    assert found == {one.code.letter, other.code.letter}


def test_a_wallet_card_tells_its_letter_and_asks_nothing() -> None:
    paper, _ = drawn(LAYOUTS[SlipKind.WALLET], LETTER, is_torn=True)
    seen = sheet(paper)
    assert (seen.slip, seen.boxes, seen.crops) == (SlipKind.WALLET, {}, {})


def test_a_blank_back_is_told_from_a_page_whose_code_cannot_be_read(torn: Grey) -> None:
    back = np.full_like(torn, 240)
    assert [left.why for left in _left(back)] == [Why.BLANK]
    paper = torn.copy()
    for code in LAYOUTS[SlipKind.REPLY].codes:
        _white_out(paper, code.left, code.top, code.width)
    assert [left.why for left in _left(paper)] == [Why.NO_CODE]


def test_handwriting_is_cut_out_upright_for_a_person(torn: Grey) -> None:
    paper = torn.copy()
    pen(paper, np.array([[120.0, 31.0], [122.0, 36.0], [124.0, 31.0]]), 0.6, 40)
    turned = np.ascontiguousarray(paper[::-1, ::-1])
    crops = [sheet(grey).crops["phone"] for grey in (paper, turned)]
    one, other = (
        np.asarray(cv2.imdecode(np.frombuffer(crop, np.uint8), cv2.IMREAD_GRAYSCALE))
        for crop in crops
    )
    assert one.shape == other.shape
    assert np.abs(one.astype(int) - other).mean() < 12
    assert BytesIO(crops[0]).read(8) == b"\x89PNG\r\n\x1a\n"


def _left(grey: Grey) -> list[PageLeft]:
    return [seen for seen in read_page(page_of(grey)) if isinstance(seen, PageLeft)]


def _white_out(paper: Grey, left: float, top: float, side: float) -> None:
    first = round((left - 1) * DOTS), round((top - CUT - 1) * DOTS)
    last = round((left + side + 1) * DOTS), round((top - CUT + side + 1) * DOTS)
    cv2.rectangle(paper, first, last, 255, -1)
