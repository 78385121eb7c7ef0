"""Reads one page: each letter on it once, with its slip if it has one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from core.model.letter_id import LetterId
from core.model.slip import Mark
from letters.envelope import Rectangle
from letters.scan.boxes import blackness, ink_in_frame, read_box
from letters.scan.codes import CodeSeen, find_codes
from letters.scan.pages import Grey, Page
from letters.scan.seen import PageLeft, Seen, SheetSeen, Why
from letters.scan.straightening import Straightened, straighten
from letters.slip import Area, SlipLayout, layout_of_spot

CROP_AROUND = 1.5
CROP_DOTS_A_MM = 8.0
LEAST_INK = 0.0005  # share of a page; less is the dust on the blank back of a sheet
LEAST_WRITING = 1.0  # square millimetres of ink: a short stroke of a pen


def read_page(page: Page) -> Iterator[Seen]:
    """Tell every letter that lies on a page, or why there is none."""
    found = find_codes(page.grey)
    for codes in _by_letter(found.ours):
        yield _sheet(page, codes)
    if found.why is not None:
        is_blank = found.why is Why.NO_CODE and _ink(page.grey) < LEAST_INK
        why = Why.BLANK if is_blank else found.why
        yield PageLeft(file=page.file, page=page.page, sha256=page.sha256, why=why)


def _by_letter(codes: Sequence[CodeSeen]) -> Iterator[tuple[CodeSeen, ...]]:
    letters: dict[LetterId, list[CodeSeen]] = {}
    for code in codes:
        letters.setdefault(code.code.letter, []).append(code)
    yield from map(tuple, letters.values())


def _sheet(page: Page, codes: Sequence[CodeSeen]) -> SheetSeen:
    of_slip = [code for code in codes if layout_of_spot(code.code.spot) is not None]
    code = (of_slip or codes)[0].code
    spot = layout_of_spot(code.spot)
    seen = SheetSeen(file=page.file, page=page.page, sha256=page.sha256, code=code)
    if spot is None:
        return seen
    layout, place = spot
    sheet = straighten(page.grey, layout, of_slip)
    return replace(
        seen,
        slip=layout.kind,
        boxes=_boxes(sheet, layout, place),
        crops={area.name: _crop(sheet, area) for area in _written(sheet, layout, place)},
    )


def _boxes(sheet: Straightened, layout: SlipLayout, code: Rectangle) -> dict[str, Mark]:
    black = blackness(sheet, code)
    return {box.name: read_box(sheet, box.place, black) for box in layout.boxes}


def _written(sheet: Straightened, layout: SlipLayout, code: Rectangle) -> Iterator[Area]:
    """List the frames with ink in them; where places are not sure, a person looks at all."""
    black = blackness(sheet, code)
    for area in layout.areas:
        if not sheet.is_exact or ink_in_frame(sheet, area, black) >= LEAST_WRITING:
            yield area


def _crop(sheet: Straightened, area: Area) -> bytes:
    place = area.place
    around = Rectangle(
        place.left - CROP_AROUND,
        place.top - CROP_AROUND,
        place.right + CROP_AROUND,
        place.bottom + CROP_AROUND,
    )
    _, png = cv2.imencode(".png", sheet.patch(around, CROP_DOTS_A_MM))
    return png.tobytes()


def _ink(grey: Grey) -> float:
    """Tell the share of a page that is much darker than the paper next to it."""
    small = cv2.resize(grey, (420, 594), interpolation=cv2.INTER_AREA).astype(np.float32)
    paper = cv2.GaussianBlur(small, (0, 0), 15)
    return float((small < 0.75 * paper).mean())
